"""Asking a server of ACE-Step about a job, trap by trap."""

from __future__ import annotations

import json

import pytest

from remixes.remote import AskFailed, Order, Report, Service, Unreadable
from remixes.remote.ace_step import AceStepClient
from remixes.remote.ace_step.polls import read_poll
from remixes.remote.ace_step.results import conversion_ids, is_own_audio
from tests.ace_step_service import FakeAceStep, Job
from tests.remote.ace_step.conftest import impatient, service_of
from tests.service import How, Reply

TRACEBACK = (
    "Traceback (most recent call last):\n"
    '  File "/srv/ace/handler.py", line 12, in run\n'
    "RuntimeError: CUDA out of memory\n\n"
)


@pytest.fixture
def job(studio: FakeAceStep, client: AceStepClient, order: Order) -> Job:
    client.submit(order)
    return studio.jobs[0]


def test_a_running_job_tells_its_own_progress_and_not_the_servers_log(
    studio: FakeAceStep, client: AceStepClient, job: Job
) -> None:
    studio.begin(job, 0.25, "Phase 1: generating")

    report = client.by_id(job.id)

    assert (report.progress, report.stage) == (0.25, "Phase 1: generating")
    assert not (report.is_finished or report.is_missing)
    assert "somebody else" not in str(report)


def test_a_waiting_job_is_known(client: AceStepClient, job: Job) -> None:
    report = client.by_id(job.id)

    assert (report.is_missing, report.progress) == (False, 0.0)


def test_a_finished_job_has_two_versions_on_the_servers_own_host(
    studio: FakeAceStep, client: AceStepClient, job: Job
) -> None:
    studio.finish(job)

    report = client.by_id(job.id)

    assert (report.is_finished, report.is_failed) == (True, False)
    assert [each.service_id for each in report.conversions] == list(conversion_ids(job.id))
    assert all(is_own_audio(client.service, each.wav_url) for each in report.conversions)
    assert all("%20step" in each.wav_url for each in report.conversions)


def test_what_the_server_calls_not_available_is_left_out(
    studio: FakeAceStep, client: AceStepClient, job: Job
) -> None:
    studio.finish(job)

    report = client.by_id(job.id)

    first = report.conversions[0]
    assert (first.title, first.is_untitled, first.timeline, first.is_flagged) == (
        *("", True),
        *(None, False),
    )
    # Its "duration" is what was planned, which the archive must not measure by.
    assert first.duration_s is None
    assert report.plan == {"key": "C Major", "model": studio.default_model, "seed": "11,22"}


def test_an_id_nobody_knows_reads_as_running_and_is_missing(client: AceStepClient) -> None:
    report = client.by_id("0b8f2a52-6f31-4a4d-9df1-6a2f0f3f1f10")

    assert report.is_missing
    assert not report.is_finished


def test_a_job_that_was_waiting_at_a_restart_is_missing(
    studio: FakeAceStep, client: AceStepClient, job: Job
) -> None:
    studio.restart()

    assert client.by_id(job.id).is_missing


def test_a_job_that_was_running_at_a_restart_is_missing_because_nothing_runs(
    studio: FakeAceStep, client: AceStepClient, job: Job
) -> None:
    studio.begin(job, 0.4)
    studio.restart()

    report = client.by_id(job.id)

    assert (report.is_missing, report.progress) == (True, 0.4)


def test_a_server_that_counts_nothing_leaves_a_running_job_running(
    studio: FakeAceStep, client: AceStepClient, job: Job
) -> None:
    studio.begin(job)
    studio.restart()
    studio.next("v1/stats", Reply(404, {"detail": "Not Found"}))

    assert not client.by_id(job.id).is_missing


def test_a_job_that_was_finished_before_a_restart_is_still_there(
    studio: FakeAceStep, client: AceStepClient, job: Job
) -> None:
    studio.finish(job)
    studio.restart()

    assert client.by_id(job.id).conversions[0].wav_url


def test_given_up_after_an_hour_is_finished_without_a_word_and_no_failure_yet(
    studio: FakeAceStep, client: AceStepClient, job: Job
) -> None:
    studio.begin(job, 0.4)
    studio.give_up(job)

    report = client.by_id(job.id)

    assert (report.is_finished, report.is_failed, report.status) == (True, False, "TIMED_OUT")
    assert "after an hour" in report.message


def test_of_a_traceback_people_see_the_last_line_and_the_rest_is_kept(
    studio: FakeAceStep, client: AceStepClient, job: Job
) -> None:
    studio.fail(job, TRACEBACK)

    report = client.by_id(job.id)

    assert report.is_failed
    assert report.message == "The server could not make it: RuntimeError: CUDA out of memory"
    assert "/srv/ace/handler.py" in report.details


def test_a_failure_may_come_without_any_reason(
    studio: FakeAceStep, client: AceStepClient, job: Job
) -> None:
    studio.has_error_text = False
    studio.fail(job, TRACEBACK)

    report = client.by_id(job.id)

    assert (report.is_failed, report.details) == (True, "")
    assert report.message == "The server could not make it and gave no reason."


def test_a_key_in_a_traceback_is_masked(
    studio: FakeAceStep, client: AceStepClient, job: Job
) -> None:
    studio.fail(job, f"Traceback\nKeyError: {studio.key}")

    assert studio.key not in str(client.by_id(job.id))


@pytest.mark.parametrize(
    "file",
    [
        "https://elsewhere.example/v1/audio?path=x",
        "//elsewhere.example/v1/audio?path=x",
        "http://169.254.169.254/v1/audio?path=x",
        "/v1/audio/../stats?path=x",
        "/v1/stats?path=x",
        "/v1/audio?path=x y",
        "/v1/audio?path=x#y",
        "@elsewhere.example/v1/audio?path=x",
        "/srv/song.wav",
    ],
)
def test_an_address_that_is_not_the_servers_own_is_never_taken(
    studio: FakeAceStep, client: AceStepClient, job: Job, file: str
) -> None:
    job.files = [file, f"/v1/audio?path={job.id}"]
    studio.finish(job)

    bad, good = client.by_id(job.id).conversions

    assert (bad.wav_url, bad.is_failed) == ("", True)
    assert "not opened" in bad.reason
    assert good.wav_url == f"{studio.url}/v1/audio?path={job.id}"


def test_an_empty_file_and_a_missing_version_are_said(
    studio: FakeAceStep, client: AceStepClient, job: Job
) -> None:
    job.files, job.songs = [""], 1
    studio.finish(job)

    reasons = [each.reason for each in client.by_id(job.id).conversions]

    assert reasons == [
        "The server gave no file for it.",
        "The server made fewer versions than it was asked for.",
    ]


def test_a_model_that_was_silently_swapped_is_noted(
    studio: FakeAceStep, client: AceStepClient, job: Job
) -> None:
    studio.finish(job)

    report = AceStepClient(service_of(studio, model="acestep-v15-base")).by_id(job.id)

    assert {each.note for each in report.conversions} == {
        "Made by the model acestep-v15-turbo, although acestep-v15-base was asked for."
    }


@pytest.mark.parametrize("wanted", ["acestep-v15-turbo", "acestep/ACESTEP-v15-turbo", ""])
def test_the_model_that_was_asked_for_is_nothing_to_note(
    studio: FakeAceStep, job: Job, wanted: str
) -> None:
    studio.finish(job)

    report = AceStepClient(service_of(studio, model=wanted)).by_id(job.id)

    assert {each.note for each in report.conversions} == {""}


@pytest.mark.parametrize(
    "reply",
    [
        Reply(200, {"data": None, "code": 500, "error": "store is broken"}),
        Reply(200, {"data": [], "code": 200, "error": None}),
        Reply(200, "<html>a proxy</html>"),
        Reply(401, {"detail": "Invalid API key"}),
        Reply(503, {"detail": "API key is not configured"}),
        Reply(how=How.CLOSE),
        Reply(how=How.CUT),
    ],
)
def test_an_answer_that_does_not_say_is_no_news_of_the_job(
    studio: FakeAceStep, client: AceStepClient, job: Job, reply: Reply
) -> None:
    studio.next("query_result", reply)

    with pytest.raises(AskFailed):
        client.by_id(job.id)


@pytest.mark.parametrize("how", [How.SILENT, How.DRIP])
def test_a_slow_server_costs_the_deadline_and_no_more(
    studio: FakeAceStep, job: Job, how: How
) -> None:
    studio.next("query_result", Reply(how=how))

    with pytest.raises(AskFailed):
        impatient(studio).by_id(job.id)


def test_the_words_of_a_failure_inside_a_200_are_kept(
    studio: FakeAceStep, client: AceStepClient, job: Job
) -> None:
    studio.next("query_result", Reply(200, {"data": None, "code": 500, "error": "store is broken"}))

    with pytest.raises(AskFailed, match="store is broken"):
        client.by_id(job.id)


def test_nothing_stops_a_job(client: AceStepClient, job: Job) -> None:
    assert client.cancel(job.id) is False


def test_only_a_server_without_any_job_proves_that_ours_is_not_there(
    studio: FakeAceStep, client: AceStepClient, job: Job
) -> None:
    with pytest.raises(AskFailed, match="it holds 1"):
        client.by_user()

    studio.forget_everything()

    assert client.by_user().tasks == ()


def poll_of(**row: object) -> Report:
    service = Service("studio", "http://gpu.lan:8001", "key", form="ace-step")
    body = {"data": [{"task_id": "t", **row}], "code": 200, "error": None}
    return read_poll(json.dumps(body).encode(), service=service, task_id="t")


@pytest.mark.parametrize(
    "row",
    [
        {"status": 1, "result": "[]"},
        {"status": 1, "result": "not json"},
        {"status": 1, "result": "7"},
        {"status": 1},
    ],
)
def test_a_success_without_a_result_is_not_believed(row: dict[str, object]) -> None:
    with pytest.raises(Unreadable):
        poll_of(**row)


@pytest.mark.parametrize("status", [None, 0, 7, "?", [], -1])
def test_an_unknown_status_with_a_sign_of_life_is_still_running(status: object) -> None:
    report = poll_of(status=status, result='[{"status": 0, "progress": "N/A"}]')

    assert (report.is_finished, report.is_missing, report.progress) == (False, False, 0.0)

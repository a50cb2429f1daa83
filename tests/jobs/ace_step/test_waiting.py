"""A service that is only asked: how often, what its silence means, when its word is believed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from remixes.actions.remixes import retry
from remixes.actions.standing import standing
from remixes.jobs.ask import next_gap
from remixes.jobs.submit import submit
from remixes.models import ConversionState, Remix, Status, Submission
from tests.ace_step_service import FakeAceStep, Job
from tests.jobs.ace_step.conftest import Send, set_service
from tests.jobs.conftest import archive_all, ask_about
from tests.makers import make_remix, make_submission
from tests.service import Reply

pytestmark = pytest.mark.django_db
AtWork = tuple[Remix, Job]


def long_missing(remix: Remix) -> None:
    """As if it had been missing for a minute already."""
    past = timezone.now() - timedelta(seconds=61)
    remix.submissions.filter(missing_since__isnull=False).update(missing_since=past)


@pytest.mark.parametrize(("age_s", "gap_s"), [(0, 2), (29, 2), (31, 5), (149, 5), (151, 15)])
def test_questions_get_rarer_with_age(sent: Send, age_s: int, gap_s: int) -> None:
    submission = sent().submissions.get()
    submission.created_at = timezone.now() - timedelta(seconds=age_s)

    assert next_gap(submission) == gap_s


def test_two_calls_a_question_keep_to_what_is_allowed(
    studio_service: FakeAceStep, settings: Settings
) -> None:
    set_service(settings, polls_per_minute=20)
    remixes = [make_remix(service="studio") for _ in range(10)]
    submissions = [make_submission(remix, service="studio") for remix in remixes]

    calls_a_minute = sum(2 * 60 / next_gap(each) for each in submissions)

    assert calls_a_minute <= 10


def test_progress_and_stage_are_the_jobs_own(at_work: AtWork, studio_service: FakeAceStep) -> None:
    remix, job = at_work
    studio_service.begin(job, 0.5, "Phase 2: decoding")

    ask_about(remix)

    stands = standing(remix)
    assert (stands.progress, stands.stage) == (0.5, "Phase 2: decoding")


def test_first_the_queue_tells_when_it_is_due_and_then_its_pace(
    studio_service: FakeAceStep, sent: Send
) -> None:
    studio_service.average_s = 600.0
    remix = sent()
    queued = standing(remix).eta_at
    studio_service.begin(studio_service.jobs[0], 0.2)
    ask_about(remix)
    Submission.objects.update(progress_since=timezone.now() - timedelta(seconds=30))
    studio_service.begin(studio_service.jobs[0], 0.5)
    ask_about(remix)

    paced = standing(remix).eta_at

    assert queued is not None
    assert paced is not None
    assert (queued - timezone.now()).total_seconds() == pytest.approx(600, abs=10)
    assert (paced - timezone.now()).total_seconds() == pytest.approx(50, abs=10)


def test_an_id_the_server_has_forgotten_is_lost_after_three_looks_and_a_minute(
    studio_service: FakeAceStep, sent: Send
) -> None:
    remix = sent()
    studio_service.restart()
    for _ in range(4):
        ask_about(remix)
    assert remix.status == Status.SUBMITTED

    long_missing(remix)
    ask_about(remix)

    stands = standing(remix)
    assert (remix.status, stands.can_retry) == (Status.FAILED, True)
    assert "probably restarted" in stands.detail


def test_a_server_that_is_killed_and_comes_back_empty_has_lost_the_job(
    at_work: AtWork, settings: Settings
) -> None:
    remix, _ = at_work
    set_service(settings, url="http://127.0.0.1:1")
    away = ask_about(remix)
    assert (remix.status, bool(away.ask_problem), away.absence_reads) == ("SUBMITTED", True, 0)

    with FakeAceStep() as fresh:
        set_service(settings, url=fresh.url)
        for _ in range(2):
            ask_about(remix)
        long_missing(remix)
        ask_about(remix)

    assert remix.status == Status.FAILED
    assert "probably restarted" in remix.status_why


def test_what_was_lost_may_be_sent_again_by_a_person(
    at_work: AtWork, studio_service: FakeAceStep
) -> None:
    remix, _ = at_work
    studio_service.forget_everything()
    for _ in range(2):
        ask_about(remix)
    long_missing(remix)
    ask_about(remix)

    retry(remix, remix.person)
    submit(str(remix.pk))
    studio_service.finish(studio_service.jobs[0])
    ask_about(remix)
    archive_all(remix)

    assert (remix.status, remix.submissions.count()) == (Status.DONE, 2)
    assert remix.conversions.saved().count() == 2


def test_three_looks_are_needed_however_long_it_took(
    studio_service: FakeAceStep, sent: Send
) -> None:
    remix = sent()
    studio_service.restart()
    for _ in range(2):
        ask_about(remix)
        long_missing(remix)

    assert remix.status == Status.SUBMITTED


def test_a_sign_of_life_starts_the_count_anew(at_work: AtWork, studio_service: FakeAceStep) -> None:
    remix, job = at_work
    job.is_in_memory = False
    for _ in range(2):
        ask_about(remix)
    long_missing(remix)

    job.is_in_memory = True
    submission = ask_about(remix)

    assert (submission.absence_reads, submission.missing_since) == (0, None)


def test_a_job_that_ran_at_a_restart_does_not_block_the_server_for_an_hour(
    at_work: AtWork, studio_service: FakeAceStep
) -> None:
    remix, _ = at_work
    studio_service.restart()
    for _ in range(2):
        ask_about(remix)
    long_missing(remix)

    ask_about(remix)

    assert remix.status == Status.FAILED
    assert not Submission.objects.holding_a_slot("studio").exists()


def test_a_job_given_up_after_an_hour_may_still_deliver(
    at_work: AtWork, studio_service: FakeAceStep
) -> None:
    remix, job = at_work
    studio_service.give_up(job)
    ask_about(remix)
    assert remix.status == Status.SUBMITTED

    studio_service.finish(job)
    ask_about(remix)
    archive_all(remix)

    assert remix.status == Status.DONE


def test_a_job_given_up_after_an_hour_fails_in_the_end_with_what_happened(
    at_work: AtWork, studio_service: FakeAceStep
) -> None:
    remix, job = at_work
    studio_service.give_up(job)
    ask_about(remix)

    Submission.objects.update(said_finished_at=timezone.now() - timedelta(hours=1))
    ask_about(remix)

    assert remix.status == Status.FAILED
    assert "after an hour" in remix.status_why


def test_of_a_failure_people_see_a_line_and_the_rest_is_for_whoever_runs_it(
    at_work: AtWork, studio_service: FakeAceStep
) -> None:
    remix, job = at_work
    studio_service.fail(job, "Traceback\n  File '/srv/ace/run.py'\nRuntimeError: out of memory")

    submission = ask_about(remix)

    assert remix.status == Status.FAILED
    assert remix.status_why == "The server could not make it: RuntimeError: out of memory"
    assert "/srv/ace/run.py" in submission.failure_details


@pytest.mark.parametrize(
    "reply",
    [
        Reply(200, {"data": None, "code": 500, "error": "store is broken"}),
        Reply(401, {"detail": "Invalid API key"}),
        Reply(503, {"detail": "API key is not configured"}),
    ],
)
def test_a_question_that_fails_is_no_failure_of_the_job(
    at_work: AtWork, studio_service: FakeAceStep, reply: Reply
) -> None:
    remix, _ = at_work
    studio_service.next("query_result", reply)

    submission = ask_about(remix)

    assert remix.status == Status.SUBMITTED
    assert submission.ask_problem


def test_a_version_with_a_foreign_address_fails_and_the_other_comes(
    at_work: AtWork, studio_service: FakeAceStep
) -> None:
    remix, job = at_work
    job.files = ["http://169.254.169.254/v1/audio?path=x", f"/v1/audio?path={job.path(1)}"]
    job.files[1] = job.files[1].replace(" ", "%20")
    studio_service.finish(job)

    ask_about(remix)
    archive_all(remix)

    states = list(remix.conversions.values_list("state", flat=True))
    assert states == [ConversionState.FAILED, ConversionState.SAVED]
    assert remix.status == Status.DONE

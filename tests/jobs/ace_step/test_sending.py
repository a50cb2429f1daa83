"""How an order to a server of ACE-Step can end, and what of it is paid with work there."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from remixes.actions.rejected import Rejected
from remixes.actions.remixes import Wish, cancel, order
from remixes.actions.standing import standing
from remixes.jobs.submit import submit
from remixes.models import Closing, Hold, LineState, Remix, ServiceLine, Status, Submission
from tests.ace_step_service import FakeAceStep, Job
from tests.jobs.ace_step.conftest import Send
from tests.jobs.conftest import ask_about
from tests.makers import make_link, make_remix, make_upload
from tests.service import How, Reply, tone_mp3

pytestmark = pytest.mark.django_db


def test_the_uploaded_file_is_sent_and_costs_nothing(
    studio_service: FakeAceStep, sent: Send
) -> None:
    remix = sent()

    (job,) = studio_service.jobs
    assert job.file is not None
    assert job.file.sha256 == remix.upload.sha256
    assert remix.status == Status.SUBMITTED
    assert standing(remix).money == "It costs nothing, as the service estimated."


def test_the_key_is_kept_nowhere(studio_service: FakeAceStep, sent: Send) -> None:
    submission = sent().submissions.get()

    kept = str(Submission.objects.filter(pk=submission.pk).values())
    assert studio_service.key not in kept


def test_nobody_can_cancel_and_that_is_said(at_work: tuple[Remix, Job]) -> None:
    remix, _ = at_work

    with pytest.raises(Rejected, match="this service cannot cancel"):
        cancel(remix, remix.person)

    assert not standing(remix).can_cancel


def test_a_lost_reply_is_never_sent_again_and_is_for_a_person_to_settle(
    studio_service: FakeAceStep, sent: Send
) -> None:
    remix = sent(Reply(how=How.CLOSE))
    ask_about(remix)
    submit(str(remix.pk))

    stands = standing(remix)
    assert (remix.status, studio_service.accepted) == (Status.UNCONFIRMED, 1)
    assert "webhook" not in stands.detail
    assert (stands.can_settle, stands.can_give_up) == (True, True)


def test_a_count_that_grew_or_stayed_proves_nothing(
    studio_service: FakeAceStep, sent: Send
) -> None:
    remix = sent(Reply(how=How.CLOSE))
    Submission.objects.update(deadline_at=timezone.now() - timedelta(hours=2))

    for _ in range(4):
        submission = ask_about(remix)

    assert remix.status == Status.UNCONFIRMED
    assert "lists no jobs" in submission.ask_problem


def test_a_server_that_holds_no_job_at_all_proves_that_ours_is_not_there(
    studio_service: FakeAceStep, sent: Send
) -> None:
    remix = sent(Reply(how=How.CLOSE))
    studio_service.forget_everything()
    for _ in range(4):
        ask_about(remix)
    assert remix.status == Status.UNCONFIRMED

    Submission.objects.update(deadline_at=timezone.now() - timedelta(hours=2))
    for _ in range(3):
        ask_about(remix)

    assert remix.status == Status.QUEUED
    assert remix.submissions.get().closed_as == Closing.ABSENT


def test_a_full_queue_waits_for_its_turn(studio_service: FakeAceStep, sent: Send) -> None:
    studio_service.queue_maxsize = 0

    remix = sent()

    assert (remix.status, studio_service.accepted) == (Status.QUEUED, 0)
    assert remix.submissions.get().closed_as == Closing.UNSENT


@pytest.mark.parametrize("is_fail_closed", [True, False])
def test_a_server_whose_key_is_not_ours_pauses_its_line_and_no_other(
    studio_service: FakeAceStep, sent: Send, *, is_fail_closed: bool
) -> None:
    studio_service.key, studio_service.is_fail_closed = "" if is_fail_closed else "new", True

    remix = sent()

    line = ServiceLine.objects.get(state=LineState.PAUSED)
    assert (line.service, line.http_status) == ("studio", 503 if is_fail_closed else 401)
    assert (remix.status, remix.hold) == (Status.QUEUED, Hold.PAUSED)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Keeps quiet."""


@pytest.fixture
def web(tmp_path: Path) -> Iterator[str]:
    """The address of a web server with a song and a page."""
    (tmp_path / "my song.mp3").write_bytes(tone_mp3(1.0, 440.0))
    (tmp_path / "page.html").write_text("<!doctype html><title>No song</title>")
    handler = partial(_Quiet, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()


def linked(url: str) -> Remix:
    remix = make_remix(upload=make_link(url=url), service="studio")
    submit(str(remix.pk))
    remix.refresh_from_db()
    return remix


def test_a_link_is_fetched_here_and_sent_as_a_file(
    studio_service: FakeAceStep, settings: Settings, web: str
) -> None:
    settings.REMIX_FETCH_ALLOW = (web,)

    remix = linked(f"http://{web}/my%20song.mp3")

    (job,) = studio_service.jobs
    assert job.file is not None
    assert (job.file.name, job.file.mime) == ("my song.mp3", "audio/mpeg")
    assert job.file.size == len(tone_mp3(1.0, 440.0))
    assert remix.status == Status.SUBMITTED


@pytest.mark.parametrize(
    ("path", "says"),
    [("missing.mp3", "status 404"), ("page.html", "does not lead to a song")],
)
def test_a_link_without_a_song_fails_before_anything_is_sent(
    studio_service: FakeAceStep, settings: Settings, web: str, path: str, says: str
) -> None:
    settings.REMIX_FETCH_ALLOW = (web,)

    remix = linked(f"http://{web}/{path}")

    assert (remix.status, studio_service.calls) == (Status.FAILED, [])
    assert says in remix.status_why
    assert standing(remix).money == "Nothing was spent."


def test_a_link_into_the_network_is_never_opened(
    studio_service: FakeAceStep, settings: Settings, web: str
) -> None:
    remix = linked(f"http://{web}/my%20song.mp3")

    assert (remix.status, studio_service.calls) == (Status.FAILED, [])
    assert "private network" in remix.status_why


def test_a_link_whose_server_is_away_is_tried_again(
    studio_service: FakeAceStep, settings: Settings
) -> None:
    settings.REMIX_FETCH_ALLOW = ("127.0.0.1:1",)

    remix = linked("http://127.0.0.1:1/song.mp3")

    assert (remix.status, studio_service.calls) == (Status.QUEUED, [])
    assert remix.submissions.get().closed_as == Closing.UNSENT


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"mode": "OVER_INSTRUMENTAL"}, "cannot sing over an instrumental"),
        ({"mode": "INPAINT"}, "needs the start and the end"),
        ({"prompt": "x" * 513}, "512 at most"),
        ({"lyrics": "x" * 4097}, "4096 at most"),
    ],
)
def test_what_the_server_cannot_do_is_not_even_queued(
    studio_service: FakeAceStep, change: dict[str, str], says: str
) -> None:
    song = make_upload()
    wish = Wish(upload=song, mode="REMIX", prompt="x", service="studio")

    with pytest.raises(Rejected, match=says):
        order(song.person, replace(wish, **change))  # type: ignore[arg-type]

    assert not Remix.objects.exists()


@pytest.mark.parametrize("url", ["s3://bucket/song.mp3", "https://youtu.be/dQw4w9WgXcQ"])
def test_a_link_that_nobody_here_can_fetch_is_not_even_queued(
    studio_service: FakeAceStep, url: str
) -> None:
    song = make_link(url=url)

    with pytest.raises(Rejected, match="Add the audio file itself"):
        order(song.person, Wish(upload=song, mode="REMIX", prompt="x", service="studio"))

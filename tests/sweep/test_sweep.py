"""The sweeper finds in the database whatever a lost bell forgot."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import django_rq
import pytest
from django.utils import timezone

from remixes.models import (
    Analysis,
    Hold,
    LineState,
    Remix,
    ServiceLine,
    Status,
    Submission,
    UploadState,
)
from remixes.record import current_fingerprint
from remixes.sweep import Sweeper, tidy
from remixes.vault import has
from tests.makers import make_conversion, make_remix, make_submission, make_upload, mp3_bytes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("redis")]


def rung(queue: str) -> list[Any]:
    return [job.args[0] for job in django_rq.get_queue(queue).jobs]


def test_everything_overdue_is_rung_for_with_its_id_as_a_string() -> None:
    now = timezone.now()
    upload = make_upload(state=UploadState.CHECKING, next_action_at=now)
    waiting = make_remix(upload=make_upload(content=b"waiting"))
    sent = make_remix(status=Status.PARTIAL)
    submission = make_submission(sent, next_action_at=now, slot_until=now)
    conversion = make_conversion(
        sent, submission=submission, state="ARRIVED", next_action_at=now, mp3_sha256=""
    )

    Sweeper().sweep()

    assert rung("peaks") == [str(upload.pk)]
    assert rung("submit") == [str(waiting.pk)]
    assert rung("ask") == [str(submission.pk)]
    assert rung("archive") == [str(conversion.pk)]


def test_what_a_worker_holds_is_left_alone() -> None:
    soon = timezone.now() + timedelta(seconds=10)
    make_upload(state=UploadState.CHECKING, next_action_at=soon)

    assert Sweeper().sweep() == 0


def test_a_busy_worker_does_not_collect_rings() -> None:
    make_upload(state=UploadState.CHECKING, next_action_at=timezone.now())
    sweeper = Sweeper()

    sweeper.sweep()
    sweeper.sweep()

    assert len(rung("peaks")) == 1


def test_a_new_due_time_is_rung_for_at_once() -> None:
    upload = make_upload(state=UploadState.CHECKING, next_action_at=timezone.now())
    sweeper = Sweeper()
    sweeper.sweep()

    type(upload).objects.update(next_action_at=timezone.now())
    sweeper.sweep()

    assert len(rung("peaks")) == 2


def test_nothing_is_sent_while_no_place_is_free(settings: Any) -> None:
    main = {**settings.REMIX_SERVICES["main"], "parallel": 1}
    settings.REMIX_SERVICES = {"main": main}
    make_submission(make_remix(status=Status.SUBMITTED))
    make_remix(upload=make_upload(content=b"waits for a place"))

    Sweeper().sweep()

    assert rung("submit") == []


def test_a_changed_key_opens_the_line_it_was_paused_for() -> None:
    ServiceLine.objects.create(service="main", state="paused", key_fingerprint="of the old key")
    remix = make_remix(hold=Hold.PAUSED)

    Sweeper().sweep()

    remix.refresh_from_db()
    assert (ServiceLine.objects.get().state, remix.hold) == (LineState.OPEN, Hold.NONE)


def test_an_unchanged_key_keeps_it_paused() -> None:
    ServiceLine.objects.create(
        service="main", state="paused", key_fingerprint=current_fingerprint("main")
    )

    Sweeper().sweep()

    assert ServiceLine.objects.get().is_paused


def test_what_could_not_be_sent_for_a_day_fails_unpaid() -> None:
    old = timezone.now() - timedelta(days=1, minutes=1)
    stuck = make_remix(queued_at=old, unsent_tries=5)
    patient = make_remix(queued_at=old)

    Sweeper().sweep()

    statuses = dict(Remix.objects.values_list("pk", "status"))
    assert (statuses[stuck.pk], statuses[patient.pk]) == (Status.FAILED, Status.QUEUED)


def test_what_waits_for_a_service_that_left_the_settings_fails_after_a_day() -> None:
    old = timezone.now() - timedelta(days=1, minutes=1)
    remix = make_remix(queued_at=old, service="left")

    Sweeper().sweep()

    remix.refresh_from_db()
    assert remix.status == Status.FAILED


def test_what_a_worker_has_begun_to_send_is_not_failed_from_the_queue(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The claim falls between the sweeper's look and its move."""
    old = timezone.now() - timedelta(days=1, minutes=1)
    remix = make_remix(queued_at=old, unsent_tries=5)
    look_again = Remix.move

    def claimed_meanwhile(self: Remix, *args: Any, **kwargs: Any) -> bool:
        Remix.objects.filter(pk=self.pk).update(status=Status.SENDING)
        return look_again(self, *args, **kwargs)

    monkeypatch.setattr(Remix, "move", claimed_meanwhile)
    Sweeper().sweep()

    remix.refresh_from_db()
    assert remix.status == Status.SENDING


def test_old_trash_is_emptied_unless_something_plays_it(settings: Any) -> None:
    old = timezone.now() - timedelta(days=settings.REMIX_TRASH_DAYS + 1)
    unused = make_upload(content=b"nobody plays this", trashed_at=old)
    used = make_upload(content=b"somebody plays this", trashed_at=old)
    fresh = make_upload(content=b"trashed today", trashed_at=timezone.now())
    make_remix(upload=used, status=Status.DONE)

    tidy()

    assert [has(each.sha256) for each in (unused, used, fresh)] == [False, True, True]


def test_a_trashed_source_of_a_paid_remix_under_way_is_kept(settings: Any) -> None:
    old = timezone.now() - timedelta(days=settings.REMIX_TRASH_DAYS + 1)
    upload = make_upload(content=b"still to be sent", trashed_at=old)
    make_remix(upload=upload, status=Status.QUEUED, trashed_at=old)

    tidy()

    assert has(upload.sha256)


def test_results_of_a_remix_go_after_their_time_in_the_trash(settings: Any) -> None:
    old = timezone.now() - timedelta(days=settings.REMIX_TRASH_DAYS + 1)
    remix = make_remix(status=Status.DONE, trashed_at=old)
    result = make_conversion(remix, mp3=mp3_bytes(1.0, 777.0))
    paid = remix.submissions.get()

    tidy()

    assert not has(result.mp3_sha256)
    assert not remix.conversions.exists()
    assert remix.submissions.get() == paid


def test_closed_submissions_are_never_asked_about() -> None:
    submission = make_submission(make_remix(), next_action_at=timezone.now())
    submission.close("settled")

    assert Submission.objects.due().count() == 0


def test_songs_without_a_fine_wave_are_listened_to_one_by_one_and_once() -> None:
    for name in "ab":
        Analysis.objects.create(sha256=name * 64, facts={"tempo": 100.0})
    sweeper = Sweeper()

    sweeper.sweep()
    sweeper.sweep()
    assert len(rung("peaks")) == Analysis.objects.awaited().count() == 1

    Analysis.objects.awaited().update(wave=b"x", next_action_at=None)
    sweeper.sweep()
    Analysis.objects.awaited().update(problem="Its file is not here.", next_action_at=None)
    sweeper.sweep()
    sweeper.sweep()
    assert not Analysis.objects.awaited().exists()

"""Every way a POST can end: what becomes of the remix, and how often the service was paid."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone

from remixes import record
from remixes.actions.remixes import trash
from remixes.actions.standing import standing
from remixes.jobs.submit import claim, submit
from remixes.models import (
    Closing,
    Hold,
    LineState,
    Remix,
    ServiceLine,
    Status,
    Submission,
    UploadState,
)
from remixes.remote import NoFunds, NotSent, Refused
from tests.makers import make_link, make_person, make_remix, make_submission, make_upload
from tests.service import FakeService, Fault

pytestmark = pytest.mark.django_db

Send = Callable[..., Remix]


def test_a_file_is_sent_with_everything_the_wire_asks_for(
    provider: FakeService, sent: Send
) -> None:
    remix = sent()

    (task,) = provider.tasks
    assert remix.status == Status.SUBMITTED
    assert task.file is not None
    assert (task.file.field, task.file.sha256) == ("audio_file", remix.upload.sha256)
    assert (task.fields["prompt"], task.fields["mode"]) == (remix.prompt, "REMIX")
    assert task.post.headers["Authorization"] == provider.key
    assert "/webhooks/remix/" in task.webhook_url


def test_a_link_is_handed_on_as_it_is(provider: FakeService) -> None:
    link = make_link(url="https://youtu.be/dQw4w9WgXcQ")

    submit(str(make_remix(upload=link).pk))

    assert provider.tasks[0].fields["audio_path"] == link.url


def test_the_token_and_the_key_are_kept_nowhere(provider: FakeService, sent: Send) -> None:
    submission = sent().submissions.get()

    token = provider.tasks[0].webhook_url.rstrip("/").rsplit("/", 1)[-1]
    kept = str(Submission.objects.filter(pk=submission.pk).values())
    assert token not in kept
    assert provider.key not in kept


@pytest.mark.parametrize("fault", [None, Fault.ONE_ID, Fault.ONE_SONG, Fault.SLOW])
def test_both_reply_forms_are_understood(sent: Send, fault: Fault | None) -> None:
    remix = sent(*([fault] if fault else []))

    submission = remix.submissions.get()
    expected = 1 if fault in (Fault.ONE_ID, Fault.ONE_SONG) else 2
    assert (remix.status, submission.expected) == (Status.SUBMITTED, expected)


UNCLEAR = [each for each in Fault if each.name.endswith("_AFTER_ACCEPT")]
UNCLEAR += [Fault.DROP_BEFORE_ACCEPT, Fault.ERROR_BEFORE_ACCEPT, Fault.RESET_WHILE_SENDING]


@pytest.mark.parametrize("fault", UNCLEAR, ids=lambda fault: fault.name)
def test_what_may_have_been_accepted_is_never_sent_again(
    provider: FakeService, sent: Send, fault: Fault
) -> None:
    remix = sent(fault)
    submit(str(remix.pk))

    assert remix.status == Status.UNCONFIRMED
    assert len(provider.posts) == 1
    assert "paid" in standing(remix).money


REFUSED = [
    Fault.NOT_SUCCESSFUL,
    Fault.FLAGGED_REFUSED,
    Fault.BAD_REQUEST_400,
    Fault.NOT_FOUND_404,
    Fault.CONFLICT_409,
    Fault.TOO_LARGE_413,
    Fault.TYPE_415,
    Fault.INVALID_422,
    Fault.INVALID_422_TEXT,
    Fault.TEAPOT_418,
]


@pytest.mark.parametrize("fault", REFUSED, ids=lambda fault: fault.name)
def test_a_refusal_is_final_and_costs_nothing(sent: Send, fault: Fault) -> None:
    remix = sent(fault)

    assert remix.status == Status.FAILED
    assert remix.submissions.get().closed_as == Closing.REFUSED
    assert standing(remix).money == "Nothing was spent."
    assert remix.status_why


@pytest.mark.parametrize(
    "fault",
    [Fault.BAD_KEY_401, Fault.FORBIDDEN_403, Fault.NO_FUNDS_402],
    ids=lambda fault: fault.name,
)
def test_a_bad_key_or_no_funds_pause_the_line(sent: Send, fault: Fault) -> None:
    remix = sent(fault)
    other = make_remix(upload=make_upload(content=b"another"))

    line = ServiceLine.objects.get(service="main")
    assert (line.state, remix.status, remix.hold) == (LineState.PAUSED, "QUEUED", Hold.PAUSED)
    assert claim("main") is None
    assert other.status == Status.QUEUED


def test_without_funds_one_remix_is_tried_after_a_while(provider: FakeService, sent: Send) -> None:
    remix = sent(Fault.NO_FUNDS_402)
    ServiceLine.objects.update(next_action_at=timezone.now())

    submit(str(remix.pk))

    remix.refresh_from_db()
    line = ServiceLine.objects.get()
    assert remix.status == Status.SUBMITTED
    assert line.state == LineState.OPEN
    assert len(provider.tasks) == 1


TOO_MANY = [each for each in Fault if each.name.startswith("TOO_MANY")]


@pytest.mark.parametrize("fault", TOO_MANY, ids=lambda fault: fault.name)
def test_429_waits_and_is_sent_again_later(sent: Send, fault: Fault) -> None:
    remix = sent(fault)

    assert (remix.status, remix.unsent_tries) == (Status.QUEUED, 1)
    assert remix.next_action_at is not None
    assert remix.next_action_at > timezone.now()
    assert remix.next_action_at < timezone.now() + timedelta(days=1)
    assert claim("main") is None


def test_nobody_at_home_is_provably_unsent(provider: FakeService, remix: Remix) -> None:
    provider.stop()

    submit(str(remix.pk))

    remix.refresh_from_db()
    assert remix.status == Status.QUEUED
    assert remix.submissions.get().closed_as == Closing.UNSENT


def test_gaps_grow_and_after_a_day_it_fails_unpaid(provider: FakeService, remix: Remix) -> None:
    provider.stop()
    gaps = []
    for _ in range(4):
        Remix.objects.update(next_action_at=None)
        submit(str(remix.pk))
        remix.refresh_from_db()
        gaps.append((remix.next_action_at or timezone.now()) - timezone.now())
    assert gaps == sorted(gaps)

    yesterday = timezone.now() - timedelta(days=2)
    Remix.objects.update(next_action_at=None, queued_at=yesterday)
    submit(str(remix.pk))

    remix.refresh_from_db()
    assert remix.status == Status.FAILED
    assert standing(remix).money == "Nothing was spent."


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("redis")
def test_a_webhook_before_the_reply_is_one_task(provider: FakeService, sent: Send) -> None:
    remix = sent(Fault.WEBHOOKS_FIRST)

    assert remix.status == Status.PARTIAL
    assert remix.submissions.count() == 1
    assert remix.conversions.count() == 2


def test_ringing_twice_sends_once(provider: FakeService, remix: Remix) -> None:
    submit(str(remix.pk))
    submit(str(remix.pk))

    assert len(provider.posts) == 1


def test_no_more_than_the_service_takes_in_parallel(
    provider: FakeService, settings: object
) -> None:
    for number in range(5):
        make_remix(upload=make_upload(content=b"song %d" % number))
    parallel = settings.REMIX_SERVICES["main"]["parallel"]  # type: ignore[attr-defined]

    for remix in Remix.objects.all():
        submit(str(remix.pk))

    assert len(provider.tasks) == parallel


def test_an_unclear_task_holds_its_slot_for_so_long_at_most(
    provider: FakeService, sent: Send
) -> None:
    remix = sent(Fault.DROP_AFTER_ACCEPT)
    assert Submission.objects.holding_a_slot("main").count() == 1

    Submission.objects.update(slot_until=timezone.now())

    assert Submission.objects.holding_a_slot("main").count() == 0
    assert remix.status == Status.UNCONFIRMED


def test_one_persons_twenty_do_not_block_anothers_one(provider: FakeService) -> None:
    busy, quick = make_person(), make_person()
    for number in range(3):
        make_remix(busy, make_upload(content=b"busy %d" % number))
    wanted = make_remix(quick, make_upload(content=b"quick"))
    make_submission(make_remix(busy), closed_as=Closing.SETTLED)

    claimed = claim("main")

    assert claimed is not None
    assert claimed[0].remix == wanted


def test_a_source_that_is_still_checked_waits(provider: FakeService) -> None:
    checking = make_upload(content=b"not decoded yet", state=UploadState.CHECKING)
    remix = make_remix(upload=checking)

    submit(str(remix.pk))

    assert provider.posts == []


def test_a_crash_on_this_side_after_the_claim_is_not_sent_again(
    provider: FakeService, remix: Remix
) -> None:
    claim("main")
    submit(str(remix.pk))

    assert provider.posts == []


def test_a_worker_that_wakes_up_late_does_not_undo_what_a_person_settled(remix: Remix) -> None:
    Remix.objects.filter(pk=remix.pk).update(status=Status.SENDING)
    first = make_submission(remix, task_id=None, closed_as=Closing.GIVEN_UP)
    second = make_submission(remix, task_id=None)

    record.record_unsent(first.pk, NotSent("The network is down."))
    record.record_refused(first.pk, Refused("The prompt is missing.", status=422))

    remix.refresh_from_db()
    second.refresh_from_db()
    assert (remix.status, second.is_open) == (Status.SENDING, True)


def test_a_webhook_proves_more_than_a_refusal(remix: Remix) -> None:
    Remix.objects.filter(pk=remix.pk).update(status=Status.SUBMITTED)
    submission = make_submission(remix, task_id="told by its webhook")

    record.record_refused(submission.pk, Refused("Some proxy said no.", status=404))

    remix.refresh_from_db()
    submission.refresh_from_db()
    assert (remix.status, submission.is_open) == (Status.SUBMITTED, True)


@pytest.mark.parametrize("is_refused", [True, False])
def test_what_went_into_the_trash_meanwhile_is_not_sent_again(
    remix: Remix, *, is_refused: bool
) -> None:
    Remix.objects.filter(pk=remix.pk).update(status=Status.SENDING)
    submission = make_submission(remix, task_id=None)
    trash(remix, remix.person)

    if is_refused:
        record.record_refused(submission.pk, NoFunds("No funds.", status=402))
    else:
        record.record_unsent(submission.pk, NotSent("Refused."))

    remix.refresh_from_db()
    assert remix.status == Status.CANCELLED


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("redis")
def test_what_was_accepted_is_written_down_when_the_database_was_busy(
    provider: FakeService, sent: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("remixes.jobs.submit._WRITE_PAUSES_S", (0.0, 0.0))
    real, calls = record.record_reply, []

    def busy(*args: Any) -> bool:
        calls.append(args)
        if len(calls) < 3:
            raise OperationalError("database is locked")
        return real(*args)

    monkeypatch.setattr("remixes.record.record_reply", busy)

    remix = sent()

    assert remix.submissions.get().task_id == provider.tasks[0].id

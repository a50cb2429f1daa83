"""How a POST ended, written down: accepted, refused, never left, or nobody knows."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from remixes.models import Closing, Hold, Remix, Status, Submission
from remixes.record.covers import expect_cover
from remixes.record.lines import open_line, pause_line, remember_capabilities, wait_on_line
from remixes.record.reports import adopt_task, conversion_of
from remixes.record.settle import locked_submission, release_slot_later, settle
from remixes.remote import (
    Exchange,
    NoAccess,
    NoFunds,
    NotSent,
    Refused,
    RemoteError,
    SubmitReply,
    TooMany,
)

A_DAY = timedelta(days=1)


def record_reply(submission_id: int, reply: SubmitReply, exchange: Exchange) -> bool:
    """The service accepted the task; False when it named the task of another remix."""
    with transaction.atomic():
        submission = locked_submission(submission_id)
        submission.learn(
            http_status=exchange.status,
            reply=exchange.body,
            replied_at=timezone.now(),
            eta_s=reply.eta_s,
            credit_estimate=reply.credit_estimate,
            conversion_ids=list(reply.conversion_ids),
            expected=reply.expected,
            capabilities=sorted(reply.capabilities) or None,
        )
        _set_capabilities(submission, reply)
        # An accepted POST proves that the key is good and that there are funds.
        open_line(submission.service)
        if not adopt_task(submission, reply.task_id):
            _unclear(submission, "The service answered with a task id that belongs elsewhere.")
            return False
        for service_id in reply.conversion_ids:
            conversion_of(submission, service_id)
        _ask_first_at(submission)
        expect_cover(submission)
        settle(submission.remix)
    return True


def record_unsent(submission_id: int, error: NotSent) -> None:
    """Provably nothing was sent: the remix waits for its next turn, with growing gaps."""
    with transaction.atomic():
        submission = locked_submission(submission_id)
        _learn_error(submission, error)
        if _is_known_otherwise(submission):
            return
        submission.close(Closing.UNSENT)
        remix: Remix = submission.remix
        if timezone.now() - remix.queued_at > A_DAY:
            remix.move(Status.FAILED, f"Nothing could be sent for a day. {error.sentence}")
            return
        gap = max(
            growing_gap(remix.unsent_tries, settings.REMIX_RETRY_CAP_S), error.retry_after_s or 0
        )
        if isinstance(error, TooMany):
            wait_on_line(submission.service, gap)
        if _back_in_queue(remix, f"{error.sentence} Nothing was sent; it will be tried again."):
            Remix.objects.filter(pk=remix.pk).update(
                next_action_at=timezone.now() + timedelta(seconds=gap),
                unsent_tries=F("unsent_tries") + 1,
            )


def record_refused(submission_id: int, error: Refused) -> None:
    """The service said no. A bad key or no funds pause the line and keep the remix queued."""
    with transaction.atomic():
        submission = locked_submission(submission_id)
        _learn_error(submission, error)
        has_no_access = isinstance(error, NoAccess | NoFunds)
        if has_no_access:
            pause_line(submission.service, error.status, error.sentence)
        if _is_known_otherwise(submission):
            return
        submission.close(Closing.REFUSED)
        if has_no_access:
            _back_in_queue(submission.remix, error.sentence, hold=Hold.PAUSED)
            return
        submission.remix.move(Status.FAILED, error.sentence)


def record_unclear(submission_id: int, error: RemoteError | None, why: str = "") -> None:
    """It may have been accepted and paid for: never sent again by machine."""
    with transaction.atomic():
        submission = locked_submission(submission_id)
        if error is not None:
            _learn_error(submission, error)
        _unclear(submission, why or (error.sentence if error else "The sending was cut off."))


def record_absent(submission_id: int) -> bool:
    """The service has proven that it knows no such task: the remix may be sent again."""
    with transaction.atomic():
        submission = locked_submission(submission_id)
        if submission.task_id or not submission.is_open:
            return False
        submission.close(Closing.ABSENT)
        why = "The service has no such task; nothing was spent. It is sent again."
        return _back_in_queue(submission.remix, why)


def _is_known_otherwise(submission: Submission) -> bool:
    """Whether a POST's own end comes too late to count.

    A worker may sleep with its laptop while a person settles the POST and sends another, and a
    webhook on the POST's own token proves that it was accepted whatever the connection said.
    """
    return not submission.is_open or bool(submission.task_id)


def _back_in_queue(remix: Remix, why: str, *, hold: str = "") -> bool:
    """True when it waits for its turn again; what lies in the trash is not sent a second time."""
    if not remix.move(Status.QUEUED, why, hold=hold):
        return False
    if remix.trashed_at is None:
        return True
    remix.move(Status.CANCELLED, "It was put in the trash before it could be sent.")
    return False


def _unclear(submission: Submission, why: str) -> None:
    submission.learn(unclear_at=timezone.now(), problem=why)
    if not submission.is_open:
        return
    if not submission.task_id:
        release_slot_later(submission)
    submission.next_action_at = timezone.now()
    submission.save(update_fields=["next_action_at"])
    submission.remix.move(Status.UNCONFIRMED, why)


def _learn_error(submission: Submission, error: RemoteError) -> None:
    submission.learn(
        http_status=error.status,
        reply=error.body or None,
        replied_at=timezone.now() if error.status else None,
        problem=error.sentence,
    )


def _set_capabilities(submission: Submission, reply: SubmitReply) -> None:
    submission.capabilities = sorted(reply.capabilities)
    submission.save(update_fields=["capabilities"])
    remember_capabilities(submission.service, submission.capabilities)


def _ask_first_at(submission: Submission) -> None:
    """When byId is asked first: soon if the service reports progress, else after its ETA."""
    if not submission.is_open or submission.finished_at:
        return
    wait = float(max(submission.eta_s or 0, settings.REMIX_ASK_AFTER_S))
    if "progress" in submission.capabilities:
        wait = settings.REMIX_ASK_PROGRESS_S
    submission.next_action_at = timezone.now() + timedelta(seconds=wait)
    submission.save(update_fields=["next_action_at"])


def growing_gap(tries: int, cap_s: float) -> float:
    """Seconds until the next try of anything: doubled each time, up to ``cap_s``."""
    return float(min(settings.REMIX_RETRY_BASE_S * 2 ** min(tries, 20), cap_s))

"""Where a remix stands, computed from what is known of its conversions, never from what came last.

An earlier message that arrives late can therefore never undo a later one.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from remixes.models import (
    MOVES,
    Call,
    Closing,
    Conversion,
    ConversionState,
    Remix,
    Status,
    Submission,
)

_CAME = (ConversionState.ARRIVED, ConversionState.SAVED, ConversionState.FLAGGED)
# A POST that ended one of these ways owes nothing; what it brings all the same is a surplus.
_OWES_NOTHING = (Closing.REFUSED, Closing.UNSENT, Closing.ABSENT, Closing.GIVEN_UP)
ASSUMED_VERSIONS = 2
_NO_RESULT = "No usable result."


def locked_submission(submission_id: int) -> Submission:
    """The submission with its remix row locked, so that reply, webhook and byId take turns.

    Must be called inside a transaction. (SQLite needs no row lock: its transactions begin
    IMMEDIATE and so already run one after the other.)
    """
    remix_id = Submission.objects.values_list("remix_id", flat=True).get(pk=submission_id)
    remix = Remix.objects.select_for_update().get(pk=remix_id)
    submission = Submission.objects.get(pk=submission_id)
    submission.remix = remix
    return submission


def expected_of(submission: Submission, seen: int) -> int:
    """How many results this POST owes, when ``seen`` different ones have been named so far."""
    if submission.closed_as in _OWES_NOTHING:
        return seen
    if submission.failed_at:
        return seen
    known = ASSUMED_VERSIONS if submission.expected is None else submission.expected
    return max(known, seen)


def has_come(conversion: Conversion) -> bool:
    """Whether the service has brought something for it: a failure has brought nothing."""
    return conversion.state in _CAME


def told_of(
    submissions: Collection[Submission], conversions: Iterable[Conversion]
) -> list[Conversion]:
    """What people are told of: all that came, and what the latest POST owes or failed to bring.

    What an earlier POST failed to bring is history once the remix was sent again.
    """
    latest = _latest(submissions)
    return [c for c in conversions if has_come(c) or (latest and c.submission_id == latest.pk)]


def expected_in_all(submissions: Collection[Submission], told: Collection[Conversion]) -> int:
    """How many of them there will be: those of earlier POSTs, and what the latest one owes."""
    latest = _latest(submissions)
    if latest is None:
        return len(told)
    own = sum(c.submission_id == latest.pk for c in told)
    return len(told) - own + expected_of(latest, own)


def _latest(submissions: Iterable[Submission]) -> Submission | None:
    return max(submissions, key=lambda s: s.number, default=None)


def settle(remix: Remix) -> bool:
    """Moves the remix to where its conversions say it stands; True when the status changed."""
    submissions = list(remix.submissions.all())
    # Read at every question and every webhook; the large columns say nothing of where it stands.
    conversions = list(remix.conversions.defer("peaks", "timeline", "lyrics"))
    if any(c.is_settled for c in conversions):
        # Also where the status stays: the second version of three is news for who waits for it.
        Call.objects.have_news(remix.pk)
    owed = 0
    for submission in submissions:
        own = [c for c in conversions if c.submission_id == submission.pk]
        owed += _settle_one(submission, own)
    standing = _standing(remix, submissions, conversions, owed)
    if standing is None or standing[0] == remix.status:
        return False
    if remix.status == Status.OVERDUE and not _ends_waiting(remix, standing[0], conversions):
        return False
    moved = remix.move(*standing)
    if moved and remix.status in (Status.DONE, Status.FAILED):
        for submission in submissions:
            submission.close(Closing.SETTLED)
    return moved


def _settle_one(submission: Submission, own: list[Conversion]) -> int:
    """Results still owed by one POST; frees its slot when the service has nothing left to do."""
    owed = expected_of(submission, len(own)) - sum(c.is_settled for c in own)
    waiting = expected_of(submission, len(own)) - sum(
        c.state != ConversionState.EXPECTED for c in own
    )
    is_known = bool(own) or submission.failed_at or submission.task_id
    if is_known and not waiting and submission.finished_at is None:
        now = timezone.now()
        submission.finished_at = submission.slot_until = now
        submission.save(update_fields=["finished_at", "slot_until"])
    return owed if submission.closed_as not in _OWES_NOTHING else _being_saved(own)


def _being_saved(conversions: Iterable[Conversion]) -> int:
    return sum(c.state == ConversionState.ARRIVED for c in conversions)


def _ends_waiting(remix: Remix, to: str, conversions: list[Conversion]) -> bool:
    """Whether an overdue remix has news: the same half of it, told again, is none."""
    if to not in (Status.SUBMITTED, Status.PARTIAL):
        return True
    since = remix.moves.filter(to_status=Status.OVERDUE).aggregate(last=Max("at"))["last"]
    came_at = [c.arrived_at for c in conversions if has_come(c) and c.arrived_at]
    return since is None or any(at > since for at in came_at)


def _standing(
    remix: Remix, submissions: list[Submission], conversions: list[Conversion], owed: int
) -> tuple[str, str] | None:
    """The status that the facts ask for and why, or None when nothing is known yet."""
    told = told_of(submissions, conversions)
    came = [c for c in told if has_come(c)]
    if not came:
        return _standing_without_result(remix, submissions, is_over=bool(conversions) and not owed)
    if not owed:
        return Status.DONE, _done_words(conversions)
    return Status.PARTIAL, f"{len(came)} of {expected_in_all(submissions, told)} arrived."


def _standing_without_result(
    remix: Remix, submissions: list[Submission], *, is_over: bool
) -> tuple[str, str] | None:
    failed = next((s for s in reversed(submissions) if s.failed_at and s.is_open), None)
    if failed and Status.FAILED in MOVES[remix.status]:
        return Status.FAILED, failed.problem or "The service could not make this remix."
    # A failure told once more must not turn a failed remix, which can be retried, into a done one.
    if is_over and remix.status != Status.FAILED:
        return Status.DONE, _NO_RESULT
    if any(s.task_id and s.is_open for s in submissions):
        return Status.SUBMITTED, "The service has accepted it."
    return None


def _done_words(conversions: list[Conversion]) -> str:
    saved = sum(c.is_saved for c in conversions)
    if not saved:
        return _NO_RESULT
    return f"{saved} {'version is' if saved == 1 else 'versions are'} saved here."


def release_slot_later(submission: Submission) -> None:
    """An unclear task may hold the team's slot for so long at most."""
    submission.slot_until = timezone.now() + timedelta(seconds=settings.REMIX_SLOT_HOLD_S)
    submission.save(update_fields=["slot_until"])


def settle_remix(remix_id: uuid.UUID) -> bool:
    """Like :func:`settle`, in a transaction of its own, for callers that hold no lock yet."""
    with transaction.atomic():
        return settle(Remix.objects.select_for_update().get(pk=remix_id))

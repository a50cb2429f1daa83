"""Where a remix stands, computed from what is known of its conversions, never from what came last.

An earlier message that arrives late can therefore never undo a later one.
"""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from remixes.models import Closing, Conversion, ConversionState, Remix, Status, Submission

# A POST that ended one of these ways owes nothing; what it brings all the same is a surplus.
_OWES_NOTHING = (Closing.REFUSED, Closing.UNSENT, Closing.ABSENT, Closing.GIVEN_UP)
ASSUMED_VERSIONS = 2


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


def settle(remix: Remix) -> bool:
    """Moves the remix to where its conversions say it stands; True when the status changed."""
    submissions = list(remix.submissions.all())
    conversions = list(remix.conversions.all())
    owed = 0
    for submission in submissions:
        own = [c for c in conversions if c.submission_id == submission.pk]
        owed += _settle_one(submission, own)
    standing = _standing(remix, submissions, conversions, owed)
    if standing is None or standing[0] == remix.status:
        return False
    if standing[0] == Status.SUBMITTED and remix.status == Status.OVERDUE:
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
    return owed if submission.closed_as not in _OWES_NOTHING else _unsettled(own)


def _unsettled(own: list[Conversion]) -> int:
    return sum(not c.is_settled for c in own)


def _standing(
    remix: Remix, submissions: list[Submission], conversions: list[Conversion], owed: int
) -> tuple[str, str] | None:
    """The status that the facts ask for and why, or None when nothing is known yet."""
    came = [c for c in conversions if c.state != ConversionState.EXPECTED]
    failed = next((s for s in reversed(submissions) if s.failed_at and s.is_open), None)
    if failed and not any(c.state in ("ARRIVED", "SAVED", "FLAGGED") for c in conversions):
        return Status.FAILED, failed.problem or "The service could not make this remix."
    if came and not owed:
        return Status.DONE, _done_words(conversions)
    if came:
        total = len(came) + max(owed - _unsettled(came), 0)
        return Status.PARTIAL, f"{len(came)} of {total} arrived."
    if any(s.task_id and s.is_open for s in submissions):
        return Status.SUBMITTED, "The service has accepted it."
    return None


def _done_words(conversions: list[Conversion]) -> str:
    saved = sum(c.is_saved for c in conversions)
    if not saved:
        return "No usable result."
    return f"{saved} {'version is' if saved == 1 else 'versions are'} saved here."


def release_slot_later(submission: Submission) -> None:
    """An unclear task may hold the team's slot for so long at most."""
    submission.slot_until = timezone.now() + timedelta(seconds=settings.REMIX_SLOT_HOLD_S)
    submission.save(update_fields=["slot_until"])


def settle_remix(remix_id: uuid.UUID) -> bool:
    """Like :func:`settle`, in a transaction of its own, for callers that hold no lock yet."""
    with transaction.atomic():
        return settle(Remix.objects.select_for_update().get(pk=remix_id))

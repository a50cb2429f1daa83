"""Where a remix stands, in words for people: what happened, what it cost, what comes next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils import timezone

from remixes.models import (
    Closing,
    Conversion,
    ConversionState,
    Hold,
    Remix,
    ServiceLine,
    Status,
    Submission,
    UploadState,
)
from remixes.record import expected_in_all, has_come, told_of
from remixes.remote import sends_webhooks

_NOT_SPENT = "Nothing was spent."
_MAY_BE_SPENT = "It may have been accepted and paid for, so this desk does not send it again."
_WAS_SENT = "It was accepted by the service and counts as paid."
_WAS_FREE = "It costs nothing, as the service estimated."
# How much of a job must have been seen to say when the rest is done.
_TELLING_PROGRESS = 0.05


@dataclass(frozen=True)
class Standing:
    """One remix at one moment. ``step`` is the stable word for pages, tests and CSS."""

    step: str
    headline: str
    detail: str = ""
    money: str = ""
    arrived: int = 0
    expected: int = 2
    saved: int = 0
    progress: float | None = None
    stage: str = ""
    eta_at: datetime | None = None
    ahead: int = 0
    next_ask_at: datetime | None = None
    asked_at: datetime | None = None
    can_cancel: bool = False
    can_retry: bool = False
    can_ask: bool = False
    can_settle: bool = False
    can_give_up: bool = False

    @property
    def is_final(self) -> bool:
        """Whether the page may stop looking for news."""
        return self.step in ("ready", "failed", "cancelled", "nothing")


@dataclass(frozen=True)
class _Facts:
    remix: Remix
    submission: Submission | None
    conversions: list[Conversion]
    arrived: int
    expected: int
    saved: int
    is_all_told: bool


def standing(remix: Remix) -> Standing:
    """Reads the rows of one remix; prefetched submissions and conversions are used as they are."""
    facts = _gather(remix)
    words = _WORDS[Status(remix.status)](facts)
    return replace(words, arrived=facts.arrived, expected=facts.expected, saved=facts.saved)


def _gather(remix: Remix) -> _Facts:
    submissions = sorted(remix.submissions.all(), key=lambda s: s.number)
    conversions = told_of(submissions, sorted(remix.conversions.all(), key=lambda c: c.version))
    expected = expected_in_all(submissions, conversions) or 2
    return _Facts(
        remix=remix,
        submission=submissions[-1] if submissions else None,
        conversions=conversions,
        arrived=sum(has_come(c) for c in conversions),
        expected=expected,
        is_all_told=sum(c.state != ConversionState.EXPECTED for c in conversions) >= expected,
        saved=sum(c.is_saved for c in conversions),
    )


def _queued(facts: _Facts) -> Standing:
    remix = facts.remix
    ahead = places_ahead(remix)
    headline = "Waiting" if not ahead else f"Waiting, {ahead} ahead"
    return Standing(
        step="waiting",
        headline=headline,
        detail=_why_it_waits(remix),
        money=_earlier_money(facts) or "Nothing has been sent yet.",
        ahead=ahead,
        can_cancel=True,
    )


def _why_it_waits(remix: Remix) -> str:
    if remix.upload.state == UploadState.CHECKING:
        return "Its source is still being checked."
    line = ServiceLine.objects.filter(service=remix.service).first()
    if line is not None and line.is_paused:
        return f"The line to the service is paused: {line.reason}"
    if remix.hold != Hold.NONE:
        return f"{remix.get_hold_display()}."
    if remix.next_action_at and remix.next_action_at > timezone.now():
        return remix.status_why
    return "It is sent as soon as the service has a free place."


def places_ahead(remix: Remix) -> int:
    """How many remixes of this service were queued before it and still wait."""
    return Remix.objects.filter(
        service=remix.service, status=Status.QUEUED, queued_at__lt=remix.queued_at
    ).count()


def _sending(facts: _Facts) -> Standing:
    link = facts.remix.upload.is_link
    what = "The link" if link else "The song"
    return Standing(
        step="sending", headline="Sending", detail=f"{what} is on its way to the service."
    )


def _unconfirmed(facts: _Facts) -> Standing:
    submission = facts.submission
    why = submission.problem if submission else facts.remix.status_why
    return Standing(
        step="unconfirmed",
        headline="Unconfirmed",
        detail=f"{why} {_who_settles(submission)}",
        money=_MAY_BE_SPENT,
        next_ask_at=submission.next_action_at if submission else None,
        asked_at=submission.asked_at if submission else None,
        can_ask=True,
        can_settle=True,
        can_give_up=True,
    )


def _who_settles(submission: Submission | None) -> str:
    if submission is None or sends_webhooks(submission.service):
        return "Its webhook or a look at the account settles this; you can settle it too."
    return "This service does not call back and lists no jobs, so it is yours to settle."


def _at_service(facts: _Facts) -> Standing:
    submission = facts.submission
    saving = [c for c in facts.conversions if c.state == ConversionState.ARRIVED]
    step, headline = "service", "At the service"
    if facts.arrived:
        step, headline = "arrived", f"{facts.arrived} of {facts.expected} arrived"
    if facts.is_all_told:
        step, headline = "saving", "Saving"
    return Standing(
        step=step,
        headline=headline,
        detail=_service_detail(facts, saving),
        money=_paid_words(facts),
        progress=submission.progress if submission else None,
        stage=submission.stage if submission else "",
        eta_at=_eta_at(submission),
        next_ask_at=submission.next_action_at if submission and submission.is_open else None,
        asked_at=submission.asked_at if submission else None,
        can_cancel=bool(submission and "cancel" in submission.capabilities and not facts.arrived),
        can_ask=bool(submission and submission.is_open),
    )


def _service_detail(facts: _Facts, saving: list[Conversion]) -> str:
    troubled = next((c for c in saving if c.archive_problem), None)
    if troubled:
        return f"{troubled.archive_problem} It is tried again by itself."
    if saving:
        return "The files are being copied to this desk and checked."
    submission = facts.submission
    eta_at = _eta_at(submission)
    if eta_at and eta_at < timezone.now():
        return "It takes longer than the service said."
    return submission.stage if submission else ""


def _overdue(facts: _Facts) -> Standing:
    submission = facts.submission
    return Standing(
        step="overdue",
        headline="Overdue",
        detail="It takes much longer than it should. This desk keeps asking for a week.",
        money=_paid_words(facts),
        next_ask_at=submission.next_action_at if submission else None,
        asked_at=submission.asked_at if submission else None,
        can_ask=True,
        can_give_up=True,
    )


def _done(facts: _Facts) -> Standing:
    if facts.saved:
        missing = len(facts.conversions) - facts.saved
        headline = "Ready" if not missing else f"Ready, {missing} missing"
        return Standing(step="ready", headline=headline, money=_paid_words(facts))
    reasons = [c.reason for c in facts.conversions if c.reason]
    return Standing(
        step="nothing",
        headline="No usable result",
        detail=reasons[0] if reasons else "The service brought nothing that can be played.",
        money=_paid_words(facts),
    )


def _failed(facts: _Facts) -> Standing:
    return Standing(
        step="failed",
        headline="Failed",
        detail=facts.remix.status_why,
        money=_earlier_money(facts) or _NOT_SPENT,
        can_retry=facts.remix.upload.is_stored or facts.remix.upload.is_link,
    )


def _cancelled(facts: _Facts) -> Standing:
    return Standing(
        step="cancelled",
        headline="Cancelled",
        detail=facts.remix.status_why,
        money=_earlier_money(facts) or _NOT_SPENT,
    )


def _earlier_money(facts: _Facts) -> str:
    """Whether any POST of this remix was or may have been paid, "" when none left this desk."""
    submissions = list(facts.remix.submissions.all())
    if any(s.task_id for s in submissions):
        return _paid_words(facts)
    if any(s.unclear_at and s.closed_as != Closing.ABSENT for s in submissions):
        return "An earlier attempt may have been accepted and paid for."
    return ""


def _paid_words(facts: _Facts) -> str:
    """What an accepted task costs: nothing where the service said so, else it counts as paid."""
    prices = [s.credit_estimate for s in facts.remix.submissions.all() if s.task_id]
    return _WAS_FREE if prices and not any(price != 0 for price in prices) else _WAS_SENT


def _eta_at(submission: Submission | None) -> datetime | None:
    """When the results are due: by the service's ETA, or by the progress it reports."""
    if submission is None or submission.finished_at:
        return None
    if by_pace := _due_by_pace(submission):
        return by_pace
    if submission.eta_s:
        return submission.created_at + timedelta(seconds=submission.eta_s)
    return None


def _due_by_pace(submission: Submission) -> datetime | None:
    """When it is done at the pace it has had since it first moved; None while that tells little."""
    done, since = submission.progress, submission.progress_since
    moved = (done or 0.0) - (submission.progress_from or 0.0)
    # Up to the last look: the page would otherwise promise later with every second.
    looked_at = submission.asked_at or timezone.now()
    if not done or since is None or looked_at <= since or moved < _TELLING_PROGRESS:
        return None
    return looked_at + (looked_at - since) * ((1 - done) / moved)


_WORDS = {
    Status.QUEUED: _queued,
    Status.SENDING: _sending,
    Status.UNCONFIRMED: _unconfirmed,
    Status.SUBMITTED: _at_service,
    Status.PARTIAL: _at_service,
    Status.OVERDUE: _overdue,
    Status.DONE: _done,
    Status.FAILED: _failed,
    Status.CANCELLED: _cancelled,
}

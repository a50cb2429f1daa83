"""A remix as one line of a list: its title, wave and where it stands; never a query per row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Prefetch, QuerySet

from remixes.models import Conversion, ConversionState, Remix, Status, Submission
from remixes.record import expected_in_all, has_come, told_of
from remixes.views.covers import SMALL, cover_url
from remixes.views.estimates import due

_CONVERSION_FACTS = (
    "remix",
    "submission",
    "version",
    "state",
    "title",
    "duration_s",
    "measured_s",
    "peaks",
)
_SUBMISSION_FACTS = (
    "remix",
    "number",
    "created_at",
    "replied_at",
    "closed_as",
    "failed_at",
    "expected",
    "eta_s",
    "progress",
    "stage",
    "cover__sha256",
)


@dataclass(frozen=True)
class Row:
    """What a list shows of one remix."""

    remix: Remix
    title: str
    peaks: Any
    seconds: float | None
    status: str
    word: str
    progress: float | None
    stage: str
    due: str
    is_playable: bool
    cover_url: str = ""


def listed(remixes: QuerySet[Remix]) -> QuerySet[Remix]:
    """The remixes with everything a row needs, in four queries however many they are."""
    conversions = Conversion.objects.only(*_CONVERSION_FACTS).order_by("version")
    submissions = Submission.objects.select_related("cover").only(*_SUBMISSION_FACTS)
    return remixes.select_related("upload", "person").prefetch_related(
        Prefetch("conversions", queryset=conversions),
        Prefetch("submissions", queryset=submissions.order_by("number")),
    )


def row_of(remix: Remix) -> Row:
    """Draws from what ``listed`` has fetched."""
    submissions: list[Submission] = list(remix.submissions.all())
    submission = submissions[-1] if submissions else None
    conversions = told_of(submissions, remix.conversions.all())
    best = next((c for c in conversions if c.is_saved), None)
    titled = next((c.title for c in conversions if c.title), "")
    status, word = _standing(remix, conversions, expected_in_all(submissions, conversions))
    return Row(
        remix=remix,
        title=titled or str(remix.upload),
        peaks=(best.peaks if best else None) or remix.upload.peaks,
        seconds=best.play_seconds if best else None,
        status=status,
        word=word,
        progress=submission.progress if submission and not remix.is_at_rest else None,
        stage=submission.stage if submission and not remix.is_at_rest else "",
        due=due(_eta(remix, submission)),
        is_playable=best is not None,
        cover_url=cover_url(remix, submissions, SMALL),
    )


def _standing(remix: Remix, conversions: list[Conversion], expected: int) -> tuple[str, str]:
    """The badge: what it is drawn as, and its word ("" for the usual one)."""
    saved = sum(c.is_saved for c in conversions)
    if remix.status == Status.PARTIAL:
        is_all_told = sum(c.state != ConversionState.EXPECTED for c in conversions) >= expected
        came = sum(has_come(c) for c in conversions)
        return remix.status, "Saving" if is_all_told else f"{came} of {expected} arrived"
    if remix.status == Status.DONE and not saved:
        return "NOTHING", ""
    if remix.status == Status.DONE and saved < len(conversions):
        return remix.status, f"Ready, {saved} of {len(conversions)}"
    if remix.status == Status.QUEUED and remix.hold:
        return "PAUSED", ""
    return remix.status, ""


def _eta(remix: Remix, submission: Submission | None) -> datetime | None:
    if remix.status != Status.SUBMITTED or submission is None or not submission.eta_s:
        return None
    return (submission.replied_at or submission.created_at) + timedelta(seconds=submission.eta_s)

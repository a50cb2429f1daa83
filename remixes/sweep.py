"""Finds whatever is overdue in the database and rings the bell again.

A lost Redis, a killed worker or a missed commit hook therefore costs seconds, not results. What a
sweeper remembers is only when it rang last; losing that costs nothing.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from remixes import record, vault
from remixes.jobs import bell
from remixes.jobs.submit import ring_next
from remixes.models import (
    UNDER_WAY,
    Analysis,
    Call,
    Callback,
    Conversion,
    Cover,
    Hold,
    LineState,
    Remix,
    ServiceLine,
    Status,
    Submission,
    Upload,
)

RING_AGAIN_S = 10.0
A_DAY = timedelta(days=1)
_BATCH = 200


class Due(NamedTuple):
    """One thing that was to happen at one time."""

    job: str
    row_id: object
    at: datetime


class Sweeper:
    """Rings for due rows; one instance per process."""

    def __init__(self) -> None:
        self._rung: dict[Due, float] = {}
        self._may_lack_waves = True

    def sweep(self) -> int:
        """One round; returns how often it rang."""
        self._forget_old_rings()
        rung = self.ring_due("ask", Submission.objects.due())
        rung += self.ring_due("archive", Conversion.objects.due())
        rung += self.ring_due("cover", Cover.objects.due())
        rung += self.ring_due("peaks", Upload.objects.due())
        rung += self.ring_due("listen", Analysis.objects.due())
        rung += self.ring_due("tell", Call.objects.due())
        rung += self.ring_due("call_back", Callback.objects.due())
        self._may_lack_waves = self._may_lack_waves and want_a_missing_wave()
        open_lines_with_a_new_key()
        fail_what_waited_a_day()
        for service in settings.REMIX_SERVICES:
            ring_next(service)
            ring_probe(service)
        return rung

    def ring_due(self, job: str, due: models.QuerySet[Any]) -> int:
        """Rings for due rows; those that a worker holds are not due.

        The same due time is rung for again only after a while: either the ring was lost, or the
        worker is busy and should not collect rings.
        """
        rows = due.order_by("next_action_at").values_list("pk", "next_action_at")[:_BATCH]
        fresh = [each for row in rows if (each := Due(job, *row)) not in self._rung]
        now = time.monotonic()
        for each in fresh:
            self._rung[each] = now
            bell.ring(each.job, each.row_id)
        return len(fresh)

    def _forget_old_rings(self) -> None:
        limit = time.monotonic() - RING_AGAIN_S
        self._rung = {each: at for each, at in self._rung.items() if at > limit}


def want_a_missing_wave() -> bool:
    """Has one song listened to again that has no fine wave; False when none is left.

    One at a time, and only while nobody waits for another song: an old desk may have thousands.
    """
    if Analysis.objects.awaited().exists():
        return True
    newest = Analysis.objects.without_wave().order_by("-created_at").first()
    if newest:
        Analysis.objects.filter(pk=newest.pk).update(next_action_at=timezone.now(), tries=0)
    return newest is not None


def open_lines_with_a_new_key() -> None:
    """A line that a refused key paused opens by itself when the key has been changed."""
    for line in ServiceLine.objects.filter(state=LineState.PAUSED):
        if line.key_fingerprint != record.current_fingerprint(line.service):
            record.open_line(line.service)


def fail_what_waited_a_day() -> None:
    """Nothing is sent out of the blue days later: what nobody could send for a day fails."""
    paused = ServiceLine.objects.filter(state=LineState.PAUSED).values("service")
    stuck = Q(unsent_tries__gt=0) | Q(hold=Hold.PAUSED) | Q(service__in=paused)
    stuck |= ~Q(service__in=settings.REMIX_SERVICES)  # taken out of the settings
    stale = Remix.objects.filter(
        stuck,
        status=Status.QUEUED,
        hold__in=(Hold.NONE, Hold.PAUSED),
        queued_at__lt=timezone.now() - A_DAY,
    )
    why = "It could not be sent for a day. Nothing was spent."
    for remix in stale[:_BATCH]:
        # Only from the queue: a worker may have begun to send it since it was found.
        remix.move(Status.FAILED, why, only_from=(Status.QUEUED,))


def ring_probe(service: str) -> None:
    """A line without funds tries one queued remix now and then."""
    line = ServiceLine.objects.filter(service=service, state=LineState.PAUSED).first()
    if line is None or not line.may_probe:
        return
    waiting = Remix.objects.filter(service=service, status=Status.QUEUED).first()
    if waiting:
        bell.ring("submit", waiting.pk)


def tidy() -> None:
    """The slow round: empties old trash and clears what cut-off downloads left behind."""
    limit = timezone.now() - timedelta(days=settings.REMIX_TRASH_DAYS)
    old = Remix.objects.filter(trashed_at__lt=limit, conversions__isnull=False).distinct()
    for remix in old.exclude(status__in=UNDER_WAY)[:_BATCH]:
        record.forget_results(remix)
    for upload in Upload.objects.filter(trashed_at__lt=limit, is_stored=True).unused()[:_BATCH]:
        record.forget_upload(upload)
    vault.clear_parts(older_than_s=A_DAY.total_seconds())

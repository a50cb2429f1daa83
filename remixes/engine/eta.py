"""How long a task will take, from the engine's own past; changes nothing."""

import math
import os

from remixes.engine.models import Status, Task

# Before there is a past: measured seconds per second of song on two cores, doubled, and a part
# that even the shortest song takes.
RATE = 0.09
FIXED_S = 4.0
TYPICAL_SONG_S = 200.0
LOOK_BACK = 20


def estimate_s(task: Task) -> int:
    """Whole seconds until `task` is done, its place in the queue included; at least 1."""
    rate = _rate(task.mode)
    ahead = Task.objects.open().filter(created_at__lt=task.created_at)
    waiting = sum(
        _render_s(duration, rate) * (1.0 - progress)
        for duration, progress in ahead.values_list("source_duration_s", "progress")
    )
    return max(1, math.ceil(_render_s(task.source_duration_s, rate) + waiting / lanes()))


def lanes() -> int:
    """How many renders run side by side: one a core."""
    return max(1, os.cpu_count() or 1)


def _render_s(duration_s: float | None, rate: float) -> float:
    return FIXED_S + (duration_s or TYPICAL_SONG_S) * rate


def _rate(mode: str) -> float:
    """Median seconds of work a second of song, over the last renders of this mode."""
    past = Task.objects.filter(
        status=Status.COMPLETED, mode=mode, source_duration_s__gt=0, started_at__isnull=False
    ).order_by("-finished_at")[:LOOK_BACK]
    rates = sorted(
        max(0.0, (done.finished_at - done.started_at).total_seconds() - FIXED_S)
        / done.source_duration_s
        for done in past
        if done.finished_at and done.started_at and done.source_duration_s
    )
    return rates[len(rates) // 2] if rates else RATE

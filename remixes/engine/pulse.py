"""The heartbeat of one render: keeps its lease, writes its progress, hears of its cancel.

It must not know what is rendered.
"""

import logging
import threading
import time
from datetime import timedelta
from typing import Any

from django.db import Error, connection
from django.utils import timezone

from remixes.engine import limits
from remixes.engine.models import Task

log = logging.getLogger(__name__)

BEAT_S = limits.LEASE_S / 10


class Pulse:
    """Runs beside the render; `report`, `plan` and `is_cancelled` never touch the database."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._news: dict[str, Any] = {}
        self._lock = threading.Lock()
        self._end = threading.Event()
        self._lost = threading.Event()
        self._deadline = time.monotonic() + limits.render_deadline_s()
        self._next_beat = time.monotonic() + BEAT_S
        self._thread = threading.Thread(target=self._run, name="engine-pulse", daemon=True)

    def __enter__(self) -> "Pulse":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()

    def report(self, share: float, stage: str) -> None:
        """How far the render is (0 to 1) and what it does, in words."""
        with self._lock:
            self._news |= {"progress": min(1.0, max(0.0, float(share))), "stage": stage[:200]}

    def plan(self, plan: dict[str, Any]) -> None:
        """What the render is going to do, JSON data."""
        with self._lock:
            self._news |= {"plan": plan}

    def is_cancelled(self) -> bool:
        """The render should stop: cancelled, taken over by another worker, or too long."""
        return self._lost.is_set() or self.is_too_late()

    def is_too_late(self) -> bool:
        """The render has passed its deadline."""
        return time.monotonic() > self._deadline

    def flush(self) -> None:
        """Write what was reported and keep the lease, now.

        A busy database costs a beat, not the render: the lease is ten beats long.
        """
        with self._lock:
            news, self._news = self._news, {}
        now = timezone.now()
        lease_until = now + timedelta(seconds=limits.LEASE_S)
        self._next_beat = time.monotonic() + BEAT_S
        held = Task.objects.filter(pk=self._task.pk).held_by(self._task.worker)
        try:
            if not held.update(lease_until=lease_until, updated_at=now, **news):
                self._lost.set()
        except Error:
            log.warning("A heartbeat could not be written.", exc_info=True)
            with self._lock:
                self._news = news | self._news

    def _run(self) -> None:
        try:
            # Past its deadline the lease is left to expire: a render that hangs is not kept alive.
            while not self._end.wait(limits.PULSE_S) and not self.is_cancelled():
                self._beat()
        finally:
            connection.close()

    def _beat(self) -> None:
        if self._news or time.monotonic() >= self._next_beat:
            self.flush()
            return
        try:
            held = Task.objects.filter(pk=self._task.pk).held_by(self._task.worker)
            if not held.exists():
                self._lost.set()
        except Error:
            log.warning("The task could not be looked at.", exc_info=True)

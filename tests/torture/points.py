"""Named points in the desk's code at which a process can be killed; a Django app for tests only.

Product code knows nothing of it: when the app is ready it wraps functions from outside. A point is
armed by a file named after it; the process that reaches it first removes the file and dies.
"""

from __future__ import annotations

import functools
import json
import os
import signal
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from django.apps import AppConfig

FOLDER = "TORTURE_FOLDER"
PLANT = "TORTURE_PLANT"
HITS = "hits.ndjson"
ARMED = "armed"
SELF, BOTH = "self", "both"
# Only these may go down with their child; a sweeper's parent is the supervisor of everything.
PARENTS = (b"rqworker", b"gunicorn")

# Each name's module and function; before it and after it is a point.
NAMES = {
    "order": ("remixes.actions.remixes", "order"),
    "ring": ("remixes.jobs.bell", "_enqueue"),
    "claim": ("remixes.jobs.submit", "claim"),
    "post": ("remixes.remote.client:Client", "submit"),
    "reply": ("remixes.record", "record_reply"),
    "unclear": ("remixes.record", "record_unclear"),
    "unsent": ("remixes.record", "record_unsent"),
    "refused": ("remixes.record", "record_refused"),
    "absent": ("remixes.record", "record_absent"),
    "held": ("remixes.jobs.held:Held", "__enter__"),
    "question": ("remixes.remote.client:Client", "by_id"),
    "listing": ("remixes.remote.client:Client", "by_user"),
    "report": ("remixes.record", "record_report"),
    "webhook": ("remixes.record", "receive"),
    "webhook facts": ("remixes.record.deliveries", "record_report"),
    "fetch": ("remixes.jobs.archive", "fetch"),
    "measure": ("remixes.jobs.archive", "measured"),
    "keep": ("remixes.vault", "keep"),
    "save": ("remixes.jobs.archive", "_save"),
    "settle": ("remixes.record", "settle_remix"),
    "later": ("remixes.jobs.archive", "_try_later"),
    "sweep": ("remixes.sweep:Sweeper", "sweep"),
    "person": ("remixes.actions.remixes", "_settle_by_person"),
}
# Times in seconds that no setting names, and who asks for a result to be listened to.
SCALED: dict[str, dict[str, Any]] = {
    "remixes.jobs.listen": {"ask_for": lambda _sha256: None},
    "remixes.jobs.held": {"HOLD_S": 3.0, "RENEW_S": 1.0},
    "remixes.sweep": {"RING_AGAIN_S": 2.0},
}
POINTS = tuple(f"{name}.{when}" for name in NAMES for when in ("before", "after"))


class PointsConfig(AppConfig):
    name = "tests.torture.points"
    label = "torture_points"

    def ready(self) -> None:
        scale()
        if plant := os.environ.get(PLANT, ""):
            import_module("tests.torture.planted").plant(plant)
        for name, (where, function) in NAMES.items():
            wrap(owner_of(where), function, name)


def scale() -> None:
    """Shortens the times that no setting names, and leaves out what only takes time.

    Hearing tempo and chords of every result would keep two cores busy, and costs nobody money.
    """
    for module, changes in SCALED.items():
        for name, value in changes.items():
            setattr(import_module(module), name, value)


def owner_of(where: str) -> Any:
    """A module, or the class of it that is named behind the colon."""
    module, _, inside = where.partition(":")
    found = import_module(module)
    return getattr(found, inside) if inside else found


def wrap(owner: Any, function: str, name: str) -> None:
    inner: Callable[..., Any] = getattr(owner, function)

    @functools.wraps(inner)
    def through(*args: Any, **kwargs: Any) -> Any:
        reach(f"{name}.before")
        result = inner(*args, **kwargs)
        reach(f"{name}.after")
        return result

    setattr(owner, function, through)


def reach(point: str) -> None:
    """Dies here if the point is armed: the file is gone first, so one process dies of it."""
    folder = Path(os.environ[FOLDER])
    armed = folder / ARMED / point
    if not armed.exists():
        return
    try:
        how = armed.read_text()
        armed.unlink()
    except FileNotFoundError:
        return
    parent = _parent_to_kill() if how == BOTH else 0
    line = {"point": point, "how": how if parent else SELF, "at": time.time()}
    with (folder / HITS).open("a") as hits:
        hits.write(json.dumps(line) + "\n")
    if parent:
        os.kill(parent, signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)


def _parent_to_kill() -> int:
    parent = os.getppid()
    told = Path(f"/proc/{parent}/cmdline").read_bytes()
    own = Path(f"/proc/{os.getpid()}/cmdline").read_bytes()
    # A child that was forked has its parent's command line; a program of its own has not.
    return parent if told == own and any(name in told for name in PARENTS) else 0

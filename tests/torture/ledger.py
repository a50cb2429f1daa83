"""The service's own account of what it accepted and was told, one JSON line for each event.

It is written by the service's process before it answers anybody, so it survives whatever happens
to the desk, and it is read only to judge: nothing that plays a part in a run looks into it.
"""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path
from typing import Any

Event = dict[str, Any]


class LedgerWriter:
    """Appends events, each with its time (seconds since the epoch)."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._file = path.open("a", buffering=1)

    def write(self, what: str, **facts: object) -> None:
        line = json.dumps({"what": what, "at": round(time.time(), 3), **facts})
        with self._lock:
            self._file.write(line + "\n")


def read_ledger(path: Path) -> list[Event]:
    """Every whole line so far, in order."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text().splitlines(keepends=True) if "\n" in line]


def of_kind(events: list[Event], what: str) -> list[Event]:
    return [event for event in events if event["what"] == what]

"""Finds the processes of one desk by their parents, and ends single ones as a crash would."""

from __future__ import annotations

import os
import signal
from pathlib import Path


def children(parent: int) -> list[int]:
    """The living children of every thread of `parent`, () when it is gone."""
    found: list[int] = []
    for told in Path(f"/proc/{parent}/task").glob("*/children"):
        try:
            found += [int(pid) for pid in told.read_text().split()]
        except OSError:
            continue
    return found


def command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
    except OSError:
        return ""


def family(parent: int) -> list[int]:
    """`parent` and all that descend from it."""
    return [parent, *(pid for child in children(parent) for pid in family(child))]


def crash(pid: int) -> None:
    """SIGKILL: no clean-up, no last words."""
    os.kill(pid, signal.SIGKILL)

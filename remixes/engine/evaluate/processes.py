"""What a piece of work costs this process and all its children: processor time and memory."""

import os
import resource
import threading
import time
from dataclasses import dataclass
from pathlib import Path

_EVERY_S = 0.1
_PROC = Path("/proc")
_MB = 1024 / 1e6
"""Megabytes in one of the kernel's kilobytes."""


@dataclass(frozen=True)
class Cost:
    """Seconds and megabytes (of 10^6 bytes); memory is nan without /proc."""

    cpu_s: float
    wall_s: float
    high_water_mb: float
    """Every process' own high-water mark of resident memory, summed: shared pages count twice."""
    share_mb: float
    """The most that all processes held at one moment, shared pages counted once."""


class Meter:
    """Measures from `with` to its end; `cost` is there afterwards.

    This process and the children it has ended, or with `pid` that process instead.
    """

    cost: Cost

    def __init__(self, pid: int = 0) -> None:
        self._pid = pid

    def __enter__(self) -> "Meter":
        self._marks: dict[int, float] = {}
        self._share = self._looking_s = 0.0
        self._end = threading.Event()
        self._watch = threading.Thread(target=self._run, daemon=True)
        _forget_peaks(self._pid)
        self._cpu, self._wall = _cpu_s(self._pid), time.monotonic()
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        wall = time.monotonic() - self._wall
        self._end.set()
        self._watch.join()
        own = 0.0 if self._pid else self._looking_s
        cpu = _cpu_s(self._pid) - self._cpu - own
        marks = sum(self._marks.values()) or float("nan")
        self.cost = Cost(cpu, wall, marks, self._share or float("nan"))

    def _run(self) -> None:
        """Looks until the end and once more; what that costs is not the work's."""
        while not self._end.wait(_EVERY_S):
            self._look()
        self._look()
        self._looking_s = time.thread_time()

    def _look(self) -> None:
        share = 0.0
        for pid in _family(self._pid or os.getpid()):
            mark, part = _memory_mb(pid)
            self._marks[pid] = max(mark, self._marks.get(pid, 0.0))
            share += part
        self._share = max(self._share, share)


def _cpu_s(pid: int = 0) -> float:
    """Of a process, this one if none is named, and of all its children that have ended."""
    if pid:
        stat = (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
        return sum(map(int, stat[11:15])) / os.sysconf("SC_CLK_TCK")
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _forget_peaks(pid: int) -> None:
    """Let the kernel count a process' high-water mark from now on (Linux)."""
    try:
        (_PROC / (str(pid) if pid else "self") / "clear_refs").write_text("5")
    except OSError:
        return


def _family(pid: int) -> list[int]:
    """A process and all its descendants."""
    found = [pid]
    for task in _PROC.glob(f"{pid}/task/*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in children:
            found += _family(int(child))
    return found


def _memory_mb(pid: int) -> tuple[float, float]:
    """(high-water mark, proportional share) in MB; zeros for a process that has ended."""
    try:
        status = (_PROC / str(pid) / "status").read_text()
        rollup = (_PROC / str(pid) / "smaps_rollup").read_text()
    except OSError:
        return 0.0, 0.0
    return _kilobytes(status, "VmHWM:") * _MB, _kilobytes(rollup, "Pss:") * _MB


def _kilobytes(text: str, field: str) -> float:
    return next(
        (float(line.split()[1]) for line in text.splitlines() if line.startswith(field)), 0.0
    )

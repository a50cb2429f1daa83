"""What the server tells of all its jobs together, for when one is due and whether any is left."""

from __future__ import annotations

import math
from dataclasses import dataclass

from remixes.remote import reading
from remixes.remote.ace_step.envelope import open_envelope
from remixes.remote.errors import Unreadable
from remixes.remote.transport import Call

ASKED = Call("GET", "v1/stats")
_LONGEST_JOB_S = 24 * 3600.0


@dataclass(frozen=True)
class Stats:
    """Counts of jobs, each None where the server does not tell; `average_s` is seconds a job."""

    total: int | None = None
    queued: int | None = None
    running: int | None = None
    average_s: float | None = None

    @property
    def is_idle(self) -> bool:
        """Whether it says that it works on nothing and has nothing waiting."""
        return (self.queued, self.running) == (0, 0)

    def eta_s(self, place: int | None) -> int | None:
        """Seconds until the job at this place of the queue (1 is next) is done, None if unknown."""
        if not place or not self.average_s:
            return None
        return math.ceil(place * self.average_s)


def read_stats(body: bytes) -> Stats:
    """The counts in an answer. Raises Unreadable where it holds none."""
    data = open_envelope(body)
    jobs = data.get("jobs") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(jobs, dict):
        raise Unreadable("The server tells nothing of its jobs.")
    average_s = reading.number(data.get("avg_job_seconds"))
    is_sound = average_s is not None and 0 < average_s <= _LONGEST_JOB_S
    return Stats(
        total=count(jobs.get("total")),
        queued=count(jobs.get("queued")),
        running=count(jobs.get("running")),
        average_s=average_s if is_sound else None,
    )


def count(value: object) -> int | None:
    """A whole number of 0 or more, else None."""
    number = reading.number(value)
    return int(number) if number is not None and 0 <= number < 10**9 else None

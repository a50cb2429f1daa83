"""The only place that enqueues: a ring says "look at this id", the database says what to do.

A ring that gets lost (Redis is away, a worker was killed) costs the seconds until the sweeper's
next round; so no failure here is worth more than a log line.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import partial

import django_rq
from django.db import transaction
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

# What to ring for → the queue it waits in and the function a worker runs.
_JOBS = {
    "submit": ("submit", "remixes.jobs.submit.submit"),
    "ask": ("ask", "remixes.jobs.ask.ask"),
    "refresh": ("ask", "remixes.jobs.ask.refresh"),
    "archive": ("archive", "remixes.jobs.archive.archive"),
    "cover": ("archive", "remixes.jobs.cover.cover"),
    "peaks": ("peaks", "remixes.jobs.peaks.peaks"),
    "listen": ("peaks", "remixes.jobs.listen.listen"),
    "tell": ("callbacks", "remixes.jobs.tell.tell"),
    "call_back": ("callbacks", "remixes.jobs.call_back.call_back"),
}


def ring(job: str, row_id: object) -> None:
    """Rings for one row once the current transaction has committed (at once outside of one)."""
    transaction.on_commit(partial(_enqueue, job, str(row_id)), robust=True)


def ring_all(job: str, row_ids: Iterable[object]) -> None:
    for row_id in row_ids:
        ring(job, row_id)


def _enqueue(job: str, row_id: str) -> None:
    queue, function = _JOBS[job]
    try:
        django_rq.get_queue(queue).enqueue(
            function, row_id, result_ttl=0, failure_ttl=86_400, description=f"{job} {row_id}"
        )
    except (RedisError, OSError):
        log.warning("could not ring %s for %s; the sweeper will", job, row_id)

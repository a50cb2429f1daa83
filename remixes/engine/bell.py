"""The only place that puts renders on the queue; a ring may be lost or doubled without harm."""

import logging
import secrets
from uuid import UUID

import django_rq
from django.conf import settings
from redis.exceptions import RedisError

from remixes.engine import limits

log = logging.getLogger(__name__)

QUEUE = "engine"
JOB = "remixes.engine.jobs.render_task"


def ring(task_id: UUID) -> bool:
    """Ask a worker to render this task; False if the queue cannot be reached now."""
    try:
        django_rq.get_queue(QUEUE, commit_mode="auto").enqueue_call(
            JOB,
            args=(str(task_id),),
            job_id=f"{task_id}-{secrets.token_hex(4)}",
            timeout=job_timeout_s(),
            result_ttl=0,
            failure_ttl=3600,
            description="render a remix",
        )
    except (RedisError, OSError):
        log.warning("The queue cannot be reached; the sweep will ring for %s.", task_id)
        return False
    return True


def waiting_ids() -> set[UUID]:
    """Tasks whose ring is still in the queue; raises RedisError or OSError."""
    queue = django_rq.get_queue(QUEUE, commit_mode="auto")
    return {UUID(job_id.rpartition("-")[0]) for job_id in queue.get_job_ids()}


def job_timeout_s() -> int:
    """Longer than everything the job itself limits, plus a minute."""
    return int(limits.render_deadline_s() + settings.REMIX_ARCHIVE_DEADLINE_S) + 60

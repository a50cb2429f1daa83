"""The RQ worker of this site: forks a work-horse per job, which never outlives the worker."""

import os
from typing import Any

from rq import Queue
from rq import Worker as ForkWorker
from rq.job import Job

from remixes.lifeline import die_with_parent


class Worker(ForkWorker):
    """A killed worker must not leave a job running that the sweeper will ring for again."""

    # a bell must be heard soon after Redis is back; RQ would wait for up to a minute
    max_connection_wait_time = 5.0

    def fork_work_horse(self, job: Job, queue: Queue) -> None:
        self._own_pid = os.getpid()
        super().fork_work_horse(job, queue)

    def main_work_horse(self, job: Job, queue: Queue) -> Any:
        die_with_parent(self._own_pid)
        return super().main_work_horse(job, queue)

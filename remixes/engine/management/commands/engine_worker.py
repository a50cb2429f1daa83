"""`manage.py engine_worker`: RQ's worker on the engine's queue, with the music already loaded."""

from collections.abc import Callable
from typing import Any

from django_rq.management.commands.rqworker import Command as RqWorker

from remixes.engine import bell, jobs


class Command(RqWorker):
    """Takes the options of `rqworker` and no queue names.

    Every render runs in a fork of this process; what is imported here need not be imported, for
    seconds, at the start of each of them.
    """

    help = "Renders remixes: one at a time, each in a process of its own."
    preloaded = jobs.render_task

    def handle(self, *_: Any, **options: Any) -> None:
        """Work until told to stop; ids travel as JSON, so the serializer is not a choice."""
        work: Callable[..., None] = super().handle
        work(bell.QUEUE, **{**options, "serializer": "json"})

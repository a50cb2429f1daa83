"""`manage.py engine_worker`: RQ's worker on the engine's queue, with a studio beside it."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from django_rq.management.commands.rqworker import Command as RqWorker

from remixes.engine import bell, jobs
from remixes.engine.studio.client import open_studio


class Command(RqWorker):
    """Takes the options of `rqworker` and no queue names.

    Every job runs in a fork of this process and has its music made in the studio, where it is
    already loaded.
    """

    help = "Renders remixes: one at a time, each in processes of its own."

    def handle(self, *_: Any, **options: Any) -> None:
        """Work until told to stop; ids travel as JSON, so the serializer is not a choice."""
        work: Callable[..., None] = super().handle
        needs_studio = jobs.renderer_name() == jobs.RENDERER
        with open_studio() if needs_studio else nullcontext():
            work(bell.QUEUE, **{**options, "serializer": "json"})

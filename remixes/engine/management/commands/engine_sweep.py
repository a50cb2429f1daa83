"""`manage.py engine_sweep`: the engine's sweeper as a plain process; any number may run."""

import signal
import threading
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from remixes.engine.sweep import sweep, tidy

TIDY_EVERY_S = 600.0


class Command(BaseCommand):
    """Looks every few seconds until told to stop."""

    help = "Rings for waiting renders, recovers dead ones, sends due webhooks, deletes old files."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--once` makes one round of everything and ends."""
        parser.add_argument("--once", action="store_true")

    def handle(self, *_: Any, once: bool, **__: Any) -> None:
        """Loop; SIGTERM and SIGINT end it after the current round."""
        if once:
            sweep()
            tidy()
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        tidy_at = time.monotonic()
        while not stop.is_set():
            close_old_connections()
            sweep()
            if time.monotonic() >= tidy_at:
                tidy()
                tidy_at = time.monotonic() + TIDY_EVERY_S
            stop.wait(settings.REMIX_SWEEP_EVERY_S)

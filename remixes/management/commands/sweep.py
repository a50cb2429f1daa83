"""The sweeper: one plain process that rings the bell for whatever is overdue."""

from __future__ import annotations

import logging
import os
import signal
import socket
import threading
import time
from types import FrameType

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections

from remixes.models import Lease
from remixes.sweep import Sweeper, tidy

log = logging.getLogger(__name__)

LEASE = "sweeper"
TIDY_EVERY_S = 3600.0


class Command(BaseCommand):
    help = "Rings the bell every few seconds for whatever is overdue (--once for a single round)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="One round, then stop.")

    def handle(self, *args: object, **options: object) -> None:
        if options["once"]:
            self.stdout.write(f"rang {Sweeper().sweep()} times")
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda _number, _frame: _end(stop, _frame))
        run(stop)


def run(stop: threading.Event) -> None:
    """Sweeps until told to stop; of several sweepers only the one with the lease works."""
    holder = f"{socket.gethostname()}:{os.getpid()}"
    every_s = float(settings.REMIX_SWEEP_EVERY_S)
    sweeper, tidied_at = Sweeper(), 0.0
    while not stop.is_set():
        close_old_connections()
        try:
            if Lease.take(LEASE, holder, 4 * every_s):
                sweeper.sweep()
                if time.monotonic() - tidied_at > TIDY_EVERY_S or not tidied_at:
                    tidy()
                    tidied_at = time.monotonic()
        except DatabaseError:
            # A locked or restarting database is tried again next round.
            log.exception("this round of the sweep failed")
        stop.wait(every_s)


def _end(stop: threading.Event, _frame: FrameType | None) -> None:
    stop.set()

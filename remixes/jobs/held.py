"""Keeps one row to one worker: its ``next_action_at`` runs ahead while the work lasts.

A killed worker stops renewing, so the sweeper finds the row due again within seconds.
"""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any

from django.db import OperationalError, connection, models
from django.db.models import F
from django.utils import timezone

MOST_TRIES = 3
HOLD_S = 12.0
RENEW_S = 4.0


class Held:
    """Claims a due row by one conditional UPDATE; ``is_mine`` is False when another worker has it.

    Rows are identified by a queryset that matches while the work is still wanted.
    """

    def __init__(self, wanted: models.QuerySet[Any]) -> None:
        self._wanted = wanted
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._renew, daemon=True)
        self.is_mine = False

    def __enter__(self) -> Held:
        due = self._wanted.filter(next_action_at__lte=timezone.now())
        self.is_mine = bool(due.update(next_action_at=_ahead()))
        if self.is_mine:
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        if self.is_mine:
            self._thread.join()

    def may_try(self) -> bool:
        """Counts a try before it is made; False when there were enough.

        A file that kills its reader must not kill readers for ever.
        """
        self._wanted.update(tries=F("tries") + 1)
        return self._wanted.filter(tries__lte=MOST_TRIES).exists()

    def _renew(self) -> None:
        while not self._stop.wait(RENEW_S):
            try:
                self._wanted.update(next_action_at=_ahead())
            except OperationalError:
                # A busy database costs one renewal; at worst the work is done twice, unharmed.
                continue
        connection.close()


def _ahead() -> datetime:
    return timezone.now() + timedelta(seconds=HOLD_S)

"""Progress outwards and cancellation inwards; knows nothing about what is being done."""

import time
from collections.abc import Callable

from remixes.analysis.progress import Step
from remixes.engine.music.stops import Cancelled

_ASK_EVERY_S = 0.3
_REPORT_EVERY_S = 0.5


class Watch:
    """Maps the shares of single steps to one progress that never runs backwards."""

    def __init__(
        self, report: Callable[[float, str], None], is_cancelled: Callable[[], bool]
    ) -> None:
        self._report = report
        self._is_cancelled = is_cancelled
        self._asked_at = self._reported_at = float("-inf")
        self._stage = ""
        self._own = self._progress = 0.0
        self.beside: Callable[[], float] = lambda: 0.0
        """What is done elsewhere at the same time, as a share of the whole."""

    def step(self, low: float, high: float, stage: str) -> Step:
        """A Step whose 0..1 is `low`..`high` of the whole; announces the stage at once."""
        self._own = low
        self.tell(stage)

        def step(share: float) -> None:
            self._own = low + (high - low) * min(1.0, max(0.0, share))
            self.tell(stage)

        return step

    def tell(self, stage: str) -> None:
        """Report if it is time to, and raise Cancelled if nobody wants this any more.

        Without a stage it is still the one before.
        """
        stage = stage or self._stage
        now = time.monotonic()
        if now - self._asked_at >= _ASK_EVERY_S:
            self._asked_at = now
            if self._is_cancelled():
                raise Cancelled
        if stage != self._stage or now - self._reported_at >= _REPORT_EVERY_S:
            self._stage, self._reported_at = stage, now
            self._progress = min(1.0, max(self._progress, self._own + self.beside()))
            self._report(round(self._progress, 4), stage)

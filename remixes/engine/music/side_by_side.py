"""What two processes share of an order: both versions, and work that need not wait for another.

In one process it is done one after the other; the bytes are the same.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from remixes.engine.music.apart import Apart
from remixes.engine.music.apart import Make as MakeApart
from remixes.engine.music.order import Version
from remixes.engine.music.watch import Watch
from remixes.engine.music.work import Work
from remixes.engine.studio.messages import Message, version_message, version_of

Make = Callable[[Work, int], Version]
"""Makes version 1 or 2; its progress runs between two shares of the whole."""


def both_versions(work: Work, make: Make) -> Iterator[Version]:
    """Yield version 1, then version 2. Raises what making them raises."""

    def second(watch: Watch) -> Message:
        return version_message(make(replace(work, watch=watch), 2))

    with meanwhile(work, second) as second_version:
        yield make(work, 1)
        yield version_of(second_version())


@contextmanager
def meanwhile(work: Work, make: MakeApart) -> Iterator[Callable[[], Message]]:
    """Let a fork work while the body runs; what is yielded waits for its result.

    In one process the work is done when its result is asked for.
    """
    if work.processes < 2:
        yield lambda: make(work.watch)
        return
    apart = Apart(make)
    work.watch.beside = apart.progress
    try:
        yield lambda: apart.result(work.watch)
    finally:
        work.watch.beside = lambda: 0.0
        apart.end()

"""The renderer that workers use: orders go to the studio beside the worker, news comes back.

A cancelled order is a hung-up line; the studio then kills the session, whatever it is doing.
"""

import logging
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from django.conf import settings

from remixes.engine.music.order import Order, Version
from remixes.engine.music.stops import Cancelled
from remixes.engine.studio.messages import (
    Line,
    Message,
    ended_badly,
    packed,
    raise_error,
    version_of,
)
from remixes.lifeline import die_with_parent

log = logging.getLogger(__name__)

_LISTEN_S = 0.15
"""How long a cancel may go unnoticed."""
_BURIAL_S = 5.0
_MEMORY = {
    # Arrays of a few megabytes come and go; handed back to the system each time, their pages
    # would be zeroed again and again: a quarter of the processor time of a render.
    "MALLOC_MMAP_THRESHOLD_": str(64 << 20),
    "MALLOC_TRIM_THRESHOLD_": str(128 << 20),
    "MALLOC_ARENA_MAX": "1",
}
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
_ROOT = Path(__file__).resolve().parents[3]


class StudioGone(Exception):
    """The studio ended before the order did: nobody's fault, the order can be placed again."""


class Studio:
    """A studio's process and the door to it; forks of this process may use the door, too."""

    def __init__(self) -> None:
        self._door, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        parent = os.getpid()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  our own interpreter and module
                [sys.executable, "-m", "remixes.engine.studio.server", str(theirs.fileno())],
                cwd=_ROOT,
                env={**os.environ, **_MEMORY, **_ONE_THREAD},
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
                preexec_fn=lambda: die_with_parent(parent),
            )

    @property
    def pid(self) -> int:
        """Of the process that every session is forked from."""
        return self._process.pid

    def order(self, order: Order, folder: Path, processes: int) -> Line:
        """Place an order; news comes down the line. Raises OSError if the studio is gone."""
        mine, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._door, [packed(order, folder, processes)], [theirs.fileno()])
        return Line(mine)

    def close(self) -> None:
        """End the studio and whatever it renders; only for the process that opened it."""
        self._door.close()
        self._process.kill()
        self._process.wait()


_open: list[Studio] = []
"""The studio of this worker, if it has one."""


@contextmanager
def open_studio() -> Iterator[None]:
    """A studio for all orders of this process and its forks."""
    studio = Studio()
    _open.append(studio)
    try:
        yield
    finally:
        _open.remove(studio)
        studio.close()


@contextmanager
def _ordered(order: Order, folder: Path) -> Iterator[Line]:
    """The line of a placed order: with the worker's studio, or with one for this order alone."""
    processes = settings.REMIX_ENGINE_PROCESSES
    for studio in _open:
        try:
            line = studio.order(order, folder, processes)
        except OSError:
            log.warning("The worker's studio is gone; this order gets one of its own.")
            continue
        yield line
        return
    own = Studio()
    try:
        yield own.order(order, folder, processes)
    finally:
        own.close()


def render(
    order: Order,
    folder: Path,
    report: Callable[[float, str], None],
    is_cancelled: Callable[[], bool],
    on_plan: Callable[[dict[str, object]], None],
) -> Iterator[Version]:
    """As `remixes.engine.render.render`, in other processes.

    Also raises StudioGone, and Broken with a traceback for a fault of the engine.
    """
    with _ordered(order, folder) as line, closing(listened(line, folder, is_cancelled)) as news:
        for message in news:
            if "report" in message:
                report(*message["report"])
            elif "plan" in message:
                on_plan(message["plan"])
            elif "version" in message:
                yield version_of(message)


def listened(
    line: Line, folder: Path, is_cancelled: Callable[[], bool] = lambda: False
) -> Generator[Message, None, None]:
    """What is told of an order, until it is done; then its session is gone and its scratch, too.

    Raises what the session raised.
    """
    try:
        for message in _messages(line, is_cancelled):
            if "error" in message:
                raise_error(message)
            yield message
    finally:
        _hang_up(line)
        for scratch in folder.glob("scratch-*"):
            shutil.rmtree(scratch, ignore_errors=True)


def _messages(line: Line, is_cancelled: Callable[[], bool]) -> Iterator[Message]:
    """Everything until "done"; a session that ended without a word of its own raises."""
    while True:
        try:
            for message in line.hear(_LISTEN_S):
                if "done" in message:
                    return
                if "ended" in message:
                    raise ended_badly(message["ended"])
                yield message
        except EOFError as error:
            raise StudioGone from error
        if is_cancelled():
            raise Cancelled


def _hang_up(line: Line) -> None:
    """Returns when the session is gone, so that nothing writes to its folder any more."""
    with line.end, suppress(OSError, EOFError):
        line.end.shutdown(socket.SHUT_WR)
        while True:
            list(line.hear(_BURIAL_S))

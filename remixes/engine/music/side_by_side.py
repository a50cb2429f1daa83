"""Both versions of an order, one after the other or in two processes; the bytes are the same.

The second process is a fork, so it needs no copy of the song or the score: only to be used where
this process has one thread and no database (`remixes.engine.studio`).
"""

import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import NoReturn

from remixes.engine.music.order import Version
from remixes.engine.music.watch import Watch
from remixes.engine.music.work import Work
from remixes.engine.studio.messages import (
    Line,
    ended_badly,
    error_message,
    raise_error,
    version_message,
    version_of,
)
from remixes.lifeline import die_with_parent

Make = Callable[[Work, int], Version]
"""Makes version 1 or 2; its progress runs between two shares of the whole."""

_LISTEN_S = 0.2


def both_versions(work: Work, make: Make) -> Iterator[Version]:
    """Yield version 1, then version 2. Raises what making them raises."""
    if work.processes < 2:
        yield make(work, 1)
        yield make(work, 2)
        return
    second = _Second(work, make)
    try:
        work.watch.beside = second.progress
        yield make(work, 1)
        yield second.version(work.watch)
    finally:
        second.end()


class _Second:
    """Version 2 in the making, in a fork of this process."""

    def __init__(self, work: Work, make: Make) -> None:
        mine, theirs = socket.socketpair()
        parent = os.getpid()
        self._pid = os.fork()
        if not self._pid:
            mine.close()
            _make_second(work, make, Line(theirs), parent)
        theirs.close()
        self._line = Line(mine)
        self._first = self._latest = 0.0
        self._stage = ""
        self._version: Version | None = None
        self._trouble: Exception | None = None

    def progress(self) -> float:
        """How much of the whole it has done since it began."""
        self._listen(0)
        return self._latest - self._first

    def version(self, watch: Watch) -> Version:
        """Wait for it."""
        while self._version is None:
            if self._trouble:
                raise self._trouble
            self._listen(_LISTEN_S)
            watch.tell(self._stage)
        return self._version

    def end(self) -> None:
        """Nothing of it is left behind, finished or not."""
        self._line.end.close()
        if self._pid:
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)

    def _listen(self, timeout_s: float) -> None:
        if self._version or self._trouble:
            return
        try:
            for message in self._line.hear(timeout_s):
                if "report" in message:
                    share, self._stage = message["report"]
                    self._first = self._first or share
                    self._latest = share
                elif "version" in message:
                    self._version = version_of(message)
                else:
                    raise_error(message)
        except EOFError:
            _, status = os.waitpid(self._pid, 0)
            self._pid = 0
            self._trouble = ended_badly(os.waitstatus_to_exitcode(status))
        except Exception as error:
            # Version 1 may still come to its end.
            self._trouble = error


def _make_second(work: Work, make: Make, line: Line, parent: int) -> NoReturn:
    try:
        die_with_parent(parent)

        def report(share: float, stage: str) -> None:
            line.say({"report": [share, stage]})

        watch = Watch(report, lambda: False)
        line.say(version_message(make(replace(work, watch=watch), 2)))
    except BaseException as error:
        with suppress(OSError):
            line.say(error_message(error))
    finally:
        os._exit(0)

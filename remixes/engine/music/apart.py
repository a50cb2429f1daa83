"""Work in a fork of this process: its progress and its result come down a line.

A fork needs no copy of the song or the score. Only to be used where this process has one thread
and no database (`remixes.engine.studio`).
"""

import os
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn

from remixes.engine.music.watch import Watch
from remixes.engine.studio.messages import Line, Message, ended_badly, error_message, raise_error
from remixes.lifeline import die_with_parent

Make = Callable[[Watch], Message]
"""Does the work; the message tells of its result and has no key "report" or "error"."""

_LISTEN_S = 0.2


class Apart:
    """A fork at work; `end` it, finished or not."""

    def __init__(self, make: Make) -> None:
        mine, theirs = socket.socketpair()
        parent = os.getpid()
        self._pid = os.fork()
        if not self._pid:
            mine.close()
            _make_apart(make, Line(theirs), parent)
        theirs.close()
        self._line = Line(mine)
        self._first = self._latest = 0.0
        self._stage = ""
        self._result: Message | None = None
        self._trouble: Exception | None = None

    def progress(self) -> float:
        """How much of the whole it has done since it began."""
        self._listen(0)
        return self._latest - self._first

    def result(self, watch: Watch) -> Message:
        """Wait for it. Raises what the work raised, Unrenderable if the fork died, Cancelled."""
        self._listen(0)
        while not self._trouble:
            watch.tell(self._stage)
            if self._result is not None:
                return self._result
            self._listen(_LISTEN_S)
        raise self._trouble

    def end(self) -> None:
        """Nothing of it is left behind."""
        self._line.end.close()
        if self._pid:
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
            self._pid = 0

    def _listen(self, timeout_s: float) -> None:
        if self._result or self._trouble:
            return
        try:
            for message in self._line.hear(timeout_s):
                if "report" in message:
                    share, self._stage = message["report"]
                    self._first = self._first or share
                    self._latest = share
                elif "error" in message:
                    raise_error(message)
                else:
                    self._result = message
        except EOFError:
            _, status = os.waitpid(self._pid, 0)
            self._pid = 0
            self._trouble = ended_badly(os.waitstatus_to_exitcode(status))
        except Exception as error:
            # What this process does meanwhile may still come to its end.
            self._trouble = error


def _make_apart(make: Make, line: Line, parent: int) -> NoReturn:
    try:
        die_with_parent(parent)

        def report(share: float, stage: str) -> None:
            line.say({"report": [share, stage]})

        line.say(make(Watch(report, lambda: False)))
    except BaseException as error:
        with suppress(OSError):
            line.say(error_message(error))
    finally:
        os._exit(0)

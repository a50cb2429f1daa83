"""The studio: a process with the music loaded that forks a session for every order.

`python -m remixes.engine.studio.server FD`, where FD is a datagram socket on which orders arrive,
each with the socket of whoever waits for it. One thread, no Django, no database: that is what
makes forking safe. It ends with its parent, and a session ends with it or with its listener.
"""

import gc
import os
import selectors
import signal
import socket
import sys
from dataclasses import dataclass
from typing import NoReturn

from remixes.engine.studio.messages import Line
from remixes.engine.studio.session import prepare, run
from remixes.lifeline import die_with_parent

_LARGEST_ORDER = 1 << 20


@dataclass(frozen=True)
class _Session:
    """A forked process and the line of who waits for it."""

    pid: int
    line: Line


def main() -> None:
    """Load the music, then fork until nobody can order any more."""
    door = socket.socket(fileno=int(sys.argv[1]))
    prepare()
    # What was loaded stays shared memory in every session.
    gc.collect()
    gc.freeze()
    _Studio(door).serve()


class _Studio:
    def __init__(self, door: socket.socket) -> None:
        self._door = door
        self._sessions: dict[int, _Session] = {}
        self._ready = selectors.DefaultSelector()
        self._ready.register(door, selectors.EVENT_READ, self._open)
        woken, waker = socket.socketpair()
        for end in (woken, waker):
            end.settimeout(0)
        self._ends = (door, woken, waker)
        self._ready.register(woken, selectors.EVENT_READ, lambda: woken.recv(4096))
        signal.set_wakeup_fd(waker.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def serve(self) -> None:
        """Until the last one who could order has hung up."""
        while True:
            for key, _ in self._ready.select():
                if key.data() is False:
                    return
            self._bury()

    def _open(self) -> bool:
        """Fork a session for the order at the door; False when there is nobody there any more."""
        data, handles, _, _ = socket.recv_fds(self._door, _LARGEST_ORDER, 1)
        if not handles:
            return False
        line = Line(socket.socket(fileno=handles[0]))
        studio = os.getpid()
        pid = os.fork()
        if not pid:
            self._play(line, data, studio)
        self._sessions[pid] = _Session(pid, line)

        def hang_up() -> None:
            # Whoever waits says nothing: anything heard here is the end of their interest.
            self._ready.unregister(line.end)
            os.kill(pid, signal.SIGKILL)

        self._ready.register(line.end, selectors.EVENT_READ, hang_up)
        return True

    def _play(self, line: Line, data: bytes, studio: int) -> NoReturn:
        """In the child: forget the studio, render, end."""
        status = 1
        try:
            die_with_parent(studio)
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self._ready.close()
            for end in (*self._ends, *(other.line.end for other in self._sessions.values())):
                end.close()
            run(line, data)
            status = 0
        finally:
            os._exit(status)

    def _bury(self) -> None:
        """Tell who waits how each ended session ended."""
        for session in list(self._sessions.values()):
            pid, status = os.waitpid(session.pid, os.WNOHANG)
            if not pid:
                continue
            del self._sessions[pid]
            if session.line.end in self._ready.get_map():
                self._ready.unregister(session.line.end)
            try:
                session.line.end.settimeout(0)
                session.line.end.sendall(b"\n")
                session.line.say({"ended": os.waitstatus_to_exitcode(status)})
            except OSError:
                pass
            session.line.end.close()


if __name__ == "__main__":
    main()

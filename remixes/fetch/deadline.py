"""One total deadline for a `requests` call; knows nothing of what is asked or of who may be asked.

`timeout=` of requests limits the wait for each single read, so a server that sends a byte now and
then holds its caller for ever. A Deadline counts from entering the `with` block to leaving it and
covers everything between: DNS, connect, TLS, sending, headers, body. When the time is over a
watcher thread shuts the sockets down, which ends whatever call is blocked on them, on any thread
and without signals:

    with Deadline(20.0) as deadline:
        answer = deadline.session().post(url, data=body, stream=True)
        text = deadline.read(answer, max_bytes=1 << 20)

Leaving the block raises TooSlow if the time was over before. Before a connection stands, failures
come as Unreachable, TooSlow (or Blocked, with a guard); after it, as `requests.RequestException`.
`has_connected` tells the two apart: while it is False, not one byte of the request has left.
"""

import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address
from types import TracebackType
from typing import Any, Self

import requests
from urllib3.exceptions import HTTPError

from remixes.fetch.errors import TooLarge, TooSlow, Unreachable
from remixes.fetch.wire import Dialler, DiallingAdapter, StaySession

Guard = Callable[[str, Any, int], None]
_CONNECT_S = 15.0
_READ_BYTES = 1 << 16


class Deadline(Dialler):
    """A total deadline in seconds, for one thread's calls; see the module's text.

    `guard(host, ip, port)` may raise Blocked for any address a name resolves to; without a guard
    every address is connected. Addresses are resolved once and pinned.
    """

    def __init__(self, seconds: float, guard: Guard | None = None) -> None:
        self.seconds = seconds
        self.has_connected = False
        self._guard = guard
        self._ends_at = time.monotonic() + seconds
        self._is_over = False
        self._sockets: list[socket.socket] = []
        self._sessions: list[requests.Session] = []
        self._answers: list[requests.Response] = []
        self._lock = threading.Lock()
        self._watcher = threading.Timer(seconds, self._shut)

    def __enter__(self) -> Self:
        self._ends_at = time.monotonic() + self.seconds
        self._watcher.daemon = True
        self._watcher.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._watcher.cancel()
        self._close()
        if self.is_over and (error is None or isinstance(error, _TROUBLE)):
            raise self._too_slow() from error

    @property
    def remaining_s(self) -> float:
        """Seconds left, never negative."""
        return max(0.0, self._ends_at - time.monotonic())

    @property
    def is_over(self) -> bool:
        """True once the watcher has shut the sockets down, or a time-out came to the same."""
        return self._is_over

    def session(self) -> requests.Session:
        """A session whose every connection obeys this deadline: no retries, no redirects, no
        netrc or proxies from the environment, one connection a request. Leaving the block closes
        it and its answers.
        """
        session = StaySession()
        for prefix in ("http://", "https://"):
            session.mount(prefix, DiallingAdapter(self))
        session.hooks["response"].append(self._remember)
        self._sessions.append(session)
        return session

    def read(self, answer: requests.Response, max_bytes: int) -> bytes:
        """The decoded body of a streamed answer. Raises TooLarge past `max_bytes`."""
        body = bytearray()
        for block in answer.iter_content(_READ_BYTES):
            body += block
            if len(body) > max_bytes:
                raise TooLarge(f"The answer is longer than {max_bytes} bytes.")
        return bytes(body)

    def dial(self, host: str, port: int) -> socket.socket:
        """Resolve, check and connect within the time that is left; the Dialler's duty."""
        found = self._resolve(host, port)
        if self._guard is not None:
            for entry in found:
                self._guard(host, ip_address(str(entry[4][0]).partition("%")[0]), port)
        trouble: OSError | None = None
        for family, _, protocol, _, address in found:
            try:
                return self._connect(family, protocol, address)
            except OSError as error:
                trouble = error
        if self.remaining_s == 0:
            raise self._too_slow() from trouble
        raise Unreachable(f"No connection to {host}: {_reason(trouble)}.") from trouble

    def connected(self) -> None:
        """From here on bytes of a request may leave; the Dialler's duty."""
        self.has_connected = True

    def _connect(self, family: int, protocol: int, address: Any) -> socket.socket:
        sock = socket.socket(family, socket.SOCK_STREAM, protocol)
        try:
            sock.settimeout(max(0.001, min(_CONNECT_S, self.remaining_s)))
            sock.connect(address)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            # TLS takes the descriptor away from `sock`, so the watcher holds one of its own.
            self._watch(sock.dup())
            # The watcher ends the waiting. This is only its safety net.
            sock.settimeout(self.remaining_s + 5.0)
        except BaseException:
            sock.close()
            raise
        return sock

    def _watch(self, twin: socket.socket) -> None:
        with self._lock:
            self._sockets.append(twin)
            if self._is_over:
                _shut_down(twin)

    def _resolve(self, host: str, port: int) -> list[Any]:
        # getaddrinfo takes no time-out and may wait for half a minute, so it waits on the side.
        found: list[Any] = []
        trouble: list[Exception] = []

        def look_up() -> None:
            try:
                found.extend(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
            except (OSError, UnicodeError) as error:
                trouble.append(error)

        thread = threading.Thread(target=look_up, daemon=True)
        thread.start()
        thread.join(self.remaining_s)
        if thread.is_alive():
            raise self._too_slow()
        if trouble or not found:
            cause = trouble[0] if trouble else None
            raise Unreachable(f"The host {host} was not found.") from cause
        return found

    def _shut(self) -> None:
        with self._lock:
            self._is_over = True
            for twin in self._sockets:
                _shut_down(twin)

    def _remember(self, answer: requests.Response, *_: Any, **__: Any) -> None:
        self._answers.append(answer)

    def _close(self) -> None:
        for answer in self._answers:
            answer.close()
        for session in self._sessions:
            session.close()
        with self._lock:
            for twin in self._sockets:
                twin.close()
            self._sockets.clear()

    def _too_slow(self) -> TooSlow:
        return TooSlow(f"No complete answer within {self.seconds:g} seconds.")


_TROUBLE = (requests.RequestException, HTTPError, ConnectionError, TimeoutError)


def _shut_down(twin: socket.socket) -> None:
    with suppress(OSError):  # the other side was quicker
        twin.shutdown(socket.SHUT_RDWR)


def _reason(error: OSError | None) -> str:
    if isinstance(error, TimeoutError):
        return "it did not answer in time"
    if isinstance(error, ConnectionRefusedError):
        return "it refused the connection"
    return "the network gave an error"

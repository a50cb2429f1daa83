"""The HTTP side: a threading server on loopback that can speak well, badly or not at all."""

from __future__ import annotations

import json
import os
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.service.reply import How, Reads, Reply

DRIP_S = 0.05
_SOME_BYTES = 1 << 16
_ENDLESS_BLOCK = b" " * (1 << 16)


class Caller(BaseHTTPRequestHandler):
    """One request. `answer` decides what to say; everything here is about how it is said."""

    protocol_version = "HTTP/1.1"
    wbufsize = 0
    answer: Callable[[Caller], None]
    stopping: threading.Event

    def do_GET(self) -> None:
        self._handle()

    def do_HEAD(self) -> None:
        self._handle()

    def do_POST(self) -> None:
        self._handle()

    def _handle(self) -> None:
        with suppress(OSError):  # whoever called may hang up at any moment
            type(self).answer(self)

    def log_message(self, format: str, *args: object) -> None:
        """Keeps quiet."""

    @property
    def length(self) -> int:
        return int(self.headers.get("Content-Length") or 0)

    def read_before(self, reads: Reads) -> None:
        """Reads as little of the body as a fault wants; the rest stays in the socket."""
        if reads is Reads.SOME:
            self.rfile.read(min(_SOME_BYTES, self.length // 2))

    def say(self, reply: Reply, body: bytes, headers: Mapping[str, str]) -> None:
        """Answers as the reply says."""
        self.close_connection = True
        self.stopping.wait(reply.wait_s)
        if reply.how in (How.CLOSE, How.RESET):
            self._hang_up(reply.how)
        elif reply.how is How.SILENT:
            self.stopping.wait()
        elif reply.how is How.GARBAGE:
            self.wfile.write(b"\x16\x03\x01 this is no HTTP\r\n\r\n")
        else:
            self._speak(reply, body, headers)
        if reply.lingers:
            self.stopping.wait()

    def _speak(self, reply: Reply, body: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(reply.status)
        told = {"Content-Length": str(len(body)), "Connection": "close", **headers}
        if reply.how is How.ENDLESS:
            del told["Content-Length"]
        for name, value in told.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "HEAD":
            return
        if reply.how is How.ENDLESS:
            self._endlessly()
        elif reply.how is How.DRIP:
            self._drip(body)
        else:
            self.wfile.write(body[: len(body) // 2] if reply.how is How.CUT else body)

    def _drip(self, body: bytes) -> None:
        for at in range(len(body)):
            self.wfile.write(body[at : at + 1])
            if self.stopping.wait(DRIP_S):
                return

    def _endlessly(self) -> None:
        while not self.stopping.is_set():
            self.wfile.write(_ENDLESS_BLOCK)

    def _hang_up(self, how: How) -> None:
        if how is How.RESET:
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        os.close(self.connection.detach())


class Server(ThreadingHTTPServer):
    """Binds a free port of 127.0.0.1; every connection has a thread of its own."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, answer: Callable[[Caller], None]) -> None:
        self.stopping = threading.Event()
        handler = type(
            "Handler", (Caller,), {"answer": staticmethod(answer), "stopping": self.stopping}
        )
        super().__init__(("127.0.0.1", 0), handler)
        self._thread = threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Wakes every waiting answer and closes the port."""
        self.stopping.set()
        self.shutdown()
        self.server_close()
        self._thread.join(5)

    def handle_error(self, request: object, client_address: object) -> None:
        """A caller that hangs up is no error here; anything else must be seen."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def as_json(body: object) -> tuple[bytes, dict[str, str]]:
    """A JSON body and its headers."""
    return json.dumps(body).encode(), {"Content-Type": "application/json"}


def wait_until(is_true: Callable[[], bool], seconds: float = 5.0) -> bool:
    """Waits for something another thread does; False when it did not happen in time."""
    end = time.monotonic() + seconds
    while not is_true():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True

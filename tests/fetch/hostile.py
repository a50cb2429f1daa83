"""Servers on loopback that misbehave to order, on real sockets; they know nothing of the desk."""

import gzip
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

Answer = Callable[[socket.socket, bytes], None]


class Server:
    """One thread a connection; `hits` holds the head of every request that came."""

    def __init__(
        self, answer: Answer, *, reads: bool = True, tls: ssl.SSLContext | None = None
    ) -> None:
        self.answer = answer
        self.hits: list[bytes] = []
        self.stopping = threading.Event()
        self._reads = reads
        self._tls = tls
        self._listener = socket.socket()
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen(64)
        self.port: int = self._listener.getsockname()[1]
        self.place = f"127.0.0.1:{self.port}"
        self.url = f"http://{self.place}/song.mp3"
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        """Stop answering; drips end within one drop."""
        self.stopping.set()
        self._listener.close()

    def _serve(self) -> None:
        while not self.stopping.is_set():
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._one, args=(client,), daemon=True).start()

    def _one(self, plain: socket.socket) -> None:
        with plain, suppress(OSError), self._secured(plain) as client:
            head = b""
            while self._reads and b"\r\n\r\n" not in head and (block := client.recv(65536)):
                head += block
            self.hits.append(head)
            self.answer(client, head)

    def _secured(self, plain: socket.socket) -> socket.socket:
        return plain if self._tls is None else self._tls.wrap_socket(plain, server_side=True)


@contextmanager
def serving(
    answer: Answer, *, reads: bool = True, tls: ssl.SSLContext | None = None
) -> Iterator[Server]:
    """A server for one test; without `reads` it answers before it was asked."""
    server = Server(answer, reads=reads, tls=tls)
    try:
        yield server
    finally:
        server.close()


def head(status: str = "200 OK", **headers: Any) -> bytes:
    """A status line and headers; underscores in names become hyphens."""
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode()


def whole(body: bytes, **headers: Any) -> Answer:
    """A correct answer."""
    return lambda client, _: client.sendall(head(Content_Length=len(body), **headers) + body)


def claims(length: int, body: bytes) -> Answer:
    """Says one length and sends another."""
    return lambda client, _: client.sendall(head(Content_Length=length) + body)


def says(status: str, **headers: Any) -> Answer:
    """A status with an empty body."""
    return lambda client, _: client.sendall(head(status, Content_Length=0, **headers))


def gzipped(body: bytes) -> Answer:
    """Compresses although nobody asked for it."""
    packed = gzip.compress(body)
    return lambda client, _: client.sendall(
        head(Content_Length=len(packed), Content_Encoding="gzip") + packed
    )


def drips(first: bytes, drop: bytes, every_s: float = 0.05) -> Answer:
    """Sends `first`, then a drop now and then, for ever."""

    def answer(client: socket.socket, _: bytes) -> None:
        client.sendall(first)
        while True:
            client.sendall(drop)
            time.sleep(every_s)

    return answer


def floods(first: bytes) -> Answer:
    """Sends `first`, then bytes as fast as they are taken, for ever."""

    def answer(client: socket.socket, _: bytes) -> None:
        client.sendall(first)
        while True:
            client.sendall(b"\0" * 65536)

    return answer


def resets(first: bytes) -> Answer:
    """Sends `first`, then a TCP reset."""

    def answer(client: socket.socket, _: bytes) -> None:
        client.sendall(first)
        time.sleep(0.05)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    return answer


def hangs_up(client: socket.socket, _: bytes) -> None:
    """Closes without a word."""

"""A real webhook receiver on loopback that keeps what came and answers as it is told."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Receiver:
    """`answers` are used up one a request; then every request gets 200."""

    url: str = ""
    bodies: list[dict[str, Any]] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    on_post: Any = None

    def of(self, subtype: str) -> list[dict[str, Any]]:
        """The bodies of one subtype, by conversion id."""
        return [body for body in self.bodies if body["subtype"] == subtype]


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Serve until the block ends."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if receiver.on_post:
                receiver.on_post(body)
            receiver.bodies.append(body)
            receiver.types.append(self.headers["Content-Type"])
            status = receiver.answers.pop(0) if receiver.answers else 200
            self._answer(status, b"ok")

        def do_GET(self) -> None:
            data = receiver.files.get(self.path)
            self._answer(404 if data is None else 200, data or b"no")

        def _answer(self, status: int, data: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        receiver.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield receiver
        server.shutdown()
        thread.join()

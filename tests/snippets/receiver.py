"""A server on loopback that keeps each request as it came, and takes multipart bodies apart."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

_NAME = re.compile(rb'form-data; name="([^"]*)"(?:; filename="((?:[^"\\]|\\.)*)")?')


@dataclass(frozen=True)
class Got:
    """One request: its path, its headers in lower case, its body."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def parts(self) -> dict[str, tuple[bytes, bytes | None, bytes]]:
        """Of a multipart body: content, file name as it was written, and head, by field."""
        mark = self.headers["content-type"].partition("boundary=")[2].encode()
        found = {}
        for part in self.body.split(b"--" + mark)[1:-1]:
            head, _, content = part.partition(b"\r\n\r\n")
            named = _NAME.search(head)
            assert named, head
            found[named[1].decode()] = (content.removesuffix(b"\r\n"), named[2], head)
        return found

    @property
    def fields(self) -> dict[str, str]:
        """Of either kind of body, the text fields."""
        if "urlencoded" in self.headers["content-type"]:
            return dict(parse_qsl(self.body.decode(), keep_blank_values=True, strict_parsing=True))
        return {
            name: content.decode()
            for name, (content, file_name, _) in self.parts.items()
            if file_name is None
        }


class _Door(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): text for name, text in self.headers.items()}
        self.server.got.append(Got(self.path, headers, body))
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_: object) -> None:
        pass


class Receiver(ThreadingHTTPServer):
    """Serves inside `with`; ``got`` holds what came."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Door)
        self.got: list[Got] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/api/public/v1/Remix"

    def __enter__(self) -> Receiver:
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()

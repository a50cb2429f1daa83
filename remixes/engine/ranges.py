"""Which bytes of a file an HTTP request asks for (RFC 9110, 13 and 14); opens no file."""

import re
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.http import http_date, parse_http_date_safe

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@dataclass(frozen=True)
class Stored:
    """What the answer's headers say of a file: size in bytes, change time in nanoseconds."""

    size: int
    mtime_ns: int

    @property
    def etag(self) -> str:
        """A strong validator: result files never change in place."""
        return f'"{self.mtime_ns:x}-{self.size:x}"'

    @property
    def last_modified(self) -> str:
        """The change time as an HTTP date, whole seconds."""
        return http_date(self.mtime_ns // 1_000_000_000)


@dataclass(frozen=True)
class Slice:
    """The answer's status (200, 206, 304 or 416), first byte and length in bytes."""

    status: int
    start: int
    length: int

    def content_range(self, size: int) -> str:
        """The Content-Range of a 206 or 416."""
        if self.status == 416:
            return f"bytes */{size}"
        return f"bytes {self.start}-{self.start + self.length - 1}/{size}"


def choose(request: HttpRequest, stored: Stored, cap: int) -> Slice:
    """The slice to send. An open-ended range gets at most `cap` bytes, so that a slow listener
    does not hold a thread for a whole song; players ask for the next piece by themselves."""
    if _is_unchanged(request, stored):
        return Slice(304, 0, 0)
    found = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    if found is None or found.groups() == ("", "") or not _may_range(request, stored):
        return Slice(200, 0, stored.size)
    first, last = found.groups()
    if not first:
        length = min(int(last), stored.size)
        return Slice(206, stored.size - length, length) if length else Slice(416, 0, 0)
    start = int(first)
    end = min(int(last), stored.size - 1) if last else min(start + cap, stored.size) - 1
    if start >= stored.size or (last and int(last) < start):
        return Slice(416, 0, 0)
    return Slice(206, start, end - start + 1)


def _is_unchanged(request: HttpRequest, stored: Stored) -> bool:
    tags = [tag.strip() for tag in request.headers.get("If-None-Match", "").split(",")]
    return "*" in tags or stored.etag in [tag.removeprefix("W/") for tag in tags]


def _may_range(request: HttpRequest, stored: Stored) -> bool:
    """If-Range: a range only of the very file the caller has a part of."""
    validator = request.headers.get("If-Range", "").strip()
    if not validator or validator == stored.etag:
        return True
    return parse_http_date_safe(validator) == stored.mtime_ns // 1_000_000_000

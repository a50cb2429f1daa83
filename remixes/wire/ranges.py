"""Sends an open file whole or by byte range, with conditions (RFC 9110, 13 and 14); it knows
nothing of songs and sets no header that says who may keep the file.

Safari plays no audio without ranges, and Django's own file response has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import http_date, parse_etags, parse_http_date_safe

CHUNK = 256 * 1024
_RANGE = re.compile(r"\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", re.ASCII)


class Readable(Protocol):
    """What is needed of an open file."""

    def seek(self, at: int, /) -> object: ...

    def read(self, size: int, /) -> bytes: ...

    def close(self) -> None: ...


@dataclass(frozen=True)
class Version:
    """What tells this file from what it was before: `etag` with its quotes, `changed` in seconds
    since 1970, None where a date would not tell."""

    etag: str
    changed: int | None = None


@dataclass(frozen=True)
class Span:
    """Bytes ``first`` to ``last``, both included."""

    first: int
    last: int

    @property
    def size(self) -> int:
        return self.last - self.first + 1


class Unsatisfiable(Exception):
    """The range is well-formed but has nothing in common with the file: 416."""


def read_range(header: str, size: int, cap: int) -> Span | None:
    """The one range asked for, or None when the header is to be ignored (whole file, 200).

    An open end is answered with at most ``cap`` bytes: a player that asks for "everything from
    here" and is closed at once should not have cost a hundred megabytes, nor a slow listener hold
    a thread for a whole song. Several ranges at once are ignored, as the standard allows.
    """
    unit, _, ranges = header.partition("=")
    found = _RANGE.fullmatch(ranges)
    if unit.strip().lower() != "bytes" or not found or found.group(1, 2) == ("", ""):
        return None
    first, last = found.group(1), found.group(2)
    span = _suffix(int(last), size) if not first else _from(int(first), last, size, cap)
    if span and span.first >= size:
        raise Unsatisfiable
    return span


def _suffix(length: int, size: int) -> Span:
    if not length or not size:
        raise Unsatisfiable
    return Span(max(0, size - length), size - 1)


def _from(first: int, last: str, size: int, cap: int) -> Span | None:
    if not last:
        return Span(first, min(first + cap, size) - 1)
    if int(last) < first:
        return None
    return Span(first, min(int(last), size - 1))


class Slice:
    """Iterates over a span of an open file and closes it, also when nobody read to the end."""

    def __init__(self, file: Readable, span: Span) -> None:
        self._file, self._span = file, span

    def __iter__(self) -> Iterator[bytes]:
        self._file.seek(self._span.first)
        left = self._span.size
        while left > 0 and (chunk := self._file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk

    def close(self) -> None:
        self._file.close()


def send(
    request: HttpRequest, file: Readable, size: int, mime: str, version: Version, *, cap: int
) -> HttpResponseBase:
    """The answer to a GET or HEAD of a file of `size` bytes, which it closes: 200, 206, 304 or 416.

    `cap` is the most that is sent for a range without an end.
    """
    answer = _answer(request, file, size, mime, version, cap)
    answer["ETag"] = version.etag
    if version.changed is not None:
        answer["Last-Modified"] = http_date(version.changed)
    answer["Accept-Ranges"] = "bytes"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _answer(
    request: HttpRequest, file: Readable, size: int, mime: str, version: Version, cap: int
) -> HttpResponseBase:
    if _is_unchanged(request, version):
        file.close()
        return HttpResponseNotModified()
    try:
        span = _asked(request, size, version, cap)
    except Unsatisfiable:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    sent = span or Span(0, size - 1)
    if request.method == "HEAD":
        file.close()
        answer: HttpResponseBase = HttpResponse(content_type=mime)
    else:
        answer = StreamingHttpResponse(Slice(file, sent), content_type=mime)
    answer["Content-Length"] = str(sent.size)
    if span:
        answer.status_code = 206
        answer["Content-Range"] = f"bytes {span.first}-{span.last}/{size}"
    return answer


def _is_unchanged(request: HttpRequest, version: Version) -> bool:
    if asked := request.headers.get("If-None-Match"):
        return asked.strip() == "*" or version.etag in [
            tag.removeprefix("W/") for tag in parse_etags(asked)
        ]
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return since is not None and version.changed is not None and version.changed <= since


def _asked(request: HttpRequest, size: int, version: Version, cap: int) -> Span | None:
    """The range to send. With If-Range only if the browser has a part of the very same file."""
    header = request.headers.get("Range", "")
    if not header or request.method != "GET":
        return None
    condition = request.headers.get("If-Range", "").strip()
    holds = (
        not condition
        or condition == version.etag
        or (version.changed is not None and parse_http_date_safe(condition) == version.changed)
    )
    return read_range(header, size, cap) if holds else None

"""Serves one file with conditions and byte ranges (RFC 9110, 13 and 14); knows nothing of songs.

Safari plays no audio without ranges, and Django's own file response has none.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.utils.http import http_date, parse_etags, parse_http_date_safe, quote_etag

from remixes.audio.id3 import length_of_tags

CHUNK = 256 * 1024
_RANGE = re.compile(r"\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", re.ASCII)


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
    here" and is closed at once should not have cost a hundred megabytes. Several ranges at once
    are ignored, as the standard allows.
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


class Fronted:
    """A file whose first `skip` bytes are replaced by `front`, for reading; closes the file."""

    def __init__(self, file: BinaryIO, front: bytes, skip: int) -> None:
        self._file, self._front, self._skip = file, front, skip
        self._at = 0

    def seek(self, at: int) -> None:
        self._at = at

    def read(self, size: int) -> bytes:
        if self._at < len(self._front):
            chunk = self._front[self._at : self._at + size]
        else:
            self._file.seek(self._at - len(self._front) + self._skip)
            chunk = self._file.read(size)
        self._at += len(chunk)
        return chunk

    def close(self) -> None:
        self._file.close()


class Slice:
    """Iterates over a span of an open file and closes it, also when nobody read to the end."""

    def __init__(self, file: BinaryIO | Fronted, span: Span) -> None:
        self._file, self._span = file, span

    def __iter__(self) -> Iterator[bytes]:
        self._file.seek(self._span.first)
        left = self._span.size
        while left > 0 and (chunk := self._file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk

    def close(self) -> None:
        self._file.close()


def serve(
    request: HttpRequest,
    path: Path,
    *,
    sha256: str,
    mime: str,
    disposition: str,
    front: bytes = b"",
) -> HttpResponseBase:
    """GET or HEAD of a file whose content never changes under its hash; Http404 when it is gone.

    `front` takes the place of the tags of an mp3.
    """
    try:
        raw = path.open("rb")
        stat = path.stat()
    except OSError as gone:
        raise Http404("This file is not here.") from gone
    file: BinaryIO | Fronted = raw
    size = stat.st_size
    etag = quote_etag(sha256)
    changed: int | None = int(stat.st_mtime)
    if front:
        # Its words may be corrected tomorrow, and no date of the file would tell.
        changed = None
        skip = length_of_tags(raw)
        file, size = Fronted(raw, front, skip), len(front) + size - skip
        etag = quote_etag(hashlib.sha256(sha256.encode() + front).hexdigest())
    if _is_unchanged(request, etag, changed):
        file.close()
        return _dressed(HttpResponseNotModified(), etag, changed, disposition)
    answer = _answer(request, file, size, mime, etag, changed)
    return _dressed(answer, etag, changed, disposition)


def _is_unchanged(request: HttpRequest, etag: str, changed: int | None) -> bool:
    if asked := request.headers.get("If-None-Match"):
        return asked.strip() == "*" or etag in [
            tag.removeprefix("W/") for tag in parse_etags(asked)
        ]
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return since is not None and changed is not None and changed <= since


def _range_holds(request: HttpRequest, etag: str, changed: int | None) -> bool:
    """If-Range: the part only fits what the browser already has of the very same file."""
    condition = request.headers.get("If-Range", "").strip()
    if not condition or condition == etag:
        return True
    return changed is not None and parse_http_date_safe(condition) == changed


def _answer(
    request: HttpRequest,
    file: BinaryIO | Fronted,
    size: int,
    mime: str,
    etag: str,
    changed: int | None,
) -> HttpResponseBase:
    span: Span | None = None
    header = request.headers.get("Range", "")
    if header and request.method == "GET" and _range_holds(request, etag, changed):
        try:
            span = read_range(header, size, settings.REMIX_RANGE_CAP_BYTES)
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


def _dressed(
    answer: HttpResponseBase, etag: str, changed: int | None, disposition: str
) -> HttpResponseBase:
    answer["ETag"] = etag
    if changed is not None:
        answer["Last-Modified"] = http_date(changed)
    answer["Accept-Ranges"] = "bytes"
    answer["Content-Disposition"] = disposition
    # A trashed song must be gone for others at once: keep it, but ask every time.
    answer["Cache-Control"] = "private, no-cache"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox"
    return answer

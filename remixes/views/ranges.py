"""Serves one file of the vault, whole or by byte range; knows nothing of songs."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import salted_hmac
from django.utils.http import quote_etag

from remixes.audio.id3 import length_of_tags
from remixes.wire.ranges import Readable, Version, send


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


def serve(
    request: HttpRequest,
    path: Path,
    *,
    sha256: str,
    mime: str,
    disposition: str,
    front: bytes = b"",
    veil: str = "",
) -> HttpResponseBase:
    """GET or HEAD of a file whose content never changes under its hash; Http404 when it is gone.

    `front` takes the place of the tags of an mp3. With a `veil` neither ETag nor date is that of
    the same file under another address.
    """
    try:
        raw = path.open("rb")
        stat = path.stat()
    except OSError as gone:
        raise Http404("This file is not here.") from gone
    file: Readable = raw
    size = stat.st_size
    version = Version(quote_etag(sha256), int(stat.st_mtime))
    if front:
        skip = length_of_tags(raw)
        file, size = Fronted(raw, front, skip), len(front) + size - skip
        # Its words may be corrected tomorrow, and no date of the file would tell.
        version = Version(quote_etag(hashlib.sha256(sha256.encode() + front).hexdigest()))
    if veil:
        version = Version(quote_etag(salted_hmac(veil, sha256, algorithm="sha256").hexdigest()))
    answer = send(request, file, size, mime, version, cap=settings.REMIX_RANGE_CAP_BYTES)
    answer["Content-Disposition"] = disposition
    # A trashed song must be gone for others at once: keep it, but ask every time.
    answer["Cache-Control"] = "private, no-cache"
    answer["Content-Security-Policy"] = "sandbox"
    return answer

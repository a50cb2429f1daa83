"""Serves finished files at unguessable addresses, without a key, with HTTP Range."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from remixes.engine import shelf
from remixes.engine.models import Result
from remixes.engine.ranges import Slice, Stored, choose
from remixes.wire.door import error
from remixes.wire.problem import Problem

MIME = {"mp3": "audio/mpeg", "wav": "audio/wav"}
BLOCK = 1 << 16


@login_not_required
@csrf_exempt
def file(request: HttpRequest, token: str, name: str, extension: str) -> HttpResponseBase:
    """One result file; `name` is only for the eye of whoever saves it."""
    if request.method not in ("GET", "HEAD"):
        return error(request, Problem(405, "Use GET here.", {"Allow": "GET, HEAD"}))
    result = Result.objects.filter(token=token, ready_at__isnull=False).first()
    if result is None:
        return error(request, Problem(404, "There is no such file, or it has expired."))
    try:
        opened = shelf.result_file(result.task_id, result.number, extension).open("rb")
    except OSError:
        return error(request, Problem(404, "There is no such file, or it has expired."))
    return _respond(request, opened, MIME[extension])


def _respond(request: HttpRequest, opened: BinaryIO, mime: str) -> HttpResponseBase:
    told = Path(opened.name).stat()
    stored = Stored(told.st_size, told.st_mtime_ns)
    part = choose(request, stored, settings.REMIX_RANGE_CAP_BYTES)
    response: HttpResponseBase
    if request.method == "HEAD" or part.status in (304, 416):
        opened.close()
        response = HttpResponse(status=part.status, content_type=mime)
    else:
        opened.seek(part.start)
        response = FileResponse(_Part(opened, part.length), status=part.status, content_type=mime)
    _set_headers(response, stored, part)
    return response


def _set_headers(response: HttpResponseBase, stored: Stored, part: Slice) -> None:
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = stored.etag
    response["Last-Modified"] = stored.last_modified
    response["Cache-Control"] = "private, max-age=3600"
    response["X-Content-Type-Options"] = "nosniff"
    if part.status in (206, 416):
        response["Content-Range"] = part.content_range(stored.size)
    if part.status != 304:
        response["Content-Length"] = str(part.length)


class _Part:
    """A file cut off after `length` bytes, as FileResponse wants one."""

    def __init__(self, opened: BinaryIO, length: int) -> None:
        self._opened = opened
        self._left = length

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes, never past the end of the part."""
        block = self._opened.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(block)
        return block

    def __iter__(self) -> Iterator[bytes]:
        """Blocks until the end."""
        while block := self.read(BLOCK):
            yield block

    def close(self) -> None:
        """FileResponse closes what it was given."""
        self._opened.close()

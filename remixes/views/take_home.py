"""The zip of a remix, written while it is sent: no copy on disk, no archive in memory."""

from __future__ import annotations

import uuid
import zipfile
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from remixes.actions.take_home import Entry, archive_name, entries
from remixes.audio.id3 import length_of_tags
from remixes.file_names import disposition
from remixes.models import Remix
from remixes.views.asking import PersonRequest

CHUNK = 256 * 1024
_TYPE = "application/zip"
_Moment = tuple[int, int, int, int, int, int]


@require_safe
def take_home(request: PersonRequest, pk: uuid.UUID) -> HttpResponseBase:
    """Everything there is of a remix: sounds, words, manifest. 404 while nothing is saved."""
    remixes = Remix.objects.visible_to(request.user).select_related("upload")
    remix = get_object_or_404(remixes.with_versions(), pk=pk)
    if not any(conversion.is_saved for conversion in remix.conversions.all()):
        raise Http404("Nothing of this remix is saved yet.")
    if request.method == "HEAD":
        answer: HttpResponseBase = HttpResponse(content_type=_TYPE)
    else:
        # Named now: the person's own time zone ends with this call, before anything is sent.
        answer = StreamingHttpResponse(_zipped(list(entries(remix)), _now()), content_type=_TYPE)
    answer["Content-Disposition"] = disposition(archive_name(remix), is_download=True)
    answer["Cache-Control"] = "private, no-store"
    return answer


class _Pipe:
    """What is written by the zip and not sent yet; it cannot be sought in, and says so."""

    def __init__(self) -> None:
        self._chunks: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._chunks.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Whoever sends what is left closes it."""

    def taken(self) -> bytes:
        data = b"".join(self._chunks)
        self._chunks.clear()
        return data


def _now() -> _Moment:
    now = timezone.localtime()
    return now.year, now.month, now.day, now.hour, now.minute, now.second


def _zipped(files: Sequence[Entry], now: _Moment) -> Iterator[bytes]:
    """Stored, not deflated: sound does not get smaller, and a phone should not wait for it."""
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED, allowZip64=True) as out:
        for entry in files:
            info = zipfile.ZipInfo(entry.name, now)
            with out.open(info, "w", force_zip64=True) as member:
                member.write(entry.front)
                for chunk in _behind(entry):
                    member.write(chunk)
                    yield pipe.taken()
            yield pipe.taken()
    yield pipe.taken()


def _behind(entry: Entry) -> Iterator[bytes]:
    """The file's own bytes; its old tags go where new ones stand in front."""
    if entry.path is None:
        return
    with entry.path.open("rb") as file:
        _begin(file, is_tagged=bool(entry.front))
        while chunk := file.read(CHUNK):
            yield chunk


def _begin(file: BinaryIO, *, is_tagged: bool) -> None:
    file.seek(length_of_tags(file) if is_tagged else 0)

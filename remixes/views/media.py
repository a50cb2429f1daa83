"""Audio by its own ids, never by content hash: for the signed-in, and by signed links."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from remixes import vault
from remixes.actions.take_home import cover_of, tags_of
from remixes.audio.id3 import tag
from remixes.file_names import TYPES, disposition, result_name, source_name
from remixes.models import Conversion, Remix, Upload
from remixes.result_links import opened
from remixes.views.asking import PersonRequest
from remixes.views.blind import behind
from remixes.views.ranges import serve

_CLOSED = "This link has expired or was taken back. Ask byId for a fresh one.\n"


@require_safe
def media(request: PersonRequest, pk: uuid.UUID, name: str, extension: str) -> HttpResponseBase:
    """One result as mp3 or wav. The name in the address is for people and never looked at."""
    conversions = Conversion.objects.visible_to(request.user)
    conversion = get_object_or_404(conversions.select_related("remix__upload"), pk=pk)
    return _result(request, conversion, extension)


@login_not_required
@require_safe
def signed(request: HttpRequest, signed: str, name: str, extension: str) -> HttpResponseBase:
    """One result for whoever has the link. In the trash nothing is given out by link."""
    kept = Conversion.objects.filter(remix__trashed_at__isnull=True)
    pk = opened(signed)
    conversion = kept.select_related("remix__upload").filter(pk=pk).first() if pk else None
    if conversion is None:
        return HttpResponse(_CLOSED, status=404, content_type="text/plain; charset=utf-8")
    return _result(request, conversion, extension)


def _result(request: HttpRequest, conversion: Conversion, extension: str) -> HttpResponseBase:
    sha256 = conversion.mp3_sha256 if extension == "mp3" else conversion.wav_sha256
    if not sha256:
        raise Http404("There is no such file of this version.")
    is_download = "download" in request.GET
    front = b""
    if is_download and extension == "mp3":
        front = tag(tags_of(conversion, cover_of(conversion.remix)))
    shown = disposition(result_name(conversion, extension), is_download=is_download)
    return serve(
        request,
        vault.path_of(sha256),
        sha256=sha256,
        mime=TYPES[extension],
        disposition=shown,
        front=front,
    )


@require_safe
def blind(request: PersonRequest, pk: uuid.UUID, letter: str, extension: str) -> HttpResponseBase:
    """One result by the letter that it has for this listener; no header tells its name either."""
    remix = get_object_or_404(Remix.objects.visible_to(request.user), pk=pk)
    found = behind(request.user, remix, letter)
    sha256 = (found.mp3_sha256 if extension == "mp3" else found.wav_sha256) if found else ""
    if not sha256:
        raise Http404("There is no such letter.")
    return serve(
        request,
        vault.path_of(sha256),
        sha256=sha256,
        mime=TYPES[extension],
        disposition="inline",
        veil=f"blind {request.user.pk} {letter}",
    )


@require_safe
def source_media(request: PersonRequest, pk: uuid.UUID, name: str) -> HttpResponseBase:
    """The stored bytes of a source, as the type this desk has found it to be."""
    uploads = Upload.objects.visible_to(request.user).filter(is_stored=True)
    upload = get_object_or_404(uploads, pk=pk)
    mime = TYPES.get(upload.extension)
    is_download = "download" in request.GET or mime is None
    return serve(
        request,
        vault.path_of(upload.sha256),
        sha256=upload.sha256,
        mime=mime or "application/octet-stream",
        disposition=disposition(source_name(upload), is_download=is_download),
    )

"""Waveforms: peaks 0 to 255 evenly over the duration as JSON, or 100 bytes a second to zoom in."""

from __future__ import annotations

import json
import uuid
import zlib
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from remixes.models import Analysis, Conversion, Upload
from remixes.views.asking import PersonRequest
from remixes.views.conditional import conditional


@require_safe
def upload_peaks(request: PersonRequest, pk: uuid.UUID) -> HttpResponseBase:
    upload = get_object_or_404(Upload.objects.visible_to(request.user), pk=pk)
    return _answer(request, upload.peaks, upload.duration_s)


@require_safe
def conversion_peaks(request: PersonRequest, pk: uuid.UUID) -> HttpResponseBase:
    conversion = get_object_or_404(Conversion.objects.visible_to(request.user), pk=pk)
    return _answer(request, conversion.peaks, conversion.play_seconds)


@require_safe
def upload_wave(request: PersonRequest, pk: uuid.UUID) -> HttpResponseBase:
    upload = get_object_or_404(Upload.objects.visible_to(request.user), pk=pk)
    return _fine(request, upload.sha256)


@require_safe
def conversion_wave(request: PersonRequest, pk: uuid.UUID) -> HttpResponseBase:
    conversion = get_object_or_404(Conversion.objects.visible_to(request.user), pk=pk)
    return _fine(request, conversion.mp3_sha256, conversion.wav_sha256)


def _fine(request: PersonRequest, *hashes: str) -> HttpResponseBase:
    """The stored zlib stream goes out as it is: "deflate" of HTTP is the same format."""
    kept = Analysis.objects.filter(pk__in=[h for h in hashes if h], wave__isnull=False)
    wave = kept.values_list("wave", flat=True).first()
    if wave is None:
        raise Http404("This waveform has not been measured that finely.")
    packed = "deflate" in request.headers.get("Accept-Encoding", "")
    body = bytes(wave) if packed else zlib.decompress(wave)
    answer = HttpResponse(body, content_type="application/octet-stream")
    answer["Vary"] = "Accept-Encoding"
    if packed:
        answer["Content-Encoding"] = "deflate"
    return conditional(request, answer)


def _answer(request: PersonRequest, peaks: Any, seconds: float | None) -> HttpResponseBase:
    if not peaks:
        raise Http404("This waveform has not been measured.")
    body = json.dumps({"peaks": peaks, "duration_s": seconds}, separators=(",", ":"))
    return conditional(request, HttpResponse(body, content_type="application/json"))

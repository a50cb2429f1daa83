"""Waveforms as JSON: peaks 0 to 255, evenly spaced over the duration in seconds."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from remixes.models import Conversion, Upload
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


def _answer(request: PersonRequest, peaks: Any, seconds: float | None) -> HttpResponseBase:
    if not peaks:
        raise Http404("This waveform has not been measured.")
    body = json.dumps({"peaks": peaks, "duration_s": seconds}, separators=(",", ":"))
    return conditional(request, HttpResponse(body, content_type="application/json"))

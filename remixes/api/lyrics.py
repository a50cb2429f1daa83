"""Lyric files of a version, for browsers that are signed in and for programs."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from remixes.actions.sheets import file_of
from remixes.api.caller import caller_of
from remixes.file_names import disposition
from remixes.models import Conversion, Scope
from remixes.timeline import FORMATS

_NOT_HERE = "There is no such version here."


@login_not_required
@require_safe
def lyrics(request: HttpRequest, pk: uuid.UUID, extension: str) -> HttpResponseBase:
    """The timeline that counts, or with `?timing=original` the service's own.

    401 without session or token, 404 for a version that is not visible or a format unknown.
    """
    person = caller_of(request, Scope.READ)
    if person is None:
        answer = JsonResponse({"detail": "Sign in, or send a token with scope read."}, status=401)
        answer["WWW-Authenticate"] = "Bearer"
        return answer
    versions = Conversion.objects.visible_to(person).select_related("remix__upload")
    found = versions.with_timeline().filter(pk=pk).first()
    if found is None or extension not in FORMATS:
        return JsonResponse({"detail": _NOT_HERE}, status=404)
    file = file_of(found, extension, is_original=request.GET.get("timing") == "original")
    reply = HttpResponse(file.text, content_type=f"{file.mime}; charset=utf-8")
    reply["Content-Disposition"] = disposition(file.name, is_download="download" in request.GET)
    reply["Cache-Control"] = "private, no-cache"
    return reply

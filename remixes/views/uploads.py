"""Songs the team remixes: the list with its trash, and one song with all that was made from it."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from remixes.forms.sources import UploadForm
from remixes.models import Remix, Upload, UploadState
from remixes.views.asking import PersonRequest
from remixes.views.conditional import conditional
from remixes.views.heard import heard_in
from remixes.views.rows import listed, row_of
from remixes.views.takes import source_take

PAGE_SIZE = 24
SHELVES = {
    "": Q(trashed_at__isnull=True) & ~Q(state=UploadState.REFUSED),
    "refused": Q(trashed_at__isnull=True, state=UploadState.REFUSED),
    "trash": Q(trashed_at__isnull=False),
}


@require_safe
def uploads(request: PersonRequest) -> HttpResponse:
    shelf = request.GET.get("show", "")
    shelf = shelf if shelf in SHELVES else ""
    songs = Upload.objects.visible_to(request.user).filter(SHELVES[shelf])
    songs = songs.select_related("person").annotate(
        made=Count("remixes", filter=Q(remixes__trashed_at__isnull=True))
    )
    page = Paginator(songs.order_by("-created_at", "id"), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "shelf": shelf,
        "is_final": not any(one.state == UploadState.CHECKING for one in page),
        "max_bytes": settings.REMIX_MAX_UPLOAD_BYTES,
    }
    return render(request, "remixes/uploads.html", context)


def _facts(request: PersonRequest, pk: uuid.UUID) -> dict[str, Any]:
    upload = get_object_or_404(
        Upload.objects.visible_to(request.user).select_related("person"), pk=pk
    )
    heard, is_listening = heard_in(upload.sha256) if upload.has_audio else (None, False)
    return {
        "heard": heard,
        "is_listening": is_listening,
        "upload": upload,
        "take": source_take(upload),
        "can_edit": upload.is_editable_by(request.user),
    }


@require_safe
def upload(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    facts = _facts(request, pk)
    found: Upload = facts["upload"]
    made = Remix.objects.visible_to(request.user).kept().filter(upload=found)
    page = Paginator(listed(made), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        **facts,
        "form": UploadForm(initial={"title": found.title, "artist": found.artist}),
        "page": page,
        "rows": [row_of(remix) for remix in page],
    }
    return render(request, "remixes/upload.html", context)


@require_safe
def upload_live(request: PersonRequest, pk: uuid.UUID) -> HttpResponseBase:
    """Player and facts of a song, for its page's own refresh while it is being checked."""
    return conditional(request, render(request, "remixes/_upload_live.html", _facts(request, pk)))

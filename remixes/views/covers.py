"""The picture of a remix: its address in pages, and the bytes behind it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from remixes import pictures, vault
from remixes.file_names import disposition
from remixes.models import Cover, Remix, Submission, cover_among
from remixes.views.asking import PersonRequest
from remixes.views.ranges import serve

SMALL = "small"
_PATIENCE = timedelta(minutes=10)


def cover_url(remix: Remix, submissions: Iterable[Submission], size: str = "") -> str:
    """Where the picture of a remix is, "" without one; submissions come with their covers.

    The hash in it changes with the picture, so that no old one is shown from a cache.
    """
    cover = cover_among(submissions)
    if cover is None:
        return ""
    end = f"&size={SMALL}" if size else ""
    return f"{reverse('remix_cover', args=[remix.pk])}?v={cover.sha256[:12]}{end}"


def cover_facts(remix: Remix, submissions: Sequence[Submission]) -> dict[str, Any]:
    """What the page of a remix says of its picture: where it is, or why it is not there.

    `awaits_cover` keeps the page looking for it for a while after the music has come.
    """
    url = cover_url(remix, submissions)
    latest = max(submissions, key=lambda one: one.number, default=None)
    cover: Cover | None = getattr(latest, "cover", None)
    is_due = cover is not None and cover.next_action_at is not None and not cover.is_saved
    rested_at = remix.rested_at
    return {
        "cover_url": url,
        "cover_words": _words(cover, is_due=is_due) if not url else "",
        "awaits_cover": is_due and (rested_at is None or timezone.now() - rested_at < _PATIENCE),
    }


def _words(cover: Cover | None, *, is_due: bool) -> str:
    if cover is None:
        return ""
    if is_due:
        return "It is not here yet."
    return f"There is none. {cover.problem}".strip()


@require_safe
def cover(request: PersonRequest, pk: uuid.UUID) -> HttpResponseBase:
    """The saved picture, or its thumbnail where there is one, as the type it was seen to be."""
    remix = get_object_or_404(Remix.objects.visible_to(request.user), pk=pk)
    found = cover_among(remix.submissions.select_related("cover"))
    if found is None:
        raise Http404("This remix has no picture.")
    sha256, extension = found.sha256, found.extension
    if request.GET.get("size") == SMALL and found.thumbnail_sha256:
        sha256, extension = found.thumbnail_sha256, found.thumbnail_extension
    return serve(
        request,
        vault.path_of(sha256),
        sha256=sha256,
        mime=pictures.TYPES[extension],
        disposition=disposition(f"cover.{extension}", is_download="download" in request.GET),
    )

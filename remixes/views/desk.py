"""The desk: a new remix, what is running, what is new."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from remixes.forms import built_in
from remixes.models import Mention, Mode, Remix, Status, Upload
from remixes.models.remix import UNDER_WAY
from remixes.views.asking import PersonRequest
from remixes.views.conditional import conditional
from remixes.views.estimates import estimates
from remixes.views.rows import listed, row_of
from remixes.views.takes import source_take

RUNNING_SHOWN = 12
NEW_SHOWN = 6
MENTIONS_SHOWN = 5
RECENT_SHOWN = 30
FRIENDLY_PROMPT = "Turn it into warm, dreamy house: deep bass, soft pads, a beat to walk home to"
SAMPLE_LYRICS = """[Verse]
Paper lanterns on the water
Every window keeps a light
[Chorus]
Walk me home, the night is shorter
When we carry it so bright"""


def _live(request: PersonRequest) -> dict[str, Any]:
    remixes = listed(Remix.objects.visible_to(request.user).kept())
    running = remixes.filter(status__in=UNDER_WAY).order_by("queued_at", "id")
    new = remixes.filter(status__in=(Status.DONE, Status.FAILED)).order_by("-rested_at", "id")
    mentions = Mention.objects.filter(
        person=request.user, seen_at__isnull=True, note__remix__trashed_at__isnull=True
    )
    told = mentions.select_related("note__person", "note__remix__upload").order_by("-pk")
    return {
        "mentions": told[:MENTIONS_SHOWN],
        "running": [row_of(remix) for remix in running[:RUNNING_SHOWN]],
        "new": [row_of(remix) for remix in new[:NEW_SHOWN]],
    }


@require_safe
def desk(request: PersonRequest) -> HttpResponse:
    live = _live(request)
    usable = Upload.objects.visible_to(request.user).usable()
    is_first_use = not live["running"] and not live["new"]
    sample = usable.filter(is_sample=True).first() if is_first_use else None
    recent = list(usable[:RECENT_SHOWN])
    context = {
        **live,
        "is_first_use": is_first_use,
        "sample": source_take(sample) if sample else None,
        "recent": recent,
        "chosen": next((one for one in recent if one.is_stored and one.is_ready), None),
        "form_key": uuid.uuid4(),
        "friendly_prompt": FRIENDLY_PROMPT,
        "sample_lyrics": SAMPLE_LYRICS,
        "engine_note": built_in.what_it_is(next(iter(settings.REMIX_SERVICES))),
        "max_bytes": settings.REMIX_MAX_UPLOAD_BYTES,
        "prompt_limit": settings.REMIX_PROMPT_LIMIT,
        "estimate": estimates()[Mode.REMIX] if request.user.can_make else "",
    }
    return render(request, "remixes/desk.html", context)


@require_safe
def desk_live(request: PersonRequest) -> HttpResponseBase:
    """The part of the desk that changes by itself, for the page's own refresh."""
    return conditional(request, render(request, "remixes/_desk_live.html", _live(request)))

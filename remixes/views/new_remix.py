"""The form for a new remix: empty, begun with a source, or filled in from an earlier remix."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from remixes.actions import uploads
from remixes.actions.offers import chosen_service, limits_of
from remixes.actions.ordering import order_as_asked
from remixes.actions.rejected import Rejected
from remixes.forms import built_in
from remixes.forms.remix import RemixForm
from remixes.models import Mode, Remix, Upload
from remixes.views.asking import PersonRequest, makers_only, named
from remixes.views.incoming import takes_files
from remixes.views.modes import ModeCard, mode_cards
from remixes.views.services import places_of, service_cards
from remixes.views.takes import source_take

RECENT_SHOWN = 30
# What "edit and run again" takes over from the earlier remix, beside its source.
COPIED = (
    *("mode", "prompt", "lyrics", "replace_start_at", "replace_end_at", "section"),
    *("gender", "title", "wants_cover", "service"),
)
SECTION_TAGS = ("Intro", "Verse", "Pre-Chorus", "Chorus", "Bridge", "Solo", "Outro")


@takes_files
@makers_only
@cache_control(private=True, no_cache=True)  # Back shows this very form, with its key
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PersonRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, RemixForm(request.user, initial=_beginning(request)))
    if "redraw" in request.POST:
        return _redrawn(request)
    form = RemixForm(request.user, request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form)
    try:
        ordered = order_as_asked(request.user, form.cleaned_data)
    except Rejected as rejected:
        form.add_error(None, rejected.sentence)
        return _page(request, form)
    if ordered.is_new:
        for warning in form.warnings():
            messages.warning(request, warning)
    else:
        messages.info(request, "This form was sent before; here is the remix it has made.")
    return redirect(ordered.remix)


def _redrawn(request: PersonRequest) -> HttpResponse:
    """The same form for the service that is chosen now, with everything that was typed in it."""
    typed: dict[str, Any] = {name: request.POST[name] for name in request.POST}
    if file := request.FILES.get("file"):
        # A page cannot give a file back to its reader, so that it is taken in now.
        try:
            typed["upload"] = uploads.add_file(request.user, file).upload
        except Rejected as rejected:
            messages.error(request, rejected.sentence)
    return _page(request, RemixForm(request.user, initial=typed))


def _beginning(request: PersonRequest) -> dict[str, Any]:
    """What the form starts with: ?from= a remix, ?upload= a source, ?prompt= some words.

    With ?mode=, ?replace_start_at= and ?replace_end_at=, the stretch that is to be sung anew;
    with ?service=, for another service than the first.
    """
    initial: dict[str, Any] = {
        "mode": Mode.REMIX,
        "form_key": uuid.uuid4(),
        "prompt": request.GET.get("prompt", ""),
    }
    # An old link still opens the form.
    if earlier := named(Remix.objects.visible_to(request.user), request.GET.get("from", "")):
        initial |= {name: getattr(earlier, name) for name in COPIED}
        initial |= {"made_from": earlier, "upload": earlier.upload}
    if upload := named(Upload.objects.visible_to(request.user), request.GET.get("upload", "")):
        initial["upload"] = upload
    if request.GET.get("mode") in Mode.values:
        initial["mode"] = request.GET["mode"]
    for name in ("replace_start_at", "replace_end_at", "service"):
        if name in request.GET:
            initial[name] = request.GET[name]
    return initial


def _mode_of(form: RemixForm, modes: list[ModeCard]) -> str:
    """The chosen mode, the first one that this service has where it lacks that."""
    there = [card.value for card in modes if not card.why_not]
    asked = form["mode"].value()
    return asked if asked in there or not there else there[0]


def _page(request: PersonRequest, form: RemixForm) -> HttpResponse:
    chosen = form.chosen("upload")
    service = chosen_service(form["service"].value())
    modes = mode_cards(service)
    prompt_limit, lyrics_limit = limits_of(service)
    recent = list(Upload.objects.visible_to(request.user).usable()[:RECENT_SHOWN])
    if chosen and chosen not in recent:
        recent = [chosen, *recent]
    context = {
        "form": form,
        "chosen": chosen,
        "source": source_take(chosen) if chosen else None,
        "made_from": form.chosen("made_from"),
        "recent": recent,
        "service": service,
        "services": service_cards() if len(settings.REMIX_SERVICES) > 1 else [],
        "modes": modes,
        "mode": _mode_of(form, modes),
        "places": places_of(service),
        "engine_note": built_in.what_it_is(service),
        "max_bytes": settings.REMIX_MAX_UPLOAD_BYTES,
        "section_tags": SECTION_TAGS,
        "prompt_limit": prompt_limit,
        "lyrics_limit": lyrics_limit,
    }
    return render(request, "remixes/new.html", context)

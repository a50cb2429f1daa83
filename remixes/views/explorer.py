"""The endpoint explorer: a form for the team API, the request it stands for, and Send."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from remixes.actions import uploads
from remixes.actions.explorer import spell
from remixes.actions.explorer_gallery import BY_SLUG
from remixes.actions.offers import chosen_service
from remixes.actions.rejected import Rejected
from remixes.forms import built_in
from remixes.forms.explorer import BEGINNING, ExplorerForm
from remixes.models import ExplorerCall, Upload
from remixes.views.asking import PersonRequest, named
from remixes.views.explorer_calls import CALLS_ON_TOP, listed_calls
from remixes.views.explorer_fields import reference, told
from remixes.views.explorer_gallery import gallery
from remixes.views.explorer_send import send
from remixes.views.explorer_texts import request_facts
from remixes.views.incoming import takes_files
from remixes.views.modes import mode_cards

RECENT_SHOWN = 30
_HIDDEN_FIELDS = ("form_key", "made_from", "sample")


@takes_files
@cache_control(private=True, no_cache=True)  # Back shows this very form, with its key
@require_http_methods(["GET", "HEAD", "POST"])
def explorer(request: PersonRequest) -> HttpResponseBase:
    if request.method != "POST":
        return _page(request, ExplorerForm(request.user, initial=_beginning(request)))
    form = ExplorerForm(request.user, request.POST, request.FILES)
    form.full_clean()
    kept = _keep_file(request, form)
    if request.POST.get("do") != "send":
        return _page(request, form, kept)
    if not request.user.can_make:
        raise PermissionDenied("Viewers can look at requests, but not send them.")
    if form.is_valid():
        try:
            return redirect(send(request.user, form.cleaned_data, form.lasting()))
        except Rejected as rejected:
            form.add_error(None, rejected.sentence)
    return _page(request, form, kept)


@require_POST
def explorer_request(request: PersonRequest) -> HttpResponse:
    """The request in all languages, for the form as it is being filled in."""
    form = ExplorerForm(request.user, request.POST)
    form.full_clean()
    return render(request, "remixes/_explorer_request.html", _request(form))


def _request(form: ExplorerForm) -> dict[str, Any]:
    """What is filled in so far as a request, and what keeps it from being sent."""
    problems = [
        (form.fields[name].label or name, str(errors[0]))
        for name, errors in form.errors.items()
        if name in form.fields and name not in _HIDDEN_FIELDS
    ]
    asked = form.cleaned_data if form.is_bound else form.initial
    return request_facts(spell(asked).request) | {"problems": problems}


def _keep_file(request: PersonRequest, form: ExplorerForm) -> Upload | None:
    """A file that came with the form is a source from now on, whatever else is wrong with it."""
    files = form.cleaned_data.get("file")
    if not files or not request.user.can_make:
        return None
    try:
        upload = uploads.add_file(request.user, files[0]).upload
    except Rejected as rejected:
        form.add_error("file", rejected.sentence)
        return None
    form.cleaned_data |= {"upload": upload, "file": []}
    return upload


def _beginning(request: PersonRequest) -> dict[str, Any]:
    """A fresh form, or ?call= an earlier one, ?card= an example, ?upload= a song."""
    initial: dict[str, Any] = {**BEGINNING, "form_key": uuid.uuid4()}
    if card := BY_SLUG.get(request.GET.get("card", "")):
        initial |= {**card.asked, "wants_timestamps": True}
    calls = ExplorerCall.objects.visible_to(request.user)
    if earlier := named(calls.select_related("upload"), request.GET.get("call", "")):
        initial = {"form_key": initial["form_key"], **earlier.asked}
        if earlier.person_id != request.user.pk:
            initial.pop("webhook_url", None)
        if earlier.upload and earlier.upload.is_stored:
            initial["upload"] = earlier.upload
    uploads_seen = Upload.objects.visible_to(request.user).usable().filter(is_stored=True)
    if upload := named(uploads_seen, request.GET.get("upload", "")):
        initial |= {"upload": upload, "source": "file"}
    return initial


def _page(request: PersonRequest, form: ExplorerForm, kept: Upload | None = None) -> HttpResponse:
    service = chosen_service(form["service"].value())
    chosen = kept or form.chosen("upload")
    songs = Upload.objects.visible_to(request.user).usable().filter(is_stored=True)
    recent = list(songs[:RECENT_SHOWN])
    if chosen and chosen not in recent:
        recent = [chosen, *recent]
    context = {
        "form": form,
        "told": told(form, service),
        "chosen": chosen or next((one for one in recent if one.is_sample), None),
        "recent": recent,
        "has_sample": any(one.is_sample for one in recent),
        "modes": mode_cards(service),
        "services": list(settings.REMIX_SERVICES) if len(settings.REMIX_SERVICES) > 1 else [],
        "engine_note": built_in.what_it_is(service),
        "max_bytes": settings.REMIX_MAX_UPLOAD_BYTES,
        "prompt_limit": settings.REMIX_PROMPT_LIMIT,
        "lyrics_limit": settings.REMIX_LYRICS_LIMIT,
        "reference": reference(),
        "calls": listed_calls(request.user)[:CALLS_ON_TOP],
        **gallery(request.user),
        **_request(form),
    }
    return render(request, "remixes/explorer.html", context)

"""The lyric editor of a version, and its words beside those asked for and the other versions'."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from remixes.actions import timelines
from remixes.actions.rejected import Rejected
from remixes.actions.sheets import sheet_of
from remixes.forms.timelines import SheetForm
from remixes.models import Conversion, Remix, TimelineEdit
from remixes.remote.lyrics import as_rows, from_rows
from remixes.timeline import FORMATS
from remixes.timeline.difference import Difference, difference
from remixes.views.asking import PersonRequest, makers_only
from remixes.views.takes import result_take

CONFLICT = 409
REFUSED = 422
_UNTIMED = "This text has no times. Import it in the editor and tap along."


@dataclass(frozen=True)
class Comparison:
    """Two texts of one song side by side."""

    before: str
    after: str
    difference: Difference


@require_http_methods(["GET", "HEAD", "POST"])
def editor(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    """Times and words of one version; whoever may not correct them reads them."""
    conversion = _found(request, pk)
    if request.method != "POST":
        return _page(request, conversion, _form(conversion))
    form = SheetForm(request.POST, request.FILES)
    problem = "" if form.is_valid() else str(next(iter(form.errors.values()))[0])
    if not problem:
        problem = _saved_or_why_not(request, conversion, form)
    if request.accepts("text/html"):
        if not problem:
            messages.success(request, "Saved. The service's own timing is kept beside it.")
            return redirect(f"{conversion.remix.get_absolute_url()}#lyrics-{conversion.version}")
        if form.is_valid():
            form.add_error(None, problem)
        return _page(request, conversion, form)
    found = timelines.current(_found(request, pk))
    answer = {"number": found.number, "lines": as_rows(found.lines)}
    if not problem:
        return JsonResponse(answer)
    if form.is_valid() and form.cleaned_data["based_on"] != found.number:
        return JsonResponse({"error": problem, **answer}, status=CONFLICT)
    return JsonResponse({"error": problem}, status=REFUSED)


@makers_only
@require_POST
def read_file(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    """The lines of a lyric file for the editor, which saves them or not."""
    _found(request, pk)
    form = SheetForm({"based_on": 0}, request.FILES)
    if not form.is_valid():
        return JsonResponse({"error": str(next(iter(form.errors.values()))[0])}, status=REFUSED)
    return JsonResponse({"lines": as_rows(form.read.lines)})


@makers_only
@require_POST
def original(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    """Back to the service's own timing."""
    conversion = _found(request, pk)
    try:
        number = timelines.current(conversion).number
        timelines.restore_original(request.user, conversion, number)
        messages.success(request, "The service's own timing is back. Your edits are on record.")
    except Rejected as rejected:
        messages.error(request, rejected.sentence)
    return redirect("timeline", pk)


@require_safe
def words(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    """Asked for against sung, and version against version, word by word."""
    edits = Prefetch("conversions__timeline_edits", queryset=TimelineEdit.objects.newest())
    remixes = Remix.objects.visible_to(request.user).select_related("upload")
    remix = get_object_or_404(remixes.prefetch_related("conversions", edits), pk=pk)
    context = {"remix": remix, "comparisons": _comparisons(remix)}
    return render(request, "remixes/words.html", context)


def _comparisons(remix: Remix) -> list[Comparison]:
    texts: list[tuple[str, list[str]]] = []
    if remix.lyrics.strip():
        texts.append(("Asked for", remix.lyrics.splitlines()))
    for conversion in sorted(remix.conversions.all(), key=lambda one: one.version):
        conversion.remix = remix
        lines = [line.text for line in sheet_of(conversion).lines]
        if lines:
            texts.append((f"Version {conversion.version}", lines))
    return [
        Comparison(before, after, difference(old, new))
        for place, (before, old) in enumerate(texts)
        for after, new in texts[place + 1 :]
    ]


def _found(request: PersonRequest, pk: uuid.UUID) -> Conversion:
    edits = TimelineEdit.objects.newest().select_related("person")
    versions = Conversion.objects.visible_to(request.user).select_related("remix__upload")
    return get_object_or_404(
        versions.prefetch_related(Prefetch("timeline_edits", queryset=edits)), pk=pk
    )


def _form(conversion: Conversion) -> SheetForm:
    sheet = sheet_of(conversion)
    return SheetForm(
        initial={
            "based_on": timelines.current(conversion).number,
            "sheet": FORMATS["lrc"].write(sheet) if sheet.lines else "",
        }
    )


def _page(request: PersonRequest, conversion: Conversion, form: SheetForm) -> HttpResponse:
    found = timelines.current(conversion)
    context = {
        "conversion": conversion,
        "remix": conversion.remix,
        "take": result_take(conversion),
        "form": form,
        "current": found,
        "lines": as_rows(sheet_of(conversion).lines),
        "original_lines": as_rows(from_rows(conversion.timeline)),
        "formats": list(FORMATS.values()),
    }
    return render(request, "remixes/timeline.html", context)


def _saved_or_why_not(request: PersonRequest, conversion: Conversion, form: SheetForm) -> str:
    """Saves what the form says; "" when that is done, else why it is not."""
    lines = form.read.lines
    if len(lines) > 1 and not any(line.end_ms for line in lines):
        return _UNTIMED
    try:
        timelines.save(request.user, conversion, form.cleaned_data["based_on"], lines)
    except Rejected as rejected:
        return rejected.sentence
    return ""

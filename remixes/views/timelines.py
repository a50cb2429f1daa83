"""The lyric editor of a version, and its words beside those asked for and the other versions'."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from remixes.actions import timelines
from remixes.actions.rejected import Rejected
from remixes.actions.sheets import sheet_of
from remixes.forms.timelines import SheetForm
from remixes.models import Conversion, Remix
from remixes.remote.lyrics import as_rows, from_rows
from remixes.timeline import FORMATS
from remixes.timeline.by_line import by_line
from remixes.timeline.difference import difference
from remixes.views.asking import PersonRequest, makers_only, problems
from remixes.views.takes import result_take, with_soundings

CONFLICT = 409
REFUSED = 422


@dataclass(frozen=True)
class Text:
    """One of the texts of a song that can be compared."""

    name: str
    label: str
    lines: tuple[str, ...]


@require_http_methods(["GET", "HEAD", "POST"])
def editor(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    """Times and words of one version; whoever may not correct them reads them."""
    conversion = _found(request, pk)
    if request.method != "POST":
        return _page(request, conversion, _form(conversion))
    form = SheetForm(request.POST, request.FILES)
    problem = next(iter(problems(form)), "")
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
        return JsonResponse({"error": problems(form)[0]}, status=REFUSED)
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
    """Two texts of a song word by word; `before` and `after` say which, else asked for and sung."""
    remixes = Remix.objects.visible_to(request.user).select_related("upload")
    remix = get_object_or_404(remixes.with_versions(), pk=pk)
    texts = _texts(remix)
    context: dict[str, object] = {"remix": remix, "texts": texts}
    if len(texts) > 1:
        before, after = _chosen(texts, request.GET.get("before"), request.GET.get("after"))
        found = difference(before.lines, after.lines)
        lines = by_line(found, before.lines, after.lines)
        context |= {"before": before, "after": after, "difference": found, "lines": lines}
    return render(request, "remixes/words.html", context)


def _texts(remix: Remix) -> list[Text]:
    """What was asked for, then every version; corrected words also as they came."""
    texts = [Text("asked", "Asked for", tuple(remix.lyrics.splitlines()))]
    for conversion in sorted(remix.conversions.all(), key=lambda one: one.version):
        name, label = str(conversion.version), f"Version {conversion.version}"
        now, first = (
            tuple(line.text for line in sheet_of(conversion, is_original=is_original).lines)
            for is_original in (False, True)
        )
        texts.append(Text(name, label, now))
        if first != now:
            texts.append(Text(f"{name}-first", f"{label} as it came", first))
    return [text for text in texts if "".join(text.lines).strip()]


def _chosen(texts: list[Text], before: str | None, after: str | None) -> tuple[Text, Text]:
    """Two different ones: those that were named, else the first two."""
    by_name = {text.name: text for text in texts}
    second = by_name.get(after or "")
    first = by_name.get(before or "") or next(text for text in texts if text != second)
    return first, second if second and second != first else next(t for t in texts if t != first)


def _found(request: PersonRequest, pk: uuid.UUID) -> Conversion:
    versions = Conversion.objects.visible_to(request.user).select_related("remix__upload")
    return get_object_or_404(versions.with_timeline(), pk=pk)


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
        "take": with_soundings(conversion.remix.upload, [result_take(conversion)])[0],
        "form": form,
        "current": found,
        "lines": as_rows(sheet_of(conversion).lines),
        "original_lines": as_rows(from_rows(conversion.timeline)),
        "formats": list(FORMATS.values()),
    }
    return render(request, "remixes/timeline.html", context)


def _saved_or_why_not(request: PersonRequest, conversion: Conversion, form: SheetForm) -> str:
    """Saves what the form says; "" when that is done, else why it is not."""
    try:
        timelines.save(request.user, conversion, form.cleaned_data["based_on"], form.read.lines)
    except Rejected as rejected:
        return rejected.sentence
    return ""

"""Two remixes side by side: what was asked for differently, word by word where it is words."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from remixes.models import Remix
from remixes.timeline.by_line import ComparedLine, by_line
from remixes.timeline.difference import difference
from remixes.views.asking import PersonRequest
from remixes.views.plan import plan_summary
from remixes.views.services import name_of


@dataclass(frozen=True)
class Setting:
    """One setting of both. `words` compares texts, where comparing them helps."""

    name: str
    first: str
    second: str
    words: tuple[ComparedLine, ...] = ()

    @property
    def is_same(self) -> bool:
        return self.first == self.second


@require_safe
def against(request: PersonRequest, pk: uuid.UUID, other: uuid.UUID) -> HttpResponse:
    remixes = Remix.objects.visible_to(request.user).select_related("upload", "person")
    both = remixes.prefetch_related("submissions")
    first, second = get_object_or_404(both, pk=pk), get_object_or_404(both, pk=other)
    settings = _settings(first, second)
    context = {
        "first": first,
        "second": second,
        "different": [one for one in settings if not one.is_same],
        "same": [one for one in settings if one.is_same],
    }
    return render(request, "remixes/against.html", context)


def _settings(first: Remix, second: Remix) -> list[Setting]:
    def plain(name: str, tell: Any) -> Setting:
        return Setting(name, str(tell(first) or ""), str(tell(second) or ""))

    return [
        plain("Source", lambda remix: remix.upload),
        plain("Mode", lambda remix: remix.get_mode_display()),
        _texts("Prompt", first.prompt, second.prompt),
        _texts("Lyrics", first.lyrics, second.lyrics),
        plain("Part replaced", _range),
        _texts("Words of the part", first.section, second.section),
        plain("Who sings", lambda remix: remix.get_gender_display() if remix.gender else ""),
        plain("Title", lambda remix: remix.title),
        plain("Cover picture", lambda remix: "Yes" if remix.wants_cover else ""),
        plain("Service", lambda remix: name_of(remix.service)),
        plain("What the service planned", _planned),
    ]


def _texts(name: str, first: str, second: str) -> Setting:
    if not (first and second):
        return Setting(name, first, second)
    before, after = first.splitlines(), second.splitlines()
    return Setting(name, first, second, by_line(difference(before, after), before, after))


def _range(remix: Remix) -> str:
    if remix.replace_start_at is None:
        return ""
    return f"{remix.replace_start_at:g} s to {remix.replace_end_at:g} s"


def _planned(remix: Remix) -> str:
    latest = max(remix.submissions.all(), key=lambda one: one.number, default=None)
    return plan_summary(latest.plan) if latest else ""

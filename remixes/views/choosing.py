"""Preferring a version, blind or not, and picking the one the team takes."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from remixes.actions import choosing
from remixes.models import Conversion, Person, Remix
from remixes.views.asking import PersonRequest, ask, makers_only, named
from remixes.views.blind import behind, can_be_blind, has_changed
from remixes.views.takes import Take


@dataclass(frozen=True)
class Choice:
    """One version as something to prefer, with what the team says of it."""

    take: Take
    votes: int
    is_mine: bool
    is_winner: bool


def choice_facts(
    person: Person, remix: Remix, takes: list[Take], *, is_blind: bool
) -> dict[str, Any]:
    """What the page asks and tells about the versions. A blind listener is told no numbers."""
    count = choosing.tally(remix)
    mine = next((one for one in remix.preferences.all() if one.person_id == person.pk), None)
    audible = [take for take in takes if take.src and take.conversion]
    choices = [
        Choice(
            take=take,
            votes=0 if is_blind else count.votes.get(take.conversion.pk, 0),
            is_mine=bool(mine and mine.conversion_id == take.conversion.pk),
            is_winner=remix.winner_id == take.conversion.pk and not is_blind,
        )
        for take in audible
        if take.conversion
    ]
    return {
        "choices": choices if len(choices) > 1 else [],
        "count": count,
        "my_choice": mine,
        "can_be_blind": can_be_blind(takes),
        "is_blind": is_blind,
    }


@require_POST
def prefer(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    """One voice: `version` is a conversion's id, "none" for no difference, "back" to take it back.
    A blind listener says a letter instead.

    Whoever preferred blind is shown the names at once.
    """
    remix = get_object_or_404(Remix.objects.visible_to(request.user), pk=pk)
    said = request.POST.get("version", "")
    was_blind = "blind" in request.POST
    if said == "back":
        ask(request, lambda: choosing.take_back(request.user, remix), "Taken back.")
        return redirect(remix)
    if was_blind and has_changed(remix, request.POST.get("of", "")):
        messages.error(request, "Another version has come meanwhile. Listen to all of them again.")
        return redirect(f"{remix.get_absolute_url()}?blind=1")
    version = None if said == "none" else _version(remix, said, request.user)
    ask(
        request,
        lambda: choosing.prefer(request.user, remix, version, was_blind=was_blind),
        "Your preference counts.",
    )
    return redirect(f"{remix.get_absolute_url()}#choice")


@makers_only
@require_POST
def winner(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    remix = get_object_or_404(Remix.objects.visible_to(request.user), pk=pk)
    said = request.POST.get("version", "")
    version = None if said == "none" else _version(remix, said, request.user)
    done = "Winner picked." if version else "No winner any more."
    ask(request, lambda: choosing.pick_winner(request.user, remix, version), done)
    return redirect(f"{remix.get_absolute_url()}#choice")


def _version(remix: Remix, said: str, person: Person) -> Conversion:
    if lettered := behind(person, remix, said):
        return lettered
    found: Conversion | None = named(remix.conversions, said)
    if found is None:
        raise Http404("This remix has no such version.")
    return found

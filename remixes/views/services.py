"""The services as people choose between them, and what the chosen one can be told in each mode."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from remixes.actions.offers import is_built_in, offer_of
from remixes.models import LineState, Mode, ServiceLine
from remixes.views.estimates import estimates

# The fields that not every service takes, in the order of the form.
_FIELDS = ("section", "gender", "title", "cover")


@dataclass(frozen=True)
class ServiceCard:
    """One service: `does` are names of modes, `lacks` sentences, `costs` by mode."""

    key: str
    name: str
    does: str
    lacks: tuple[str, ...]
    costs: dict[str, str]
    paused: str = ""


@dataclass(frozen=True)
class FieldPlace:
    """In which modes a field is there, space-separated, and why it is not in the others."""

    modes: str
    reasons: tuple[tuple[str, str], ...]


def name_of(key: str) -> str:
    return "Built-in engine" if is_built_in(key) else key.capitalize()


def service_cards() -> list[ServiceCard]:
    """All of them, with what each does, what a remix costs there and whether it is paused."""
    lines = ServiceLine.objects.filter(state=LineState.PAUSED)
    paused = dict(lines.values_list("service", "reason"))
    return [_card(key, paused.get(key, "")) for key in settings.REMIX_SERVICES]


def _card(key: str, paused: str) -> ServiceCard:
    offers = {mode: offer_of(key, mode) for mode in Mode}
    return ServiceCard(
        key=key,
        name=name_of(key),
        does=", ".join(mode.label for mode, offer in offers.items() if offer.is_there),
        lacks=tuple(offer.why_not for offer in offers.values() if not offer.is_there),
        costs=estimates(key),
        paused=paused,
    )


def places_of(service: str) -> dict[str, Any]:
    """Of each field that may be missing its FieldPlace; "needs" names modes by what they require.

    A mode that is not there says why itself; nothing is said of fields in it.
    """
    offers = {mode.value: offer_of(service, mode) for mode in Mode}
    there = {mode: offer for mode, offer in offers.items() if offer.is_there}
    places: dict[str, Any] = {}
    for name in _FIELDS:
        reasons: dict[str, list[str]] = {}
        for mode, offer in there.items():
            if name in offer.hidden:
                reasons.setdefault(offer.hidden[name], []).append(mode)
        places[name] = FieldPlace(
            " ".join(mode for mode, offer in there.items() if name in offer.takes),
            tuple((" ".join(modes), why) for why, modes in reasons.items()),
        )
    places["needs"] = {
        name: " ".join(mode for mode, offer in there.items() if name in offer.requires)
        for name in ("lyrics", "range")
    }
    places["lyrics_optional"] = " ".join(
        mode for mode, offer in offers.items() if "lyrics" not in offer.requires
    )
    return places

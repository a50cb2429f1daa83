"""The three modes as people choose them: a name, one plain sentence, a picture."""

from __future__ import annotations

from typing import NamedTuple

from remixes.actions.offers import offer_of
from remixes.models import Mode
from remixes.views.estimates import estimates


class ModeCard(NamedTuple):
    value: str
    name: str
    says: str
    icon: str
    estimate: str = ""
    why_not: str = ""


CARDS = (
    ModeCard(
        Mode.REMIX,
        Mode.REMIX.label,
        "The whole song again, in the style you describe.",
        "disc-3",
    ),
    ModeCard(
        Mode.INPAINT,
        Mode.INPAINT.label,
        "Replaces one part of the song; the rest stays as it is.",
        "replace",
    ),
    ModeCard(
        Mode.OVER_INSTRUMENTAL,
        Mode.OVER_INSTRUMENTAL.label,
        "Keeps the instrumental and puts a new voice or lead on top.",
        "mic-vocal",
    ),
)


def mode_cards(service: str) -> list[ModeCard]:
    """The cards with what each will cost and take, or why this service cannot do it."""
    costs = estimates(service)
    return [
        card._replace(estimate=costs[card.value], why_not=offer_of(service, card.value).why_not)
        for card in CARDS
    ]

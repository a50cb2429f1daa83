"""The examples of the explorer, what each asks for, and what the team has had rendered of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from remixes.models import ExplorerCall, Person, Remix, Status

# Of a card rendered again and again, only the newest can be shown.
_CALLS_LOOKED_AT = 60
_CAME_TO_NOTHING = (Status.FAILED, Status.CANCELLED)


@dataclass(frozen=True)
class Card:
    """One example on the sample song; times in seconds."""

    slug: str
    title: str
    prompt: str
    mode: str = "REMIX"
    lyrics: str = ""
    replace_start_at: float | None = None
    replace_end_at: float | None = None

    @property
    def asked(self) -> dict[str, Any]:
        """The card as the explorer's form is filled in."""
        told = {
            "spelling": "classic",
            "source": "file",
            "mode": self.mode,
            "prompt": self.prompt,
            "lyrics": self.lyrics,
            "replace_start_at": self.replace_start_at,
            "replace_end_at": self.replace_end_at,
        }
        return {name: value for name, value in told.items() if value not in ("", None)}


CARDS = (
    # The specification's own sample prompt, word for word.
    Card("forest", "Out into the green", "a song about greenery, nature and forest."),
    Card("house", "Walk home at four", "warm deep house, 122 bpm, rolling bass and soft pads"),
    Card(
        "singer",
        "A new voice on top",
        "an airy voice, close and calm, over the song as it is",
        mode="OVER_INSTRUMENTAL",
        lyrics=(
            "[Verse]\nPaper lanterns on the water\nEvery window keeps a light\n"
            "[Chorus]\nWalk me home, the night is shorter\nWhen we carry it so bright"
        ),
    ),
    Card(
        "break",
        "Eight bars of music box",
        "a quiet break with music box and strings",
        mode="INPAINT",
        replace_start_at=16.0,
        replace_end_at=24.0,
    ),
    Card("bossa", "Afternoon, no hurry", "bossa nova with nylon guitar, flute and brushes"),
    Card("liquid", "Night train", "liquid drum and bass at 174 bpm, electric piano, long reverb"),
    Card(
        "lofi",
        "Rain on the window",
        "lo-fi hip hop, dusty drums, muted trumpet, a low and sleepy voice",
        lyrics="[Verse]\nRain is writing on the window\nAll the letters run away",
    ),
    Card("film", "End credits", "slow orchestral film music, strings, french horn and choir"),
)
BY_SLUG = {card.slug: card for card in CARDS}


@dataclass(frozen=True)
class Rendered:
    """What the team has of a card: the best call, and its remix as far as it is."""

    call: ExplorerCall
    remix: Remix


def rendered(person: Person) -> dict[str, Rendered]:
    """By slug, the newest finished remix of each card, else the one under way, else the failed."""
    remixes = Remix.objects.select_related("upload", "person").with_versions()
    calls = (
        ExplorerCall.objects.visible_to(person)
        .filter(card__in=BY_SLUG, remix__isnull=False, remix__trashed_at__isnull=True)
        .order_by("-at")
        .prefetch_related(Prefetch("remix", queryset=remixes.prefetch_related("submissions")))
    )
    return _best(Rendered(call, call.remix) for call in calls[:_CALLS_LOOKED_AT] if call.remix)


def _best(found: Iterable[Rendered]) -> dict[str, Rendered]:
    best: dict[str, Rendered] = {}
    for one in found:
        known = best.get(one.call.card)
        if known is None or _rank(one.remix) > _rank(known.remix):
            best[one.call.card] = one
    return best


def _rank(remix: Remix) -> int:
    if any(conversion.is_saved for conversion in remix.conversions.all()):
        return 2
    return 0 if remix.status in _CAME_TO_NOTHING else 1


def is_untouched(card: Card) -> bool:
    """Whether nobody of the team has ever ordered this card."""
    return not ExplorerCall.objects.filter(card=card.slug).exists()

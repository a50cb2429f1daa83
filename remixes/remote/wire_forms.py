"""How an order is spelled in each form of the Remix API: one table, and nothing else knows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from remixes.remote.order import Order

Spelling = Callable[[Order], str]


@dataclass(frozen=True)
class Said:
    """How a field on the wire is spelled, and which part of the wish it tells.

    `wish` is one of WISH_FIELDS, or "" for what no person asks for: mode, source, callback.
    """

    spell: Spelling
    wish: str = ""


@dataclass(frozen=True)
class Wire:
    """Where an order of one mode goes, what byId calls it, and its text fields; "" is left out.

    `requires` names the parts of the wish without which the service refuses the order.
    """

    endpoint: str
    conversion_type: str
    fields: Mapping[str, Said]
    requires: frozenset[str] = frozenset()
    told_in_words: frozenset[str] = frozenset()

    @property
    def takes(self) -> frozenset[str]:
        """The parts of the wish that reach the service, in a field of their own or in words."""
        own = frozenset(said.wish for said in self.fields.values() if said.wish)
        return own | self.told_in_words


# The parts of a wish beside source and mode; remixes.remote.abilities says who takes which.
WISH_FIELDS = ("prompt", "lyrics", "range", "section", "gender", "title", "cover")


def _prompt(order: Order) -> str:
    return order.prompt


def _prompt_and_range(order: Order) -> str:
    return prompt_on_wire(order.prompt, order.replace_start_at, order.replace_end_at)


def _url(order: Order) -> str:
    return "" if order.file else order.url


def _webhook_url(order: Order) -> str:
    return order.webhook_url


def _seconds(moment: float | None) -> str:
    return "" if moment is None else f"{moment:.3f}".rstrip("0").rstrip(".")


_CLASSIC: dict[str, Said] = {
    "prompt": Said(_prompt, "prompt"),
    "lyrics": Said(lambda order: order.lyrics, "lyrics"),
    "mode": Said(lambda order: order.mode),
    "webhook_url": Said(_webhook_url),
    "audio_path": Said(_url),
}
_CURRENT: dict[str, Said] = {
    "prompt": Said(_prompt, "prompt"),
    "lyrics": Said(lambda order: order.lyrics, "lyrics"),
    "gender": Said(lambda order: order.gender, "gender"),
    "title": Said(lambda order: order.title, "title"),
    # Its default is false, and what is empty is left out.
    "generate_album_cover": Said(lambda order: "true" if order.wants_cover else "", "cover"),
    "lyrics_timestamps": Said(lambda _order: "true"),
    "webhook_url": Said(_webhook_url),
    "audio_url": Said(_url),
}
_RANGE: dict[str, Said] = {
    "replace_start_at": Said(lambda order: _seconds(order.replace_start_at), "range"),
    "replace_end_at": Said(lambda order: _seconds(order.replace_end_at), "range"),
    "lyrics_section_to_replace": Said(lambda order: order.section, "section"),
}

WIRES: dict[tuple[str, str], Wire] = {
    ("classic", "REMIX"): Wire("Remix", "REMIX", _CLASSIC),
    # The classic form has no fields for the range, so it is said in words.
    ("classic", "INPAINT"): Wire(
        "Remix",
        "REMIX",
        {**_CLASSIC, "prompt": Said(_prompt_and_range, "prompt")},
        told_in_words=frozenset({"range"}),
    ),
    ("classic", "OVER_INSTRUMENTAL"): Wire("Remix", "REMIX", _CLASSIC),
    ("current", "REMIX"): Wire("Remix", "REMIX", _CURRENT),
    ("current", "INPAINT"): Wire(
        "inpaint", "INPAINT", {**_CURRENT, **_RANGE}, requires=frozenset({"range"})
    ),
    ("current", "OVER_INSTRUMENTAL"): Wire(
        "sing_over_instrumental",
        "SING_OVER_INSTRUMENTAL",
        _CURRENT,
        requires=frozenset({"lyrics"}),
    ),
}


def wire_of(form: str, mode: str) -> Wire:
    """The spelling of one mode in one form. Raises KeyError for a mode the form does not have."""
    return WIRES[form, mode]


def conversion_type(form: str, mode: str) -> str:
    """What byId and byUser call orders of this mode."""
    wire = WIRES.get((form, mode))
    return wire.conversion_type if wire else "REMIX"


def text_fields(wire: Wire, order: Order) -> dict[str, str]:
    """The text fields of an order in the order of the table, without the empty ones."""
    return {name: text for name, said in wire.fields.items() if (text := said.spell(order))}


def prompt_on_wire(prompt: str, start_at: float | None, end_at: float | None) -> str:
    """The prompt with an INPAINT range in words, as a classic service gets it; seconds in."""
    if start_at is None or end_at is None:
        return prompt
    return f"{prompt} (replace {_clock(start_at)} to {_clock(end_at)})"


def _clock(seconds: float) -> str:
    minutes, tenths = divmod(round(seconds * 10), 600)
    return f"{minutes}:{tenths / 10:04.1f}"

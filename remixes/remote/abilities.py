"""What a service can be asked for, mode by mode, and in one sentence each what it cannot.

Read from the table of wire_forms for the forms of the Remix API; a service that speaks another
API has its rows here. Knows no model, no setting and no page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from remixes.remote.wire_forms import WIRES, WISH_FIELDS, Wire

MODES = ("REMIX", "INPAINT", "OVER_INSTRUMENTAL")
# What is asked for only where one part of the song is replaced.
_OF_A_PART = frozenset({"range", "section"})

_NOT_OF_THIS_API = "There is no such mode in the API of this service."
_LACKS: dict[str, dict[str, str]] = {
    "classic": {
        "section": "This service has no field for the words of the part: put them into the lyrics.",
        "gender": "This service cannot be told who sings: say it in the prompt.",
        "title": "This service gives its versions their titles itself.",
        "cover": "This service makes no cover pictures.",
    },
    "ace-step": {
        "section": "This service has no field for the words of the part: put them into the lyrics.",
        "gender": "This service cannot be told who sings: say it in the prompt.",
        "title": "This service gives no titles: its versions are called after the song.",
        "cover": "This service makes no cover pictures.",
    },
}


@dataclass(frozen=True)
class Ability:
    """What one kind of service does in one mode.

    `takes`, `requires` and the keys of `hidden` are words of WISH_FIELDS: "range" stands for
    replace_start_at and replace_end_at, "section" for the words of that part, "cover" for the wish
    for a picture. `hidden` says of each that would make sense in this mode why it cannot be asked
    for. `why_not` is "" where the mode is there.
    """

    takes: frozenset[str] = frozenset()
    requires: frozenset[str] = frozenset()
    hidden: Mapping[str, str] = field(default_factory=dict)
    why_not: str = ""

    @property
    def is_there(self) -> bool:
        return not self.why_not


def _of_wire(form: str, mode: str, wire: Wire) -> Ability:
    return _ability(form, mode, wire.takes, wire.requires)


def _ability(
    form: str, mode: str, takes: frozenset[str], requires: frozenset[str] = frozenset()
) -> Ability:
    meant = [name for name in WISH_FIELDS if mode == "INPAINT" or name not in _OF_A_PART]
    hidden = {name: _LACKS[form][name] for name in meant if name not in takes}
    return Ability(takes, requires | {"prompt"}, hidden)


_WORDS = frozenset({"prompt", "lyrics"})
ABILITIES: dict[tuple[str, str], Ability] = {
    **{(form, mode): _of_wire(form, mode, wire) for (form, mode), wire in WIRES.items()},
    ("ace-step", "REMIX"): _ability("ace-step", "REMIX", _WORDS),
    ("ace-step", "INPAINT"): _ability(
        "ace-step", "INPAINT", _WORDS | {"range"}, frozenset({"range"})
    ),
    ("ace-step", "OVER_INSTRUMENTAL"): Ability(
        why_not="This service cannot sing over an instrumental: its server adds no voice to a song."
    ),
}


def ability_of(form: str, mode: str) -> Ability:
    """What a service of that form does in that mode; an unknown pair is a mode that is not there.

    Services say more of themselves than their form only when they are asked; nothing here does.
    """
    return ABILITIES.get((form, mode)) or Ability(why_not=_NOT_OF_THIS_API)


def abilities_of(form: str) -> dict[str, Ability]:
    """The ability of each mode, in the order in which people are offered them."""
    return {mode: ability_of(form, mode) for mode in MODES}

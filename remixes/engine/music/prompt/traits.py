"""Traits that a prompt asks for besides its style: directions, colours, swing; no players."""

import re
from collections.abc import Iterable

from remixes.engine.music.prompt.mentions import Mention
from remixes.engine.music.prompt.negation import Refusal
from remixes.engine.music.prompt.tokens import Token

_YEAR = re.compile(r"19[6-9]\d|200\d")
_LIGHT = {"bass": "light bass", "drums": "soft drums"}
_OPPOSITE = {
    "heavy bass": "light bass",
    "hard drums": "soft drums",
    "wide": "dry",
    "dry": "wide",
}


def direction(wanted: Iterable[Mention], kind: str, down: str, up: str) -> int:
    """-1, 0 or 1: more words for the one side or the other."""
    values = [value for one in wanted for value in one.values(kind)]
    balance = values.count(up) - values.count(down)
    return (balance > 0) - (balance < 0)


def first(wanted: Iterable[Mention], kind: str) -> str:
    """The first value of a kind, "" for none."""
    return next((value for one in wanted for value in one.values(kind)), "")


def decade(words: Iterable[Token]) -> str:
    """The era of a year that is named, as in "recorded in 1967"."""
    years = (token.text for token in words if _YEAR.fullmatch(token.text))
    year = next(years, "")
    return f"{year[:3]}0s" if year.startswith("20") else f"{year[2]}0s" if year else ""


def colours(wanted: Iterable[Mention], refusals: Iterable[Refusal]) -> frozenset[str]:
    """Colours asked for; the opposite of those refused; less of a part is its light colour."""
    found = {value for one in wanted for value in one.values("colour")}
    for refusal in refusals:
        gone = refusal.mention.values("colour")
        found |= {_OPPOSITE[value] for value in gone if value in _OPPOSITE}
        if refusal.is_partial:
            parts = refusal.mention.values("part")
            found |= {_LIGHT[part] for part in parts if part in _LIGHT}
    return frozenset(found)


def swing(wanted: Iterable[Mention], refusals: Iterable[Refusal]) -> bool | None:
    """Swing or straight; refusing one asks for the other."""
    said = first(wanted, "swing")
    if said:
        return said == "yes"
    not_said = first((refusal.mention for refusal in refusals), "swing")
    return not_said == "no" if not_said else None

"""Tempi in numbers: which BPM a prompt names, in any of the usual ways of writing it."""

import re
from dataclasses import dataclass

_LOW, _HIGH = 40.0, 240.0
_BARE_LOW = 55.0
_NUMBER = r"(\d{2,3}(?:[.,]\d{1,3})?)"
_UNIT = (
    r"(?:ish)?\s*-?\s*(?:b\.?p\.?m\b\.?|beats\s+(?:per|a)\s+minute|schl[aä]ge\s+pro\s+minute"
    r"|battements\s+par\s+minute|pulsaciones\s+por\s+minuto|batidas\s+por\s+minuto)"
)
_TO = r"\s*(?:-|\u2013|\u2014|~|to|bis|and|or|und|a|à)\s*"
_PERCENT = r"\d{1,3}\s*(?:%|percent|prozent)"
_FASTER = r"(?P<word>faster|quicker|slower|schneller|langsamer"
_RELATIVE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:\bby\s+|[+-]\s?)?(?<!\d){_PERCENT}\s*{_FASTER}|up|down)\b",
        # "128 bpm more energetic" names a tempo; a difference is smaller than any tempo.
        rf"(?:\bby\s+|[+-]\s?)?(?<!\d)[1-3]?\d\s*bpm\s*{_FASTER}|higher|lower|more|less|up|down)\b",
        rf"\b{_FASTER})\s+(?:by\s+\d{{1,3}}(?:\s*(?:%|percent|prozent|bpm))?|{_PERCENT})",
        # What else goes up or down may be the drums.
        r"(?:\b(?:speed|slow|tempo|bpm|pace)\b(?:\s+\w+){0,3}?\s+|^\s*|[,;.:]\s*)"
        rf"(?P<word>up|down)\s+(?:by\s+)?(?:{_PERCENT}|\d{{1,2}}\s*bpm)",
    )
)
_FAST = {"faster", "quicker", "higher", "more", "up", "schneller"}
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\d:.]){_NUMBER}{_TO}{_NUMBER}{_UNIT}",
        rf"(?<![\d:.]){_NUMBER}{_UNIT}",
        rf"\bbpm\b\s*(?:[:=\u2248~]|of|at|is|around|about|von|de)?\s*{_NUMBER}(?:{_TO}{_NUMBER})?",
        rf"\btempo\b\s*(?:[:=]|of|at|is|around|to|von|auf|de|a)?\s*{_NUMBER}(?:{_TO}{_NUMBER})?",
        rf"(?:quarter(?:\s+note)?s?|crotchet|\u2669|\u2669\.|q)\s*=\s*{_NUMBER}",
        rf"@\s*{_NUMBER}",
    )
)
_BARE = re.compile(
    r"(?:(?:^|[,;(]|\b(?:at|around|about|maybe|say|like|roughly|approx|circa|ca|~))\s*)(\d{2,3})(?=\s*(?:$|[,;.)!?]))"
    r"|(?<=[a-z])\s(\d{2,3})(?=\s*(?:$|[,;.)!?]))"
)
_DECADES = re.compile(r"(?:anni|años|anos|années|annees|jaren|the|route|blink|ub|sum)\s*$")
_MACHINES = {"303", "404", "606", "707", "808", "909", "101", "106", "182", "100"}


@dataclass(frozen=True)
class TempoSaid:
    """`bpm` None for none; `pace` of "10 % faster"; `rest` is the text without those words."""

    bpm: float | None
    pace: int
    rest: str


def tempo_said(text: str) -> TempoSaid:
    """Read and take out the tempo of a plain prompt; numbers outside 40..240 are none."""
    for pattern in _RELATIVE:
        match = pattern.search(text)
        if match:
            absolute = _absolute(_without(text, match))
            return TempoSaid(absolute.bpm, 1 if match["word"] in _FAST else -1, absolute.rest)
    return _absolute(text)


def _absolute(text: str) -> TempoSaid:
    for pattern in _PATTERNS:
        match = pattern.search(text)
        if match:
            bpm = _mean(match)
            return TempoSaid(bpm if _LOW <= bpm <= _HIGH else None, 0, _without(text, match))
    return _bare(text)


def _bare(text: str) -> TempoSaid:
    """A number on its own, as in "uplifting trance, 138"."""
    for match in _BARE.finditer(text):
        number = match.group(1) or match.group(2)
        is_decade = bool(_DECADES.search(text[: match.start() + 1]))
        if not is_decade and number not in _MACHINES and _BARE_LOW <= float(number) <= _HIGH:
            return TempoSaid(float(number), 0, _without(text, match))
    return TempoSaid(None, 0, text)


def _mean(match: re.Match[str]) -> float:
    numbers = [float(group.replace(",", ".")) for group in match.groups() if group]
    return sum(numbers) / len(numbers)


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} , {text[match.end() :]}"

"""What was heard in a song, in words and as parts along its length; any shape of facts is safe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from remixes.models import Analysis

HUES = 6
"""How many colours tell sections apart; the seventh letter has the first colour again."""
_UNSTEADY_BPM = 3.0


@dataclass(frozen=True)
class Section:
    """A stretch of a song; sections that sound alike share a letter. Percent of its length."""

    letter: str
    label: str
    start_s: float
    end_s: float
    left: float
    width: float

    @property
    def name(self) -> str:
        return self.label.capitalize() or f"Part {self.letter}"

    @property
    def hue(self) -> int:
        return (ord(self.letter[:1].upper() or "A") - ord("A")) % HUES + 1


@dataclass(frozen=True)
class Heard:
    """Words for people; empty where nothing believable was heard."""

    tempo: str = ""
    key: str = ""
    meter: str = ""
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True)
class Sounding:
    """What a player draws of some bytes: their parts, and whether a fine wave is kept."""

    sections: tuple[Section, ...]
    has_wave: bool


def soundings(hashes: list[str]) -> dict[str, Sounding]:
    """By content hash, in one query, without reading the waves themselves."""
    found = Analysis.objects.filter(pk__in=hashes).annotate(bare=Q(wave__isnull=True))
    rows = found.values_list("sha256", "facts", "bare")
    return {
        sha256: Sounding(_sections(facts) if isinstance(facts, dict) else (), not bare)
        for sha256, facts, bare in rows
    }


def heard_in(sha256: str) -> tuple[Heard | None, bool]:
    """What was heard in these bytes, and whether somebody is still listening."""
    analysis = Analysis.objects.filter(pk=sha256).first() if sha256 else None
    if analysis is None:
        return None, False
    return heard(analysis.facts), analysis.is_awaited


def heard(facts: Any) -> Heard | None:
    """Facts of `remixes.analysis` in words; None when there are none."""
    if not isinstance(facts, dict):
        return None
    has_pulse = facts.get("has_pulse", True)
    return Heard(
        tempo=_tempo(facts) if has_pulse else "no steady pulse",
        key=str(facts.get("key") or ""),
        meter=f"{facts['meter']}/4" if has_pulse and facts.get("meter") else "",
        sections=_sections(facts),
    )


def _tempo(facts: dict[str, Any]) -> str:
    """One number, or the range of a tempo that moves."""
    middle = facts.get("tempo")
    if not isinstance(middle, int | float):
        return ""
    curve = [bpm for _, bpm in facts.get("tempo_curve") or ()]
    if not facts.get("is_steady", True) and curve and max(curve) - min(curve) > _UNSTEADY_BPM:
        return f"{min(curve):.0f} to {max(curve):.0f} BPM, moving"
    return f"{middle:.0f} BPM"


def _sections(facts: dict[str, Any]) -> tuple[Section, ...]:
    length = facts.get("duration_s") or 0.0
    if not length:
        return ()
    found = []
    for one in facts.get("sections") or ():
        start, end = max(0.0, one["start"]), min(length, one["end"])
        if end > start:
            found.append(
                Section(
                    letter=one.get("letter", ""),
                    label=one.get("label", ""),
                    start_s=start,
                    end_s=end,
                    left=round(100 * start / length, 3),
                    width=round(100 * (end - start) / length, 3),
                )
            )
    return tuple(found)

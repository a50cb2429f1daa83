"""The dramaturgy of a version bar by bar: how full it is, where fills, builds and breaks fall."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from remixes.engine.music.form import Form, Passage

_LEVELS = {
    "intro": 1, "verse": 2, "build": 2, "chorus": 3, "drop": 3, "swell": 3, "breakdown": 1,
    "outro": 1,
}  # fmt: skip
PEAKS = ("chorus", "drop", "swell")
"""The parts in which everybody plays."""
_MIXED = ("intro", "outro")


@dataclass(frozen=True)
class Bar:
    """Level 0 (song alone) to 3 (everybody); `is_first` begins a section, `fill` 0..1 ends one.

    `place` counts bars inside a part of `length` bars, `turn` how often that part came before.
    """

    level: int
    is_first: bool = False
    fill: float = 0.0
    part: str = ""
    place: int = 0
    length: int = 8
    turn: int = 0
    lands: bool = False
    """The first bar of a peak that something has led up to."""
    halts: bool = False
    """Its last beat is silent, for the next bar to fall into."""

    @property
    def share(self) -> float:
        """How far into its part this bar begins, 0..1."""
        return self.place / max(1, self.length)


def shape(form: Form) -> tuple[Bar, ...]:
    """One Bar per bar that the band counts; a club's that warms up has a beat at both ends."""
    bars = tuple(_bars(_joined(form.passages)))
    warms_up = [passage.part for passage in form.passages[:2]] == ["intro", "intro"]
    if not warms_up or all(bar.part != "drop" for bar in bars):
        return bars
    return tuple(replace(b, level=max(b.level, 1)) if b.part in _MIXED else b for b in bars)


def told_by(bars: tuple[Bar, ...], sections: Sequence[tuple[int, int, str]]) -> tuple[Bar, ...]:
    """The same bars where lyrics say what they are: (first bar, bar after the last, kind)."""
    peak = next((bar.part for bar in bars if bar.part in PEAKS), "chorus")
    kinds = {"chorus": peak, "verse": "verse", "prechorus": "verse", "bridge": "breakdown"}
    parts = [bar.part for bar in bars]
    for first, stop, kind in sections:
        if kind in kinds:
            inside = range(max(0, first), min(stop, len(parts)))
            for at in inside:
                parts[at] = kinds[kind]
    return tuple(_bars([(part, len(list(run))) for part, run in groupby(parts)]))


def _joined(passages: tuple[Passage, ...]) -> list[tuple[str, int]]:
    """(part, bars), with neighbours of one part as one."""
    parts: list[tuple[str, int]] = []
    for passage in passages:
        if parts and parts[-1][0] == passage.part:
            parts[-1] = (passage.part, parts[-1][1] + passage.bars)
        else:
            parts.append((passage.part, passage.bars))
    return parts


def _bars(parts: list[tuple[str, int]]) -> Iterator[Bar]:
    seen: Counter[str] = Counter()
    before = ""
    # Clubs are used to the hole before a drop; elsewhere it is kept for the last time.
    is_club = any(part == "drop" for part, _ in parts)
    for k, (part, length) in enumerate(parts):
        after = parts[k + 1][0] if k + 1 < len(parts) else ""
        for place in range(length):
            yield _bar(
                part, place, length, seen[part], before, after, can_halt=is_club or seen[part] > 0
            )
        seen[part] += 1
        before = part


def _bar(
    part: str,
    place: int,
    length: int,
    turn: int,
    before: str,
    after: str,
    *,
    can_halt: bool,
) -> Bar:
    ends = place == length - 1
    phrase_ends = place % 8 == 7
    fill = 1.0 if ends or phrase_ends else 0.45 if place % 4 == 3 else 0.0
    rises = after in PEAKS and part not in PEAKS
    return Bar(
        _level(part, place, length),
        place % 8 == 0 and (place == 0 or part in PEAKS),
        fill if part not in ("intro", "breakdown") or rises or ends else 0.0,
        part,
        place,
        length,
        turn,
        lands=place == 0 and part in PEAKS and before not in PEAKS and before != "",
        halts=ends and rises and part == "build" and can_halt,
    )


def _level(part: str, place: int, length: int) -> int:
    """Intros grow, breakdowns empty out and fill again, outros lose one after the other."""
    share = place / max(1, length)
    if part in ("intro", "breakdown"):
        return int(share >= 0.5)
    if part == "outro":
        return 2 if share < 0.34 and length >= 4 else 1 if share < 0.75 else 0
    return _LEVELS.get(part, 2)

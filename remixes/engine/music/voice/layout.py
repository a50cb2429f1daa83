"""Which bars every line of lyrics gets: at ease if there is room, else ever tighter; no notes."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from remixes.analysis.song import Song
from remixes.engine.music.lyrics import Line
from remixes.engine.music.voice.breaths import Breath

_BROAD = ("chorus", "bridge", "outro")
_LAST_S = 0.75
"""Holding the last syllable, and breathing."""
_SHORT_BAR_S = 1.75
"""Shorter bars go by in pairs."""
_SPARE = 0.06
"""The share of a bar that may be missing: rhythm closes up by so much."""


@dataclass(frozen=True)
class Pace:
    """Seconds per syllable (in broad sections, elsewhere), bars of air and of instrumentals."""

    broad_s: float
    usual_s: float
    air: int
    solo: int
    is_even: bool
    last_s: float = _LAST_S


PACES = (
    Pace(0.46, 0.36, 16, 8, is_even=True),
    Pace(0.46, 0.36, 8, 8, is_even=True),
    Pace(0.42, 0.33, 4, 8, is_even=True),
    Pace(0.38, 0.31, 2, 4, is_even=True),
    Pace(0.34, 0.29, 2, 4, is_even=False),
    Pace(0.28, 0.26, 0, 2, is_even=False),
    Pace(0.21, 0.21, 0, 0, is_even=False, last_s=0.55),
    Pace(0.15, 0.15, 0, 0, is_even=False, last_s=0.3),
)
EASY = PACES[4]
"""The tightest that asks for no more bars."""


@dataclass(frozen=True)
class Slot:
    """A line, its breaths, the bar it begins in, and how many bars each breath has."""

    line: Line
    breaths: tuple[Breath, ...]
    bar: int
    bars: tuple[int, ...]

    @property
    def stop(self) -> int:
        """The bar after its last."""
        return self.bar + sum(self.bars)


Written = Sequence[tuple[Line, tuple[Breath, ...]]]


def laid_out(written: Written, song: Song, bars: tuple[int, int]) -> tuple[Pace, tuple[Slot, ...]]:
    """The easiest pace at which all lines fit into bars (first, stop), and their places.

    At the tightest pace the lines that still do not fit are missing at the end; if not even one
    fits, as much of the first as does is sung.
    """
    first, stop = bars
    for pace in PACES:
        slots = tuple(_in_order(written, song, pace, first))
        if not slots or slots[-1].stop <= stop:
            return pace, slots
    placed = tuple(_until(slots, stop))
    if any(slot.breaths for slot in placed):
        return PACES[-1], placed
    return PACES[-1], placed + tuple(_begun(slots[len(placed) :], stop))


def bars_at_ease(written: Written, song: Song) -> int:
    """How many bars all lines take at a pace that leaves nothing to be desired."""
    return max((slot.stop for slot in _in_order(written, song, EASY, 0)), default=0)


def _in_order(written: Written, song: Song, pace: Pace, bar: int) -> Iterator[Slot]:
    has_sung = False
    section = 0
    for line, breaths in written:
        if line.section != section:
            bar += pace.air if has_sung and not _is_answer(line) else 0
            section = line.section
        if line.is_tag:
            solo = pace.solo if line.kind == "instrumental" else 0
            yield Slot(line, (), bar, (solo,) if solo else ())
            bar += solo
            continue
        bars = tuple(_bars_for(breath, line.kind, song, pace) for breath in breaths)
        yield Slot(line, breaths, bar, bars)
        bar += sum(bars)
        has_sung = has_sung or bool(breaths)


def _is_answer(line: Line) -> bool:
    """A chorus follows what leads to it without a pause; a solo is a pause of its own."""
    return line.kind in ("chorus", "prechorus", "instrumental")


def _bars_for(breath: Breath, kind: str, song: Song, pace: Pace) -> int:
    like_s = pace.broad_s if kind in _BROAD else pace.usual_s
    seconds = sum(max(like_s, s.shortest_s * 0.9) for s in breath.syllables[:-1]) + pace.last_s
    bar_s = song.meter * 60 / song.bpm
    count = max(1, math.ceil(seconds / bar_s - _SPARE))
    return count + count % 2 if pace.is_even and bar_s < _SHORT_BAR_S else count


def _until(slots: Sequence[Slot], stop: int) -> Iterator[Slot]:
    for slot in slots:
        if slot.stop > stop or (slot.line.is_tag and slot.bar >= stop):
            return
        yield slot


def _begun(slots: Sequence[Slot], stop: int) -> Iterator[Slot]:
    """As many breaths of the first line as there are bars for."""
    for slot in slots[:1]:
        ends = accumulate(slot.bars, initial=slot.bar)
        count = sum(end <= stop for end in ends) - 1
        if count > 0:
            yield replace(slot, breaths=slot.breaths[:count], bars=slot.bars[:count])

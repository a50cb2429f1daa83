"""The dramaturgy of a version: how full each bar is, where fills, builds and breaks fall."""

from dataclasses import dataclass

import numpy as np

from remixes.analysis.song import Song

_BREAK_FROM_BARS = (28, 14)
_PHRASE = 8


@dataclass(frozen=True)
class Bar:
    """Level 0 (song alone) to 3 (everybody); `is_first` begins a section, `fill` 0..1 ends one."""

    level: int
    is_first: bool = False
    fill: float = 0.0
    is_build: bool = False


def shape(song: Song, version: int) -> tuple[Bar, ...]:
    """One Bar per bar of the song; version 2 opens later and breaks earlier than version 1."""
    starts = _phrase_starts(song)
    levels = _levels(song, starts)
    _open(levels, opening_bars(song, version))
    _break(levels, starts, version)
    _close(levels)
    return tuple(_bar(levels, starts, i) for i in range(song.bars))


def _phrase_starts(song: Song) -> list[int]:
    """Section starts, with long sections cut into phrases of eight bars."""
    starts: list[int] = []
    for first, stop in song.sections:
        for start in range(first, min(stop, song.bars), _PHRASE):
            if not starts or start - starts[-1] >= 2:
                starts.append(start)
    return starts or [0]


def _levels(song: Song, starts: list[int]) -> list[int]:
    """How loud the song itself is in a phrase decides how full the band plays."""
    loud = np.percentile(song.levels, 85) + 1e-9
    levels: list[int] = []
    for start, stop in zip(starts, [*starts[1:], song.bars], strict=True):
        share = float(np.mean(song.levels[start:stop]) / loud) if stop > start else 0.0
        levels += [1 if share < 0.45 else 2 if share < 0.88 else 3] * (stop - start)
    levels += [1] * (song.bars - len(levels))
    return levels


def opening_bars(song: Song, version: int) -> int:
    """How many bars pass before everybody plays."""
    if song.bars < 6:
        return 0
    if song.bars < 12:
        return 2
    return (4, 8)[version - 1] if song.bars >= 24 else (2, 4)[version - 1]


def _open(levels: list[int], light: int) -> None:
    """The band comes in step by step."""
    alone = light // 2
    for bar in range(min(light, len(levels))):
        levels[bar] = min(levels[bar], 0 if bar < alone else 1)


def _break(levels: list[int], starts: list[int], version: int) -> None:
    """One phrase with little in it, then everybody."""
    bars = len(levels)
    if bars < _BREAK_FROM_BARS[version - 1]:
        return
    wanted = (0.6, 0.42)[version - 1] * bars
    start = min(starts, key=lambda s: (abs(s - wanted), s))
    length = 2 if bars < _BREAK_FROM_BARS[0] else 4 if bars < 48 else _PHRASE
    for bar in range(start, min(start + length, bars)):
        levels[bar] = 1 if version == 1 else 0
    for bar in range(start + length, min(start + length + _PHRASE, bars)):
        levels[bar] = 3


def _close(levels: list[int]) -> None:
    bars = len(levels)
    for bar in range(max(0, bars - (4 if bars >= 24 else 1)), bars):
        levels[bar] = min(levels[bar], 1)
    if bars >= 8:
        levels[-1] = 0


def _bar(levels: list[int], starts: list[int], i: int) -> Bar:
    after = levels[i + 1] if i + 1 < len(levels) else 0
    begins = i in starts or (i > 0 and levels[i] != levels[i - 1])
    since = i - max((s for s in starts if s <= i), default=0)
    ends = i + 1 in starts or after != levels[i]
    fill = 1.0 if ends else 0.45 if since % 4 == 3 else 0.0
    return Bar(levels[i], begins, fill, is_build=after > levels[i] and after >= 2)

"""An analysed song as plain data for pages and tables: JSON in, nothing of the engine needed."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import numpy as np

from remixes.analysis.song import Song

VERSION = 1

_CURVE_POINTS = 64
_STEADY_WITHIN = 0.02


def summary(song: Song) -> dict[str, Any]:
    """Tempo, bars, key, chords and form of a song; times in seconds, levels 0..1.

    `tempo_curve` has at most 64 pairs of (seconds, beats per minute); chords that last are merged.
    """
    curve = _tempo_curve(song)
    tempi = np.array([bpm for _, bpm in curve])
    downbeats = [song.bar_at(bar) for bar in range(song.bars)]
    return {
        "version": VERSION,
        "duration_s": round(song.duration_s, 3),
        "has_pulse": song.has_pulse,
        "tempo": round(song.bpm, 1),
        "tempo_curve": curve,
        "is_steady": bool(song.has_pulse and np.ptp(tempi) < 2 * _STEADY_WITHIN * song.bpm),
        "meter": song.meter,
        "key": str(song.key),
        "downbeats": [round(at, 3) for at in downbeats if 0 <= at < song.duration_s],
        "chords": list(_chords(song)),
        "sections": list(_sections(song)),
    }


def _tempo_curve(song: Song) -> list[list[float]]:
    """Medians over stretches of equally many beats: one uneven beat is no change of tempo."""
    gaps = np.diff(song.times)
    parts = max(1, min(_CURVE_POINTS, len(gaps) // (2 * song.meter)))
    stretches = np.array_split(np.arange(len(gaps)), parts)
    return [
        [round(max(0.0, song.at(int(s[0]))), 3), round(float(60 / np.median(gaps[s])), 1)]
        for s in stretches
    ]


def _chords(song: Song) -> Iterator[list[float | str]]:
    beat = 0
    for chord, run in groupby(song.chords):
        first, beat = beat, beat + len(list(run))
        start, end = (_within(song, song.at(at)) for at in (first, beat))
        if end > start:
            yield [start, end, str(chord)]


def _sections(song: Song) -> Iterator[dict[str, float | str]]:
    levels = [float(song.levels[first:stop].mean()) for first, stop in song.sections]
    names = zip(song.letters, song.labels, strict=True) if song.letters else []
    named = [*names, *[("", "")] * len(levels)]
    for (first, stop), level, (letter, label) in zip(song.sections, levels, named, strict=False):
        yield {
            "start": _within(song, song.bar_at(first)),
            "end": song.duration_s if stop >= song.bars else _within(song, song.bar_at(stop)),
            "letter": letter,
            "label": label,
            "level": round(level / (max(levels) + 1e-9), 3),
        }


def _within(song: Song, at: float) -> float:
    return round(min(max(0.0, at), song.duration_s), 3)

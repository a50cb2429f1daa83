"""Which bars of the source sound in which order, and what each stretch is to the listener.

It knows the song's score only: no sound, no instruments.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from remixes.analysis.harmony import Chord
from remixes.analysis.song import Song
from remixes.engine.music.landmarks import Landmarks, landmarks, parts_by_bar
from remixes.engine.music.retelling import SHORT_BARS, Row, lead_in, told_anew
from remixes.engine.music.styles import Drama

Spans = tuple[tuple[int, int], ...]
"""(first bar, bar after the last) of the source, in the order they are to sound."""

_LONGEST_S = 360.0
_PICKUP_S = 0.02
"""How much of a song's first bar is missing where that is more than a blur of its analysis."""
_REORDERED_UP_TO = 200
"""Bars; longer songs keep their own order in both versions."""


@dataclass(frozen=True)
class Passage:
    """One part of a version (intro, verse, build, chorus, drop, breakdown, outro).

    `first` and `stop` are bars of the source, `bars` how many the band counts.
    """

    part: str
    first: int
    stop: int
    bars: int


@dataclass(frozen=True)
class Form:
    """Passages in the order they sound, and in a few words what is particular about it."""

    passages: tuple[Passage, ...]
    words: str

    @property
    def spans(self) -> Spans:
        """The passages' bars of the source, joined where they follow each other."""
        spans: list[tuple[int, int]] = []
        for passage in self.passages:
            if spans and spans[-1][1] == passage.first:
                spans[-1] = (spans[-1][0], passage.stop)
            else:
                spans.append((passage.first, passage.stop))
        return tuple(spans)

    @property
    def bars(self) -> int:
        """How many bars the band counts."""
        return sum(passage.bars for passage in self.passages)

    def room(self) -> tuple[int, int]:
        """(first, stop) counted bars between intro and outro, where a voice has its place."""
        first = self.passages[0].bars if self.passages[0].part == "intro" else 0
        last = self.passages[-1].bars if self.passages[-1].part == "outro" else 0
        return (first, self.bars - last) if first + last < self.bars else (0, self.bars)

    def lengthened(self, bars: int) -> "Form":
        """The middle again and again until there is room for so many counted bars."""
        first, stop = self.room()
        middle = [p for p in self.passages if p.part not in ("intro", "outro")]
        if not middle or stop - first >= bars:
            return self
        times = -(-(bars - (stop - first)) // sum(p.bars for p in middle))
        at = self.passages.index(middle[-1]) + 1
        passages = (*self.passages[:at], *middle * times, *self.passages[at:])
        return Form(passages, f"{self.words}, verses repeated for the lyrics")


def whole(song: Song) -> Spans:
    """The form as it is."""
    return ((0, song.bars),)


def form_for(song: Song, level: float, number: int, drama: Drama) -> Form:
    """The form of version `number`, on bars that the band counts `level` times as fast.

    Version 1 keeps the order of the song and lifts its choruses; version 2 tells the song anew.
    """
    seen = song.halved() if level < 1 else song
    marks = landmarks(seen)
    if number == 1 or seen.bars > _REORDERED_UP_TO or seen.bars < 2:
        rows, words = _following(seen, marks, number, drama), _WORDS_FOLLOWING[number - 1][drama]
    else:
        rows = told_anew(seen, marks, drama)
        words = _WORDS_ANEW[drama] if seen.bars >= SHORT_BARS else _WORDS_SHORT
    whole_bars = song.beats // (song.meter * (2 if level < 1 else 1))
    rows = _ended(_opened(rows, has_pickup=song.times[0] < -_PICKUP_S), whole_bars)
    named = _named(rows, drama)
    return Form(tuple(_passages(named, song, level)), words)


_WORDS_FOLLOWING: tuple[dict[Drama, str], dict[Drama, str]] = (
    {
        "song": "follows the song and lifts its choruses",
        "club": "follows the song, with builds and drops",
        "drift": "follows the song, unhurried",
    },
    {
        "song": "follows the song, with a long opening",
        "club": "follows the song, with a long opening",
        "drift": "follows the song, with a long opening",
    },
)
_WORDS_ANEW: dict[Drama, str] = {
    "song": "opens with the hook, breaks down before the last chorus",
    "club": "slow build, long breakdown and a second drop",
    "drift": "opens slowly, returns to where it began",
}

_WORDS_SHORT = "plays it twice, first bare, then in full"


def _following(song: Song, marks: Landmarks, number: int, drama: Drama) -> list[Row]:
    """The song's own order; version 2, used where a song is too long to reorder, opens later."""
    parts = parts_by_bar(song, marks)
    bars = len(parts)
    opening = opening_bars(song, number)
    parts[:opening] = ["intro"] * opening
    closing = 0 if bars < 6 else marks.phrase // 2 or 1
    parts[bars - closing :] = ["outro"] * closing
    _edged(parts)
    if "breakdown" not in parts and bars >= 24:
        _broken(parts, marks)
    if drama != "drift":
        _built(parts, marks)
    cuts = sorted({0, bars, *marks.cuts, *(b + 1 for b in range(bars - 1) if _turns(parts, b))})
    return [(parts[low], low, high) for low, high in pairwise(cuts) if high > low]


def _edged(parts: list[str]) -> None:
    """What is quiet next to the intro or the outro belongs to it."""
    for order, name in ((range(len(parts)), "intro"), (range(len(parts) - 1, -1, -1), "outro")):
        for bar in order:
            if parts[bar] not in (name, "breakdown"):
                break
            parts[bar] = name


def _turns(parts: Sequence[str], bar: int) -> bool:
    return parts[bar] != parts[bar + 1]


def _broken(parts: list[str], marks: Landmarks) -> None:
    """One quiet phrase two thirds through, never on the only chorus."""
    wanted = 0.6 * len(parts)
    starts = [cut for cut in marks.cuts if 0.4 < cut / len(parts) < 0.8 and cut != marks.hook]
    if starts:
        start = min(starts, key=lambda cut: (abs(cut - wanted), cut))
        length = max(2, marks.phrase)
        parts[start : start + length] = ["breakdown"] * length


def _built(parts: list[str], marks: Landmarks) -> None:
    """The last bars before each chorus lead into it."""
    length = lead_in(marks)
    for bar in range(length, len(parts)):
        if parts[bar] == "chorus" and parts[bar - 1] not in ("chorus", "build"):
            before = range(max(0, bar - length), bar)
            for low in before:
                parts[low] = "build" if parts[low] != "intro" or low > 0 else parts[low]


def _opened(rows: list[Row], *, has_pickup: bool) -> list[Row]:
    """A first bar that begins before the song is its intro: there is no whole one to repeat."""
    if not has_pickup:
        return rows
    part, first, stop = rows[0]
    later = [(name, max(1, a), b) for name, a, b in rows[1:]]
    if first or part == "intro":
        return [rows[0], *later]
    return [("intro", 0, 1), (part, 1, stop), *later]


def _ended(rows: Sequence[Row], whole_bars: int) -> list[Row]:
    """A last bar that is short belongs to the outro: nothing could follow it on the beat."""
    before = [(part, first, min(stop, whole_bars)) for part, first, stop in rows[:-1]]
    part, first, stop = rows[-1]
    if stop <= whole_bars or part == "outro" or whole_bars == 0:
        return [*before, rows[-1]]
    return [*before, (part, first, whole_bars), ("outro", max(first, whole_bars), stop)]


def _named(rows: Iterable[Row], drama: Drama) -> list[Row]:
    chorus = {"song": "chorus", "club": "drop", "drift": "swell"}[drama]
    kept = [row for row in rows if row[2] > row[1]]
    return [(chorus if part == "chorus" else part, a, b) for part, a, b in kept]


def _passages(rows: Sequence[Row], song: Song, level: float) -> Iterable[Passage]:
    """Rows in bars of the form to bars of the source and of the band."""
    wide = 2 if level < 1 else 1
    for part, first, stop in rows:
        low, high = wide * first, min(wide * stop, song.bars)
        beats = min(high * song.meter, song.beats) - low * song.meter
        yield Passage(part, low, high, math.ceil(math.ceil(beats * level) / song.meter))


def opening_bars(song: Song, number: int) -> int:
    """How many bars pass before everybody plays, where the song keeps its own order."""
    if song.bars < 6:
        return 0
    if song.bars < 12:
        return 2
    return (4, 8)[number - 1] if song.bars >= 24 else (2, 4)[number - 1]


def longest_bars(song: Song) -> int:
    """How many bars of this song six minutes hold, at least its own."""
    return max(song.bars, int(max(_LONGEST_S, song.duration_s) / (song.meter * 60 / song.bpm)))


def recut_song(song: Song, spans: Spans) -> Song:
    """The song's score in the new order; times run on without a gap."""
    if spans == whole(song):
        return song
    times: list[float] = []
    chords: list[Chord] = []
    levels: list[float] = []
    sections: list[tuple[int, int]] = []
    # A version that begins inside the song begins at once.
    shift = -song.bar_at(spans[0][0]) if spans[0][0] else 0.0
    for k, (first, stop) in enumerate(spans):
        low, high = first * song.meter, min(stop * song.meter, song.beats)
        # Where spans meet, beats lie inside the sound.
        beats = np.maximum(song.times[low : high + 1], 0.0 if k else -np.inf)
        beats = np.minimum(beats, song.duration_s if k + 1 < len(spans) else np.inf)
        if times:
            shift = times.pop() - float(beats[0])
        times += [float(t) + shift for t in beats]
        chords += song.chords[low:high]
        sections.append((len(levels), len(levels) + stop - first))
        levels += list(song.levels[first:stop])
    ends = spans[-1][1] >= song.bars
    return replace(
        song,
        times=np.array(times),
        chords=tuple(chords),
        levels=np.array(levels),
        sections=tuple(sections),
        letters=(),
        labels=(),
        duration_s=song.duration_s + shift if ends else times[-1],
    )

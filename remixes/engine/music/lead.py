"""Lyrics or a wordless vocalise as a sung lead: which bars, which notes, which timeline."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from remixes.analysis.song import Song
from remixes.engine.music.instruments.notes import Note, echoes
from remixes.engine.music.lyrics import Line, parse
from remixes.engine.music.melody import Place, compose
from remixes.engine.music.part import Part
from remixes.engine.music.voice.breaths import Breath, breaths_of
from remixes.engine.music.voice.layout import Pace, Slot, bars_at_ease, laid_out
from remixes.engine.music.voice.line import Phrase
from remixes.engine.music.voice.phonemes import WORDLESS
from remixes.engine.music.voice.sung import Sung
from remixes.engine.music.voice.tune import Tunes

Entry = dict[str, int | str]
Sections = tuple[tuple[int, int, str], ...]
"""(first bar, bar after the last, kind): verse, prechorus, chorus, bridge, intro, outro or
instrumental."""

_ECHO_KEEP = 0.22
_RING_S = 0.3
"""So much of a bar may be missing at the end of a song: there singers breathe anyway."""
_SOON_BARS = 3
_BROAD = ("chorus", "bridge", "outro")


@dataclass(frozen=True)
class Mark:
    """One entry of the timeline: a line and its phrases [first, stop) of the voice."""

    index: int
    text: str
    first: int
    stop: int
    at_s: float
    """When it would begin if nothing is sung for it."""
    until_s: float


@dataclass(frozen=True)
class Lead:
    """What leads a version: notes, when they sound (seconds), the voice, and what did not fit."""

    notes: tuple[Note, ...] = ()
    spans: tuple[tuple[float, float], ...] = ()
    sung: Sung | None = None
    marks: tuple[Mark, ...] = ()
    left_out: int = 0
    """Lines of which not every word has its place."""
    sections: Sections = ()
    ends_s: float = math.inf
    """When the song ends; nothing on the timeline lies behind it."""

    @property
    def parts(self) -> dict[str, Part]:
        """The voice as a stem of the mix; nothing where nothing is sung."""
        return {"voice": self.sung} if self.sung else {}

    @property
    def has_words(self) -> bool:
        """Whether any word of the lyrics is sung."""
        return any(mark.first < mark.stop for mark in self.marks)

    @cached_property
    def timeline(self) -> tuple[Entry, ...]:
        """Lines and tags with the milliseconds in which they are heard.

        Measured on the sound of the voice: what has not been sung yet is sung for it. A tag lasts
        until its first line begins.
        """
        return tuple(entry for entry, _ in self._entries())

    @cached_property
    def words(self) -> tuple[tuple[int, ...], ...]:
        """Per entry of the timeline, the milliseconds at which its words begin."""
        return tuple(words for _, words in self._entries())

    def _entries(self) -> Iterator[tuple[Entry, tuple[int, ...]]]:
        for k, mark in enumerate(self.marks):
            start, stop = self._silent(k)
            words: tuple[int, ...] = ()
            if self.sung and mark.first < mark.stop:
                heard = [self.sung.heard(number) for number in range(mark.first, mark.stop)]
                start, stop = heard[0][0], heard[-1][1]
                words = tuple(_ms(at) for each in heard for at in each[2])
            first, last = (_ms(min(at, self.ends_s)) for at in (start, stop))
            entry: Entry = {"index": mark.index, "text": mark.text}
            yield entry | {"start": first, "end": max(first, last)}, words

    def _silent(self, k: int) -> tuple[float, float]:
        """A tag stands where its section does; it ends with the first sound if that is close."""
        mark = self.marks[k]
        later = next((m for m in self.marks[k + 1 :] if m.first < m.stop), None)
        if later is None or self.sung is None or later.at_s > mark.until_s:
            return mark.at_s, mark.at_s
        onset = self.sung.heard(later.first)[0]
        return min(mark.at_s, onset), onset


def bars_needed(lyrics: str, song: Song) -> int:
    """Bars that all lines take at an easy pace; none for tags alone."""
    written = _written(lyrics)
    return bars_at_ease(written, song) if any(breaths for _, breaths in written) else 0


def lyric_lead(
    lyrics: str, song: Song, bars: tuple[int, int], instrument: str, seed: int, *, octave: int = 0
) -> Lead:
    """Sing lyric lines in bars (first, stop) of the song; lines that do not fit are counted.

    `notes` is the same tune for an instrument, should one play along, `octave` higher.
    """
    written = _written(lyrics)
    pace, slots = laid_out(written, song, _whole(song, bars))
    tunes = Tunes(song.key, seed)
    phrases: list[Phrase] = []
    marks: list[Mark] = []
    for slot in slots:
        first = len(phrases)
        phrases += _phrases(slot, slots, pace, song, tunes, seed)
        at = song.bar_at(slot.bar)
        until = song.bar_at(slot.stop + _SOON_BARS)
        marks.append(Mark(slot.line.index, slot.line.text, first, len(phrases), at, until))
    placed = {slot.line.index: len(slot.breaths) for slot in slots}
    return Lead(
        _notes(phrases, song, instrument, octave),
        _spans(phrases),
        Sung(phrases) if phrases else None,
        tuple(marks),
        sum(placed.get(line.index, 0) < len(breaths) for line, breaths in written),
        _sections(slots, song),
        song.duration_s,
    )


def vocalise(
    song: Song, bars: tuple[int, int], instrument: str, seed: int, *, octave: int = 0
) -> Lead:
    """A wordless tune in phrases of two bars, form A A B A, then a rest."""
    rng = np.random.default_rng([seed, 99])
    colours = rng.permutation(len(WORDLESS))
    counts = {motif: int(rng.integers(3, 7)) for motif in "AB"}
    tunes = Tunes(song.key, seed)
    phrases: list[Phrase] = []
    first, stop = _whole(song, bars)
    length = 2 if stop - first >= 2 else 1
    for number, bar in enumerate(range(first, stop - length + 1, length)):
        if number % 5 == 4:
            continue
        motif = "AABA"[number % 5]
        colour = WORDLESS[colours["AB".index(motif)]]
        sounds = [colour[min(k, 2)] for k in range(counts[motif])]
        breath = Breath(" ".join(sounds), (False,) * len(sounds))
        kind = "verse" if motif == "A" else "chorus"
        place = Place(bar, length, kind, motif, 0.55)
        phrases.append(compose(breath, place, song, tunes, seed + number))
    return Lead(
        _notes(phrases, song, instrument, octave),
        _spans(phrases),
        Sung(phrases) if phrases else None,
    )


def _whole(song: Song, bars: tuple[int, int]) -> tuple[int, int]:
    """Without a last bar in which the song ends, if others are left."""
    first, stop = bars
    is_short = song.bar_at(stop) > song.duration_s + _RING_S
    return (first, stop - 1) if is_short and stop - first > 1 else bars


def _written(lyrics: str) -> list[tuple[Line, tuple[Breath, ...]]]:
    return [(line, breaths_of(line)) for line in parse(lyrics)]


def _phrases(
    slot: Slot, slots: Sequence[Slot], pace: Pace, song: Song, tunes: Tunes, seed: int
) -> list[Phrase]:
    """One per breath, in the slot's bars."""
    line, bar = slot.line, slot.bar
    kind = line.kind or "verse"
    pace_s = pace.broad_s if kind in _BROAD else pace.usual_s
    alike = sorted({s.line.section for s in slots if s.line.kind == line.kind})
    phrases = []
    # An instrumental has bars and no breath.
    for number, (breath, bars) in enumerate(zip(slot.breaths, slot.bars, strict=False)):
        motif = str((line.place + number) % 4)
        place = Place(bar, bars, kind, motif, pace_s, alike.index(line.section))
        phrases.append(compose(breath, place, song, tunes, seed + 97 * line.index + number))
        bar += bars
    return phrases


def _notes(phrases: Sequence[Phrase], song: Song, instrument: str, octave: int) -> tuple[Note, ...]:
    """The tune for an instrument."""
    notes = [
        Note(tone.start_s, tone.length_s, instrument, tone.pitch + 12 * octave, 0.9)
        for phrase in phrases
        for tone in phrase.tones
    ]
    return (*notes, *echoes(notes, 0.75 * 60 / song.bpm, 2, _ECHO_KEEP))


def _spans(phrases: Sequence[Phrase]) -> tuple[tuple[float, float], ...]:
    return tuple(
        (phrase.tones[0].start_s, phrase.tones[-1].start_s + phrase.tones[-1].length_s)
        for phrase in phrases
    )


def _sections(slots: Sequence[Slot], song: Song) -> Sections:
    """The whole song's bars by what the lyrics say of them; without voice it is instrumental."""
    out: list[tuple[int, int, str]] = []
    at = 0
    for slot in slots:
        if slot.stop <= slot.bar:
            continue
        if slot.bar > at:
            out.append((at, slot.bar, "instrumental" if out else "intro"))
        kind = slot.line.kind or "verse"
        if out and out[-1][1] == slot.bar and out[-1][2] == kind and slot.line.place:
            out[-1] = (out[-1][0], slot.stop, kind)
        else:
            out.append((slot.bar, slot.stop, kind))
        at = slot.stop
    if out and at < song.bars:
        out.append((at, song.bars, "outro"))
    return tuple(out)


def _ms(seconds: float) -> int:
    return max(0, round(1000 * seconds))

"""Lyrics or a wordless vocalise as a lead part: which line begins in which bar, and its notes.

The lead is an instrument: it plays every syllable at its time but pronounces no words.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from remixes.analysis.song import Song
from remixes.engine.music.instruments.notes import Note, echoes
from remixes.engine.music.lyrics import Line, parse, syllables
from remixes.engine.music.melody import Phrase, Tone, bars_for, sing, slot_of

Entry = dict[str, int | str]

_TIGHT_SLOT = 0.25
_CENTRE = 66
_CHORUS_LIFT = 3
_ECHO_KEEP = 0.22


@dataclass(frozen=True)
class Lead:
    """Notes, when they sound (seconds), the timeline of lyric lines, and what did not fit."""

    notes: tuple[Note, ...] = ()
    spans: tuple[tuple[float, float], ...] = ()
    timeline: tuple[Entry, ...] = ()
    left_out: int = 0


@dataclass(frozen=True)
class _Slot:
    """A line and the bars it gets."""

    line: Line
    bar: int
    bars: int


def bars_needed(lyrics: str, song: Song) -> int:
    """Bars that all lines take at an easy pace."""
    slot = slot_of(song)
    lines = [line for line in parse(lyrics) if not line.is_tag]
    return sum(bars_for(len(syllables(line.text)), song, slot) for line in lines)


def lyric_lead(
    lyrics: str, song: Song, bars: tuple[int, int], instrument: str, seed: int, *, octave: int = 0
) -> Lead:
    """Place lyric lines into bars (first, stop) of the song; lines that do not fit are counted."""
    lines = parse(lyrics)
    slots = list(_laid_out(lines, song, bars))
    tones: dict[int, tuple[Tone, ...]] = {}
    for slot in slots:
        vowels = () if slot.line.is_tag else syllables(slot.line.text)
        if vowels:
            motif = f"{slot.line.section}/{slot.line.place % 4}"
            lift = _CHORUS_LIFT if "chorus" in slot.line.section else 0
            phrase = Phrase(vowels, slot.bar * song.meter, slot.bars * song.meter, motif)
            tones[slot.line.index] = sing(phrase, song, _CENTRE + lift + 12 * octave, seed)
    played = [tone for phrase in tones.values() for tone in phrase]
    return Lead(
        _notes(played, song, instrument),
        _spans(tones.values(), song),
        _timeline(slots, tones, song),
        len(lines) - len(slots),
    )


def vocalise(
    song: Song, bars: tuple[int, int], instrument: str, seed: int, *, octave: int = 0
) -> Lead:
    """A wordless tune in phrases of two bars, form A A B A, then a rest."""
    rng = np.random.default_rng([seed, 99])
    counts = {motif: int(rng.integers(4, 8)) for motif in "AB"}
    shapes = {motif: rng.choice(["ah", "oo", "oh"], size=12) for motif in "AB"}
    phrases: list[tuple[Tone, ...]] = []
    first, stop = bars
    length = 2 if stop - first >= 2 else 1
    for number, bar in enumerate(range(first, stop - length + 1, length)):
        if number % 5 == 4:
            continue
        motif = "AABA"[number % 5]
        vowels = tuple(str(v) for v in shapes[motif][: counts[motif]])
        phrase = Phrase(vowels, bar * song.meter, length * song.meter, motif)
        phrases.append(sing(phrase, song, _CENTRE + 12 * octave, seed))
    played = [tone for phrase in phrases for tone in phrase]
    return Lead(_notes(played, song, instrument), _spans(phrases, song))


def _laid_out(lines: Sequence[Line], song: Song, bars: tuple[int, int]) -> Iterator[_Slot]:
    """Easy lines with air between sections if the bars allow it, else ever tighter."""
    first, stop = bars
    slot, gap, even = _pace(lines, song, stop - first)
    bar, has_sung = first, False
    for line in lines:
        if line.is_tag:
            bar += gap if has_sung else 0
            if bar >= stop:
                return
            yield _Slot(line, bar, 0)
            continue
        need = bars_for(len(syllables(line.text)), song, slot)
        need += need % 2 if even else 0
        if bar + need > stop:
            return
        yield _Slot(line, bar, need)
        bar, has_sung = bar + need, True


def _pace(lines: Sequence[Line], song: Song, room: int) -> tuple[float, int, bool]:
    """(beats per syllable, bars between sections, whether lines fill even bars)."""
    easy = slot_of(song)
    tags = sum(line.is_tag for line in lines)
    options = ((easy, 2, True), (easy, 2, False), (easy, 0, False), (easy / 2, 0, False))
    for slot, gap, even in options:
        total = gap * tags
        for line in lines:
            if not line.is_tag:
                need = bars_for(len(syllables(line.text)), song, slot)
                total += need + (need % 2 if even else 0)
        if total <= room:
            return slot, gap, even
    return max(_TIGHT_SLOT, easy / 2), 0, False


def _notes(tones: Sequence[Tone], song: Song, instrument: str) -> tuple[Note, ...]:
    """Tones as notes of the lead; a voice changes its vowel with the syllable."""
    notes = []
    for tone in tones:
        name = f"voice {tone.vowel}" if instrument.startswith("voice") else instrument
        start = song.at(tone.beat)
        gain = 1.0 if tone.beat % 1 == 0 else 0.88
        length = song.at(tone.beat + tone.length) - start
        notes.append(Note(start, length, name, tone.pitch, gain))
    return (*notes, *echoes(notes, 0.75 * 60 / song.bpm, 2, _ECHO_KEEP))


def _spans(phrases: Iterable[tuple[Tone, ...]], song: Song) -> tuple[tuple[float, float], ...]:
    return tuple(
        (song.at(phrase[0].beat), song.at(phrase[-1].beat + phrase[-1].length))
        for phrase in phrases
        if phrase
    )


def _first_line_after(
    tag: _Slot, later: Sequence[_Slot], tones: dict[int, tuple[Tone, ...]], song: Song
) -> float:
    """Where a tag's first line begins; where the tag stands when there is none close by."""
    phrase = next((tones[s.line.index] for s in later if s.line.index in tones), ())
    if phrase and phrase[0].beat < (tag.bar + 3) * song.meter:
        return song.at(phrase[0].beat)
    return song.bar_at(tag.bar)


def _timeline(
    slots: Sequence[_Slot], tones: dict[int, tuple[Tone, ...]], song: Song
) -> tuple[Entry, ...]:
    """Sorted entries in whole milliseconds; a tag lasts until its first line begins."""
    entries: list[Entry] = []
    for k, slot in enumerate(slots):
        phrase = tones.get(slot.line.index, ())
        if phrase:
            start = song.at(phrase[0].beat)
            stop = song.at(phrase[-1].beat + phrase[-1].length)
        else:
            start = song.bar_at(slot.bar)
            stop = _first_line_after(slot, slots[k + 1 :], tones, song)
        start_ms = max(0, round(1000 * start))
        entries.append(
            {
                "index": slot.line.index,
                "text": slot.line.text,
                "start": start_ms,
                "end": max(start_ms, round(1000 * stop)),
            }
        )
    return tuple(entries)

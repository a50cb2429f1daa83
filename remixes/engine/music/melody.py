"""The score of one breath: when its syllables sound, on which notes, and who joins in."""

from collections.abc import Sequence
from dataclasses import dataclass

from remixes.analysis.song import Song
from remixes.engine.music.voice.breaths import Breath
from remixes.engine.music.voice.choir import Seat, double, third
from remixes.engine.music.voice.fit import Tone
from remixes.engine.music.voice.line import Phrase
from remixes.engine.music.voice.rhythm import Room, Timing, rhythm
from remixes.engine.music.voice.tune import Beat, Tunes

_APART_S = 0.015
"""Between two notes, for the consonants."""
_HARMONISED = "chorus"


@dataclass(frozen=True)
class Place:
    """Where and as what a breath is sung: bars [bar, bar + bars), its section, its motif."""

    bar: int
    bars: int
    kind: str
    motif: str
    pace_s: float
    round: int = 0
    """How manyth section of its kind it is, from 0."""


def compose(breath: Breath, place: Place, song: Song, tunes: Tunes, seed: int) -> Phrase:
    """Rhythm, tune and choir of a breath; times in seconds of the song."""
    room = Room(
        place.bars * song.meter,
        (song.bar_at(place.bar + place.bars) - song.bar_at(place.bar)) / place.bars / song.meter,
        song.meter,
    )
    timings = rhythm(breath.syllables, room, place.pace_s)
    zero = place.bar * song.meter
    beats = [Beat(song.chord_at(zero + t.onset), t.onset % 1 < 1e-6, t.length) for t in timings]
    pitches = tunes.tune(beats, place.kind, place.motif, breath.phonemes)
    return Phrase(
        breath.phonemes,
        _tones(timings, pitches, song, zero),
        seed,
        _seats(breath, place, pitches, beats, song),
        breath.is_backing if any(breath.is_backing) else (),
        has_choir=place.kind == _HARMONISED,
    )


def _tones(
    timings: Sequence[Timing], pitches: Sequence[int], song: Song, zero: int
) -> tuple[Tone, ...]:
    tones = []
    for timing, pitch in zip(timings, pitches, strict=True):
        start = song.at(zero + timing.onset)
        stop = song.at(zero + timing.onset + timing.length)
        tones.append(Tone(start, max(0.05, stop - start - _APART_S), pitch))
    return tuple(tones)


def _seats(
    breath: Breath, place: Place, pitches: Sequence[int], beats: Sequence[Beat], song: Song
) -> tuple[Seat, ...]:
    """A second take and a third above in choruses, from the second one on a third below too."""
    if place.kind != _HARMONISED and not any(breath.is_backing):
        return ()
    chords = [beat.chord for beat in beats]
    seats = [double(pitches, -1), third(pitches, chords, song.key, is_above=True, side=1)]
    if place.kind == _HARMONISED and place.round:
        seats.append(third(pitches, chords, song.key, is_above=False, side=-1))
    return tuple(seats)

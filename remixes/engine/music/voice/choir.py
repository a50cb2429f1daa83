"""Who sings beside the lead: a second take a little off, thirds that the chord allows; no sound."""

from collections.abc import Sequence
from dataclasses import dataclass

from remixes.analysis.harmony import Chord, Key
from remixes.engine.music.voice.curve import Manner

LOWEST, HIGHEST = 53, 79
_THIRDS = (3, 4, 5, 2)
"""Intervals in semitones, the best first; a fourth or second only where no third fits."""


@dataclass(frozen=True)
class Seat:
    """One more take: MIDI pitch per tone, gain, pan -1..1, lateness, and its manner of singing."""

    pitches: tuple[int, ...]
    gain: float
    pan: float
    late_s: float
    manner: Manner


def double(pitches: Sequence[int], side: int) -> Seat:
    """The same notes once more, as nobody can sing them exactly."""
    manner = Manner(scoop=0.3, vibrato=0.22, vibrato_hz=5.1, drift=0.09, cents=7.0 * side)
    return Seat(tuple(pitches), 0.42, 0.5 * side, 0.021, manner)


def third(
    pitches: Sequence[int], chords: Sequence[Chord], key: Key, *, is_above: bool, side: int
) -> Seat:
    """A third above or below every note: from the chord where it has one, else from the key."""
    manner = Manner(scoop=0.35, vibrato=0.25, vibrato_hz=5.3, drift=0.08, cents=-4.0 * side)
    notes = [
        harmony_of(pitch, chord, key, is_above=is_above)
        for pitch, chord in zip(pitches, chords, strict=True)
    ]
    return Seat(tuple(notes), 0.45 if is_above else 0.4, 0.4 * side, 0.012, manner)


def harmony_of(pitch: int, chord: Chord, key: Key, *, is_above: bool) -> int:
    """One note's companion; the note itself where nothing in reach fits the voice."""
    up = 1 if is_above else -1
    near = [pitch + up * step for step in _THIRDS]
    near = [note for note in near if LOWEST <= note <= HIGHEST]
    for allowed, reach in ((chord.tones, 3), (key.scale, 4)):
        for note in near[:reach]:
            if note % 12 in allowed:
                return note
    return pitch

"""Words and tune of the made songs: one line in two bars, in the first six bars of a section."""

from dataclasses import dataclass

import numpy as np

from remixes.engine.evaluate.songs.truth import Harmony, Truth
from remixes.engine.music.voice.phonemes import phonemes_of, syllables_in

LINES = (
    "Morning on the river, silver on the stone",
    "Somebody is singing in a house of her own",
    "Open up the window, let the colours in",
    "Every road is longer when the boots are thin",
    "Carry me tomorrow over hill and bay",
    "Nothing that we borrow ever wants to stay",
    "Turn the radio louder, turn the engine low",
    "Tell me all the places where the swallows go",
)
_SECTION = 8
_LOW, _HIGH = 58, 75
_MAJOR = (0, 2, 4, 5, 7, 9, 11)
_MINOR = (0, 2, 3, 5, 7, 8, 10)


@dataclass(frozen=True)
class Verse:
    """A line with one note per syllable: (start s, length s, MIDI pitch)."""

    text: str
    notes: tuple[tuple[float, float, int], ...]

    @property
    def start_s(self) -> float:
        """Where its first vowel begins."""
        return self.notes[0][0]

    @property
    def stop_s(self) -> float:
        """Where its last note ends."""
        start, length, _ = self.notes[-1]
        return start + length


def verses(truth: Truth, rng: np.random.Generator) -> tuple[Verse, ...]:
    """Chord tones on the beats, steps of the scale between; the last two bars stay free."""
    found: list[Verse] = []
    for first in range(0, len(truth.chords), _SECTION):
        for bar in range(first, first + 6, 2):
            text = LINES[len(found) % len(LINES)]
            count = len(syllables_in(phonemes_of(text)))
            found.append(Verse(text, _notes(truth, bar, count, rng)))
    return tuple(found)


def _notes(
    truth: Truth, bar: int, count: int, rng: np.random.Generator
) -> tuple[tuple[float, float, int], ...]:
    room = 2 * truth.meter
    step = 1.0 if count <= 0.6 * room else 0.5
    places = np.arange(count) * step if count * step < room else np.arange(count) * room / count
    starts = bar * truth.meter + places
    stops = np.append(starts[1:], min(starts[-1] + 2, (bar + 2) * truth.meter - 0.3))
    pitch, notes = 66, []
    for start, stop in zip(starts, stops, strict=True):
        pitch = _next(truth, pitch, float(start), rng)
        begin, end = truth.at(np.array([start, stop]))
        notes.append((float(begin), float(end - begin) - 0.02, pitch))
    return tuple(notes)


def _next(truth: Truth, pitch: int, beat: float, rng: np.random.Generator) -> int:
    allowed = _tones(truth.chords[int(beat) // truth.meter]) if beat % 1 == 0 else _scale(truth)
    near = [p for p in range(_LOW, _HIGH) if p % 12 in allowed]
    return min(near, key=lambda p: abs(p - pitch - rng.integers(-2, 3)) + 0.1 * abs(p - 66))


def _tones(chord: Harmony) -> set[int]:
    return {(chord.root + tone) % 12 for tone in (0, 3 if chord.is_minor else 4, 7)}


def _scale(truth: Truth) -> set[int]:
    return {(truth.tonic + tone) % 12 for tone in (_MINOR if truth.is_minor else _MAJOR)}

"""Writes a spec out as notes, and the truth about them; makes no sound."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from remixes.engine.evaluate.songs.feels import STRENGTH
from remixes.engine.evaluate.songs.specs import Spec
from remixes.engine.evaluate.songs.truth import Harmony, Part, Truth
from remixes.engine.evaluate.songs.tune import Verse, verses

LEAD_IN_S = 0.6
_TAIL_S = 2.5
_FORM = "AABABCB"
_SECTION = 8
"""Bars."""
_STEPS = 4
"""Steps per beat in a pattern."""
_MAJOR = (0, 2, 4, 5, 7, 9, 11)
_MINOR = (0, 2, 3, 5, 7, 8, 10)


@dataclass(frozen=True)
class Played:
    """One note as played: seconds, seconds, who, MIDI pitch, 0..1."""

    start_s: float
    length_s: float
    instrument: str
    pitch: int
    velocity: float


@dataclass(frozen=True)
class Written:
    """The parts of a song by stem, what is sung, and the truth."""

    parts: dict[str, tuple[Played, ...]]
    verses: tuple[Verse, ...]
    truth: Truth


def write(spec: Spec) -> Written:
    """The same spec always gives the same notes."""
    rng = np.random.default_rng(zlib.crc32(spec.name.encode()))
    truth = _truth(spec, rng)
    feel, hands = spec.feel, _Hands(truth, spec, rng)
    parts = {
        "drums": tuple(_drums(spec, hands)),
        "bass": tuple(_bass(spec, hands)),
        "chords": tuple(_comp(spec, hands)),
        "pad": tuple(
            Played(chord.start_s, chord.stop_s - chord.start_s, feel.pad, pitch, 0.7)
            for chord in truth.chords
            for pitch in _triad(chord, 56)
        ),
    }
    sung = verses(truth, rng) if spec.is_sung else ()
    return Written(parts, sung, truth)


def _truth(spec: Spec, rng: np.random.Generator) -> Truth:
    whole = _SECTION * spec.meter
    count = max(1, int(spec.seconds * spec.bpm / 60) // whole) * whole
    turns = np.sin(np.arange(count) / count * 2 * np.pi * 1.5)
    lengths = 60 / (spec.bpm + spec.drift_bpm * turns)
    lengths = lengths * (1 + spec.wander * rng.standard_normal(count))
    beats = LEAD_IN_S + np.concatenate([[0.0], np.cumsum(lengths)])
    bars = count // spec.meter
    letters = [_FORM[k % len(_FORM)] for k in range(bars // _SECTION)]
    edges = beats[:: spec.meter]
    return Truth(
        name=spec.name,
        meter=spec.meter,
        tonic=spec.tonic,
        is_minor=spec.is_minor,
        beats=tuple(float(t) for t in beats),
        chords=tuple(
            _harmony(spec, letters[bar // _SECTION], bar, edges[bar], edges[bar + 1])
            for bar in range(bars)
        ),
        sections=tuple(
            Part(float(edges[k * _SECTION]), float(edges[(k + 1) * _SECTION]), letter)
            for k, letter in enumerate(letters)
        ),
        lines=(),
        seconds=float(beats[-1] + _TAIL_S),
    )


def _harmony(spec: Spec, letter: str, bar: int, start_s: float, stop_s: float) -> Harmony:
    """A triad of the key; in minor the dominant is a major one, as nearly always."""
    steps = spec.progressions[letter]
    degree = steps[bar % len(steps)]
    scale = _MINOR if spec.is_minor else _MAJOR
    root = (spec.tonic + scale[degree]) % 12
    third = (scale[(degree + 2) % 7] - scale[degree]) % 12
    is_minor = third == 3 and not (spec.is_minor and degree == 4)
    return Harmony(float(start_s), float(stop_s), root, is_minor)


def _triad(chord: Harmony, low: int) -> list[int]:
    """Close position, every tone within an octave above `low`."""
    third = 3 if chord.is_minor else 4
    return sorted(low + (chord.root + tone - low) % 12 for tone in (0, third, 7))


class _Hands:
    """Turns steps of a bar into played times: swing, and how exactly people play together."""

    def __init__(self, truth: Truth, spec: Spec, rng: np.random.Generator) -> None:
        self.truth = truth
        self.letters = [
            letter for letter in (part.letter for part in truth.sections) for _ in range(_SECTION)
        ]
        self._swing = spec.feel.swing
        self._jitter_s = spec.feel.jitter_ms / 1000
        self._rng = rng

    def at(self, bar: int, step: int) -> float:
        beat, part = divmod(step, _STEPS)
        half, quarter = divmod(part, 2)
        low, high = (0.0, self._swing) if half == 0 else (self._swing, 1.0)
        place = bar * self.truth.meter + beat + low + (high - low) * quarter / 2
        exact = float(self.truth.at(np.array([place]))[0])
        return exact + float(self._rng.normal(0, self._jitter_s))

    def hits(self, steps: str) -> Iterator[tuple[int, int, float, float]]:
        """(bar, number of the hit in its bar, seconds, velocity) of a pattern, all through."""
        size = self.truth.meter * _STEPS
        for bar in range(len(self.letters)):
            start = bar * size % len(steps)
            row = steps[start : start + size]
            for number, step in enumerate(k for k, sign in enumerate(row) if sign != "."):
                loud = STRENGTH.get(row[step], 0.8) * float(self._rng.uniform(0.88, 1.0))
                yield bar, number, self.at(bar, step), loud


def _drums(spec: Spec, hands: _Hands) -> Iterator[Played]:
    rows = [(row, "AB") for row in spec.feel.drums] + [(row, "B") for row in spec.feel.more]
    for (drum, steps), letters in rows:
        for bar, _, at, loud in hands.hits(steps):
            if hands.letters[bar] in letters:
                yield Played(at, 0.2, drum, 60, loud)
    if spec.feel.drums:
        for bar in range(0, len(hands.letters), _SECTION):
            if hands.letters[bar] == "B":
                yield Played(hands.at(bar, 0), 1.0, "crash", 60, 0.6)


def _bass(spec: Spec, hands: _Hands) -> Iterator[Played]:
    instrument, steps = spec.feel.bass
    hits = list(hands.hits(steps))
    tones = [steps[k] for k in range(len(steps)) if steps[k] != "."]
    for k, (bar, number, at, loud) in enumerate(hits):
        until = hits[k + 1][2] if k + 1 < len(hits) else hands.truth.beats[-1]
        chord = hands.truth.chords[bar]
        pitch = 33 + (chord.root - 33) % 12 + {"f": 7, "o": 12}.get(tones[number], 0)
        yield Played(at, max(0.1, 0.92 * (until - at)), instrument, pitch, loud)


def _comp(spec: Spec, hands: _Hands) -> Iterator[Played]:
    instrument, steps = spec.feel.comp
    beat_s = 60 / spec.bpm
    for bar, number, at, loud in hands.hits(steps):
        triad = _triad(hands.truth.chords[bar], 58)
        for pitch in [triad[number % 3]] if spec.feel.is_broken else triad:
            yield Played(at, spec.feel.ring * beat_s, instrument, pitch, loud)


def beat_grid(truth: Truth, per_beat: int) -> NDArray[np.float64]:
    """Seconds of every `per_beat`-th part of every beat, the end of the last one included."""
    count = (len(truth.beats) - 1) * per_beat
    return truth.at(np.arange(count + 1) / per_beat)

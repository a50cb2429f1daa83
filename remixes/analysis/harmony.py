"""Which notes sound: tuning, chroma, key and chords, without machine-learned weights.

Key profiles follow Albrecht and Shanahan (Music Perception 2013); chords are a Viterbi path.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np
import scipy.ndimage
import soxr
from numpy.typing import NDArray

from remixes.analysis.onsets import RATE
from remixes.analysis.progress import Step
from remixes.analysis.spectra import Array, magnitudes

NAMES = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
MAJOR = (0, 2, 4, 5, 7, 9, 11)
MINOR = (0, 2, 3, 5, 7, 8, 10)

_RATE = 11_025
_SIZE = 8192
_HOP = 1024
_BINS = 2200
FPS = _RATE / _HOP
_MAJOR_PROFILE = np.array(
    [0.238, 0.006, 0.111, 0.006, 0.137, 0.094, 0.016, 0.214, 0.009, 0.080, 0.008, 0.081]
)
_MINOR_PROFILE = np.array(
    [0.220, 0.006, 0.104, 0.123, 0.019, 0.103, 0.012, 0.214, 0.062, 0.022, 0.061, 0.052]
)
_CHANGE_COST = 1.6


@dataclass(frozen=True)
class Chord:
    """A triad: root as pitch class (C = 0), major or minor."""

    root: int
    is_minor: bool

    @property
    def tones(self) -> tuple[int, int, int]:
        """Pitch classes of root, third and fifth."""
        third = 3 if self.is_minor else 4
        return self.root, (self.root + third) % 12, (self.root + 7) % 12

    def __str__(self) -> str:
        return NAMES[self.root] + ("m" if self.is_minor else "")


@dataclass(frozen=True)
class Key:
    """A tonic (pitch class) and its mode."""

    tonic: int
    is_minor: bool

    @property
    def scale(self) -> frozenset[int]:
        """Pitch classes of the key; minor is the natural one."""
        return frozenset((self.tonic + s) % 12 for s in (MINOR if self.is_minor else MAJOR))

    def __str__(self) -> str:
        return f"{NAMES[self.tonic]} {'minor' if self.is_minor else 'major'}"


TRIADS = tuple(Chord(root, is_minor) for is_minor in (False, True) for root in range(12))


@dataclass(frozen=True)
class Chroma:
    """(frames, 12) energies of all notes and of the bass alone, `FPS` frames a second."""

    notes: Array
    bass: Array


def find_chroma(mono: Array, step: Step) -> Chroma:
    """Chroma of (samples,) sound at 22.05 kHz, corrected for the song's own tuning."""
    low = soxr.resample(mono, RATE, _RATE, quality="MQ")
    frames = 1 + len(low) // _HOP
    parts = []
    for block in magnitudes(low, _SIZE, _HOP):
        # Sustained partials survive a median over time, drum hits do not.
        kept = np.sqrt(block[:, :_BINS])
        parts.append(scipy.ndimage.median_filter(kept, (5, 1)).astype(np.float16))
        step(sum(map(len, parts)) / frames)
    picture = np.concatenate(parts)
    notes, bass = _folding(_tuning(picture))
    return Chroma(picture @ notes, picture @ bass)


def _semitones() -> NDArray[np.float64]:
    bins = np.fft.rfftfreq(_SIZE, 1 / _RATE)[:_BINS]
    return 12 * np.log2(np.maximum(bins, 1) / 440) + 69


def _tuning(picture: NDArray[np.float16]) -> float:
    """How far the song is off A = 440 Hz, in semitones (-0.5..0.5)."""
    some = picture[:: max(1, len(picture) // 3000)].astype(np.float32)
    middle = some[:, 1:-1]
    peaks = (middle > some[:, :-2]) & (middle > some[:, 2:])
    weight = (middle * peaks).sum(0)
    pitch = _semitones()[1:-1]
    used = (pitch > 50) & (pitch < 91)
    turn = (weight[used] * np.exp(2j * np.pi * pitch[used])).sum()
    return float(np.angle(turn) / (2 * np.pi)) if abs(turn) > 0 else 0.0


def _folding(tuning: float) -> tuple[Array, Array]:
    """(bins, 12) matrices that fold a spectrum onto pitch classes."""
    notes, bass = np.zeros((_BINS, 12), np.float32), np.zeros((_BINS, 12), np.float32)
    pitch = _semitones() - tuning
    for i in np.flatnonzero((pitch > 33) & (pitch < 97)):
        near = round(pitch[i])
        close = np.exp(-0.5 * ((pitch[i] - near) / 0.22) ** 2)
        notes[i, near % 12] += close * np.exp(-0.5 * ((pitch[i] - 62) / 14) ** 2)
        if pitch[i] < 60:
            bass[i, near % 12] += close
    return notes, bass


def per_span(rows: Array, fps: float, times: NDArray[np.float64]) -> Array:
    """Mean row between each pair of neighbouring times: (len(times) - 1, columns)."""
    edges = np.clip(np.round(times * fps).astype(int), 0, len(rows) - 1)
    sums = np.vstack([np.zeros((1, rows.shape[1])), np.cumsum(rows, axis=0, dtype=np.float64)])
    ends = np.maximum(edges[1:], edges[:-1] + 1)
    return ((sums[ends] - sums[edges[:-1]]) / (ends - edges[:-1])[:, None]).astype(np.float32)


def _unit(rows: Array) -> Array:
    return rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)


def changes(rows: Array) -> NDArray[np.float64]:
    """How unlike its predecessor each row is (0..1); the first has none."""
    unit = _unit(rows)
    return np.concatenate([[0.0], 1 - (unit[1:] * unit[:-1]).sum(1)])


def find_chords(notes: Array, bass: Array, key: Key) -> tuple[Chord, ...]:
    """One triad per row of (beats, 12) chroma."""
    fit = _chord_fit(notes, bass)
    for column, chord in enumerate(TRIADS):
        fit[:, column] -= 0.45 * sum(tone not in key.scale for tone in chord.tones)
    return tuple(TRIADS[i] for i in _steady_path(fit))


def _chord_fit(notes: Array, bass: Array) -> NDArray[np.float64]:
    templates = np.zeros((len(TRIADS), 12))
    for row, chord in enumerate(TRIADS):
        for tone, weight in zip(chord.tones, (1.0, 0.8, 0.9), strict=True):
            templates[row, tone] += weight
            templates[row, (tone + 7) % 12] += 0.25 * weight
            templates[row, (tone + 4) % 12] += 0.08 * weight
    templates /= np.linalg.norm(templates, axis=1, keepdims=True)
    cleared = _unit(notes)
    cleared = _unit(cleared - cleared.min(1, keepdims=True))
    low = bass / (bass.max(1, keepdims=True) + 1e-9)
    return 12 * cleared @ templates.T + low[:, [chord.root for chord in TRIADS]]


def _steady_path(fit: NDArray[np.float64]) -> list[int]:
    """Viterbi where staying is free and every change costs the same."""
    total, back = fit[0], []
    stay = np.arange(fit.shape[1])
    for row in fit[1:]:
        best = int(total.argmax())
        changed = total < total[best] - _CHANGE_COST
        back.append(np.where(changed, best, stay))
        total = np.where(changed, total[best] - _CHANGE_COST, total) + row
    path = [int(total.argmax())]
    for came_from in reversed(back):
        path.append(int(came_from[path[-1]]))
    return path[::-1]


def find_key(notes: Array, bass: Array, first_of_bars: NDArray[np.intp]) -> Key:
    """Profile correlation, then what the chords say: diatonic share, tonic share, bar starts."""
    ranked = _profile_ranking(notes.mean(0))
    chords = find_chords(notes, bass, ranked[0][1])
    count = Counter(chords)
    starts = Counter(chords[i] for i in first_of_bars[::4] if i < len(chords))

    def evidence(item: tuple[float, Key]) -> float:
        score, key = item
        fits = sum(n for chord, n in count.items() if _is_diatonic(chord, key)) / len(chords)
        tonic = Chord(key.tonic, key.is_minor)
        first = starts[tonic] / max(1, starts.total())
        return score + 0.35 * fits + 0.5 * count[tonic] / len(chords) + 0.35 * first

    return max(ranked[:6], key=evidence)[1]


def _profile_ranking(mean: Array) -> list[tuple[float, Key]]:
    cleared = np.maximum(mean - np.percentile(mean, 10), 0)
    seen = (cleared - cleared.mean()) / (cleared.std() + 1e-9)
    ranked = []
    for is_minor, profile in ((False, _MAJOR_PROFILE), (True, _MINOR_PROFILE)):
        shape = (profile - profile.mean()) / profile.std()
        for tonic in range(12):
            score = float((np.roll(shape, tonic) * seen).mean())
            ranked.append((score, Key(tonic, is_minor)))
    return sorted(ranked, key=lambda item: -item[0])


def _is_diatonic(chord: Chord, key: Key) -> bool:
    allowed = key.scale | ({(key.tonic + 11) % 12} if key.is_minor else frozenset())
    return all(tone in allowed for tone in chord.tones)

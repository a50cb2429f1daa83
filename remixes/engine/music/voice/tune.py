"""Which notes are sung: the smoothest way through scale and chords, and tunes that come back.

A Viterbi path: chord tones on strong beats, small steps, a contour per kind of phrase. A phrase
heard before is sung to its old tune as far as the chords allow.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from remixes.analysis.harmony import Chord, Key

LOWEST, HIGHEST = 57, 74
"""A3 to D5: where the voice is clearest."""

_CENTRES = {"chorus": 69, "prechorus": 67, "bridge": 68, "outro": 65, "intro": 65}
_CENTRE = 65
_OUTSIDE = 50.0
_CLASH = 0.9
_PULL = 0.14
_ALIKE = 0.22
_INTERVALS = (0, 1, 2, 3, 4, 5, 7, 8, 12)
_COSTS = (0.55, 0.0, 0.0, 0.25, 0.35, 0.55, 0.8, 1.6, 2.4)
"""What going on by so many semitones costs: steps please, the same note again is dull."""
_SAME = 2.2


@dataclass(frozen=True)
class Beat:
    """Where a syllable falls: its chord, whether that is felt as strong, beats it is held."""

    chord: Chord
    is_strong: bool
    length: float


class Tunes:
    """Finds the tunes of one song and remembers them."""

    def __init__(self, key: Key, seed: int) -> None:
        self._key = key
        self._seed = seed
        self._phrases: dict[tuple[str, str], tuple[int, ...]] = {}
        self._shapes: dict[str, NDArray[np.float64]] = {}

    def tune(self, beats: Sequence[Beat], kind: str, motif: str, words: str) -> tuple[int, ...]:
        """MIDI pitches; `motif` names phrases alike in shape, `words` those alike in tune."""
        rng = np.random.default_rng([self._seed, zlib.crc32(f"{kind}/{motif}".encode())])
        pitches = np.arange(LOWEST, HIGHEST + 1)
        wanted = self._wanted(len(beats), kind, motif, rng)
        known = self._phrases.get((kind, words), ())
        fits = np.stack([self._fit(pitches, beat, k + 1 == len(beats))
                         for k, beat in enumerate(beats)])  # fmt: skip
        pull = _ALIKE if motif in self._shapes else _PULL
        fits -= pull * np.abs(pitches - wanted[:, None])
        if len(known) == len(beats):
            fits += _SAME * (pitches == np.array(known)[:, None])
        fits += 0.1 * rng.random(fits.shape)
        path = tuple(int(pitches[i]) for i in _smoothest(fits, pitches, beats))
        self._phrases[kind, words] = path
        self._shapes.setdefault(f"{kind}/{motif}", np.array(path, float))
        return path

    def _wanted(
        self, count: int, kind: str, motif: str, rng: np.random.Generator
    ) -> NDArray[np.float64]:
        """(count,) the shape of the phrase: the one its motif had, else an arch and a slope."""
        at = np.linspace(0, 1, count)
        shape = self._shapes.get(f"{kind}/{motif}")
        if shape is not None:
            return np.interp(at, np.linspace(0, 1, len(shape)), shape)
        height, top, slope = rng.uniform(2, 5), rng.uniform(0.25, 0.75), rng.uniform(-2.5, 1)
        arch = height * np.exp(-(((at - top) / 0.3) ** 2)) + slope * at - 1
        return _CENTRES.get(kind, _CENTRE) + arch

    def _fit(
        self,
        pitches: NDArray[np.int_],
        beat: Beat,
        is_last: bool,  # noqa: FBT001
    ) -> NDArray[np.float64]:
        """How well each pitch suits its chord; what is in neither chord nor key is out."""
        notes = pitches % 12
        in_chord = np.isin(notes, beat.chord.tones)
        weight = (1.6 if beat.is_strong or beat.length >= 1 else 0.5) + 0.8 * is_last
        rubs = np.isin((notes + 1) % 12, beat.chord.tones) | np.isin(
            (notes - 1) % 12, beat.chord.tones
        )
        fit = np.where(in_chord, weight, 0.0)
        fit -= _CLASH * (rubs & ~in_chord) * (beat.is_strong or beat.length >= 1)
        return fit - _OUTSIDE * ~(in_chord | np.isin(notes, list(self._key.scale)))


def _smoothest(
    fits: NDArray[np.float64], pitches: NDArray[np.int_], beats: Sequence[Beat]
) -> list[int]:
    """The best path: fits against the cost of every interval."""
    apart = np.abs(pitches[:, None] - pitches)
    leap = np.interp(apart, _INTERVALS, _COSTS)
    total, came = fits[0], []
    for k in range(1, len(fits)):
        # From a short note a leap is hard to hit, and to follow.
        hurry = 1.5 if beats[k - 1].length < 0.5 else 1.0
        options = total[:, None] - np.where(apart > 2, hurry, 1.0) * leap
        came.append(options.argmax(0))
        total = options.max(0) + fits[k]
    path = [int(total.argmax())]
    for back in reversed(came):
        path.append(int(back[path[-1]]))
    return path[::-1]

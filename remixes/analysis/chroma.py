"""Which pitch classes sound at each moment, in the song's own tuning; knows no chords or keys."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse
import soxr
from numpy.typing import NDArray

from remixes.analysis.onsets import RATE
from remixes.analysis.spectra import Array, Spectra

_RATE = 11_025
_SIZE = 8192
_HOP = 1024
FPS = _RATE / _HOP

_LOWEST, _HIGHEST = 33, 97
_PARTS = 5
"""Columns per semitone that are kept until the tuning is known."""
_BASS_BELOW = 60
_FRAMES_AT_ONCE = 2048


@dataclass(frozen=True)
class Chroma:
    """(frames, 12) energies of all notes and of the bass alone, `FPS` frames a second.

    `tuning` is how far the song is off A = 440 Hz, in semitones (-0.5..0.5).
    """

    notes: Array
    bass: Array
    tuning: float = 0.0


class ChromaMeter:
    """Chroma of sound at 22.05 kHz that comes in pieces; memory grows by 7 kB a second."""

    def __init__(self) -> None:
        self._lower: Any = soxr.ResampleStream(RATE, _RATE, 1, dtype="float32", quality="MQ")
        self._spectra = Spectra(_SIZE, _HOP)
        self._folding = _folding()
        self._pictures: list[NDArray[np.float16]] = []
        self._turn = 0j

    def add(self, sound: Array) -> None:
        """Take in (samples,) more."""
        for block in self._spectra.add(self._lower.resample_chunk(sound)):
            self._take(block)

    def chroma(self) -> Chroma:
        """Everything heard; ask once, at the end."""
        rest = self._lower.resample_chunk(np.zeros(0, np.float32), last=True)
        for block in (*self._spectra.add(rest), *self._spectra.rest()):
            self._take(block)
        tuning = float(np.angle(self._turn) / (2 * np.pi)) if abs(self._turn) > 0 else 0.0
        notes, bass = _classes(tuning)
        parts = [(rows @ notes, rows @ bass) for rows in _sustained(np.concatenate(self._pictures))]
        return Chroma(
            np.concatenate([a for a, _ in parts]), np.concatenate([b for _, b in parts]), tuning
        )

    def _take(self, magnitudes: Array) -> None:
        root = np.sqrt(magnitudes[:, _BINS])
        self._turn += _turn(root)
        self._pictures.append((self._folding @ root.T).T.astype(np.float16))


def _semitones() -> NDArray[np.float64]:
    hz = np.fft.rfftfreq(_SIZE, 1 / _RATE)
    return np.asarray(12 * np.log2(np.maximum(hz, 1) / 440) + 69)


_BINS = slice(
    int(np.searchsorted(_semitones(), _LOWEST - 0.5)),
    int(np.searchsorted(_semitones(), _HIGHEST + 0.5)),
)


def _turn(root: Array) -> complex:
    """Spectral peaks of the middle octaves as one number, whose angle is the tuning."""
    some = root[::2]
    middle = some[:, 1:-1]
    peaks = (middle > some[:, :-2]) & (middle > some[:, 2:])
    weight = (middle * peaks).sum(0)
    pitch = _semitones()[_BINS][1:-1]
    used = (pitch > 50) & (pitch < 91)
    return complex((weight[used] * np.exp(2j * np.pi * pitch[used])).sum())


def _folding() -> Any:
    """Sparse (parts, bins): each bin is shared by the two parts of a semitone next to it."""
    at = (_semitones()[_BINS] - (_LOWEST - 0.5)) * _PARTS
    low = np.clip(np.floor(at).astype(int), 0, _columns() - 2)
    share = np.clip(at - low, 0, 1)
    bins = np.arange(len(at))
    rows, columns = np.r_[low, low + 1], np.r_[bins, bins]
    values = np.r_[1 - share, share].astype(np.float32)
    return scipy.sparse.csr_array((values, (rows, columns)), shape=(_columns(), len(at)))


def _columns() -> int:
    return (_HIGHEST - _LOWEST + 1) * _PARTS + 1


def _classes(tuning: float) -> tuple[Array, Array]:
    """(parts, 12) matrices that fold the picture onto pitch classes: all notes, bass."""
    pitch = _LOWEST - 0.5 + np.arange(_columns()) / _PARTS - tuning
    near = np.round(pitch).astype(int)
    close = np.exp(-0.5 * ((pitch - near) / 0.22) ** 2)
    notes, bass = np.zeros((_columns(), 12), np.float32), np.zeros((_columns(), 12), np.float32)
    every = np.arange(_columns())
    notes[every, near % 12] = close * np.exp(-0.5 * ((pitch - 62) / 14) ** 2)
    bass[every, near % 12] = close * (pitch < _BASS_BELOW)
    return notes, bass


def _sustained(picture: NDArray[np.float16]) -> Iterator[Array]:
    """Medians over five frames, in blocks: partials of notes survive them, drums do not."""
    padded = np.pad(picture, ((2, 2), (0, 0)), mode="edge")
    for at in range(0, len(picture), _FRAMES_AT_ONCE):
        around = padded[at : at + _FRAMES_AT_ONCE + 4].astype(np.float32)
        yield _median(*(around[k : len(around) - 4 + k] for k in range(5)))


def _median(a: Array, b: Array, c: Array, d: Array, e: Array) -> Array:
    """Of five arrays, element by element, with the least comparisons."""
    low = np.maximum(np.minimum(a, b), np.minimum(c, d))
    high = np.minimum(np.maximum(a, b), np.maximum(c, d))
    middle: Array = np.maximum(np.minimum(low, high), np.minimum(e, np.maximum(low, high)))
    return middle

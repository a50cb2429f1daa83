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
BRISK_FPS = 2 * FPS

_LOWEST, _HIGHEST = 33, 97
_PARTS = 5
"""Columns per semitone that are kept until the tuning is known."""
_COLUMNS = (_HIGHEST - _LOWEST + 1) * _PARTS + 1
_BASS_BELOW = 60
_FRAMES_AT_ONCE = 2048


@dataclass(frozen=True)
class Chroma:
    """(frames, 12) energies of all notes and of the bass alone, `FPS` frames a second.

    `brisk` are all notes again from windows half as long, `BRISK_FPS` a second: blurred in pitch,
    but they know better when something changes. `tuning` is how far the song is off A = 440 Hz,
    in semitones (-0.5..0.5).
    """

    notes: Array
    bass: Array
    brisk: Array
    tuning: float = 0.0


class ChromaMeter:
    """Chroma of sound at 22.05 kHz that comes in pieces; memory grows by 20 kB a second."""

    def __init__(self) -> None:
        self._lower: Any = soxr.ResampleStream(RATE, _RATE, 1, dtype="float32", quality="MQ")
        self._fine, self._brisk = _Pictures(_SIZE, _HOP), _Pictures(_SIZE // 2, _HOP // 2)

    def add(self, sound: Array) -> None:
        """Take in (samples,) more."""
        self._take(self._lower.resample_chunk(sound))

    def chroma(self) -> Chroma:
        """Everything heard; ask once, at the end."""
        self._take(self._lower.resample_chunk(np.zeros(0, np.float32), last=True))
        self._fine.end()
        self._brisk.end()
        notes, bass = _classes(self._fine.tuning)
        parts = [(rows @ notes, rows @ bass) for rows in self._fine.sustained()]
        return Chroma(
            np.concatenate([a for a, _ in parts]),
            np.concatenate([b for _, b in parts]),
            np.concatenate([rows @ notes for rows in self._brisk.sustained()]),
            self._fine.tuning,
        )

    def _take(self, low: Array) -> None:
        self._fine.add(low)
        self._brisk.add(low)


class _Pictures:
    """Spectra with a fifth of a semitone per column, until the tuning is known."""

    def __init__(self, size: int, hop: int) -> None:
        self._spectra = Spectra(size, hop)
        pitch = _semitones(size)
        first, stop = np.searchsorted(pitch, (_LOWEST - 0.5, _HIGHEST + 0.5))
        self._bins, self._pitch = slice(int(first), int(stop)), pitch[first:stop]
        self._folding = _folding(self._pitch)
        self._pictures: list[NDArray[np.float16]] = []
        self._turn = 0j

    def add(self, sound: Array) -> None:
        for block in self._spectra.add(sound):
            self._take(block)

    def end(self) -> None:
        for block in self._spectra.rest():
            self._take(block)

    @property
    def tuning(self) -> float:
        """In semitones off A = 440 Hz."""
        return float(np.angle(self._turn) / (2 * np.pi)) if abs(self._turn) > 0 else 0.0

    def sustained(self) -> Iterator[Array]:
        """Medians over five frames, in blocks: partials of notes survive them, drums do not."""
        picture = np.concatenate(self._pictures)
        padded = np.pad(picture, ((2, 2), (0, 0)), mode="edge")
        for at in range(0, len(picture), _FRAMES_AT_ONCE):
            around = padded[at : at + _FRAMES_AT_ONCE + 4].astype(np.float32)
            yield _median(*(around[k : len(around) - 4 + k] for k in range(5)))

    def _take(self, magnitudes: Array) -> None:
        root = np.sqrt(magnitudes[:, self._bins])
        self._turn += _turn(root[::2], self._pitch)
        self._pictures.append((self._folding @ root.T).T.astype(np.float16))


def _semitones(size: int) -> NDArray[np.float64]:
    hz = np.fft.rfftfreq(size, 1 / _RATE)
    return np.asarray(12 * np.log2(np.maximum(hz, 1) / 440) + 69)


def _turn(root: Array, pitch: NDArray[np.float64]) -> complex:
    """Spectral peaks of the middle octaves as one number, whose angle is the tuning."""
    middle = root[:, 1:-1]
    peaks = (middle > root[:, :-2]) & (middle > root[:, 2:])
    weight = (middle * peaks).sum(0)
    used = (pitch[1:-1] > 50) & (pitch[1:-1] < 91)
    return complex((weight[used] * np.exp(2j * np.pi * pitch[1:-1][used])).sum())


def _folding(pitch: NDArray[np.float64]) -> Any:
    """Sparse (parts, bins): each bin is shared by the two parts of a semitone next to it."""
    at = (pitch - (_LOWEST - 0.5)) * _PARTS
    low = np.clip(np.floor(at).astype(int), 0, _COLUMNS - 2)
    share = np.clip(at - low, 0, 1)
    bins = np.arange(len(at))
    rows, columns = np.r_[low, low + 1], np.r_[bins, bins]
    values = np.r_[1 - share, share].astype(np.float32)
    return scipy.sparse.csr_array((values, (rows, columns)), shape=(_COLUMNS, len(at)))


def _classes(tuning: float) -> tuple[Array, Array]:
    """(parts, 12) matrices that fold the picture onto pitch classes: all notes, bass."""
    every = np.arange(_COLUMNS)
    pitch = _LOWEST - 0.5 + every / _PARTS - tuning
    near = np.round(pitch).astype(int)
    close = np.exp(-0.5 * ((pitch - near) / 0.22) ** 2)
    notes, bass = np.zeros((_COLUMNS, 12), np.float32), np.zeros((_COLUMNS, 12), np.float32)
    notes[every, near % 12] = close * np.exp(-0.5 * ((pitch - 62) / 14) ** 2)
    bass[every, near % 12] = close * (pitch < _BASS_BELOW)
    return notes, bass


def _median(a: Array, b: Array, c: Array, d: Array, e: Array) -> Array:
    """Of five arrays, element by element, with the least comparisons."""
    low = np.maximum(np.minimum(a, b), np.minimum(c, d))
    high = np.minimum(np.maximum(a, b), np.maximum(c, d))
    middle: Array = np.maximum(np.minimum(low, high), np.minimum(e, np.maximum(low, high)))
    return middle

"""Which beats are downbeats: where chords, bass and sound change and the kick falls, in 3 or 4."""

from dataclasses import dataclass

import numpy as np
import scipy.ndimage
from numpy.typing import NDArray

from remixes.analysis.chroma import BRISK_FPS, Chroma
from remixes.analysis.onsets import COLOUR_FPS, FPS, Onsets
from remixes.analysis.spectra import Array

Numbers = NDArray[np.float64]

_THREES_ARE_RARER = 0.93
_NOTES_S = 0.55
_WITHIN_S = 0.13
"""Where a change of harmony is seen is off by about so much."""
_SOUND_S = 2.0
_NEAR = 2
_WEIGHTS = (2.0, 1.6, 0.6)
"""Of changed harmony, changed bass and low onset; each is 1 for a usual one."""
_CHANGED_SOUND = 0.4


@dataclass(frozen=True)
class Bars:
    """Beats in a bar, the first downbeat's index, and by how much downbeats stand out."""

    meter: int
    phase: int
    contrast: float


class Accents:
    """How much speaks for a downbeat at any time, whatever the count."""

    def __init__(self, onsets: Onsets, chroma: Chroma) -> None:
        notes, bass = chroma.brisk, chroma.bass.repeat(2, 0)
        count = len(onsets.low)
        self._notes = _moments(notes, count)
        self._bass = _moments(bass, count)
        width = round(_SOUND_S * COLOUR_FPS)
        self._sound = _peaks(_changes(_standard(onsets.colour), width, gap=0), width // 2)
        self._low = onsets.low

    def bars(self, beats: Numbers) -> Bars:
        """The bars of beats (seconds) whose downbeats differ most from the beats between."""
        sound = _read(self._sound, beats * COLOUR_FPS)
        return _most_different(self._at(beats) + _CHANGED_SOUND * _standard(sound))

    def contrast(self, beats: Numbers) -> float:
        """By how much downbeats would stand out if these were the beats.

        Where the sound changes is known to a tenth of a second, too little to tell beat from
        off-beat, and so it does not count here.
        """
        return _most_different(self._at(beats)).contrast

    def _at(self, beats: Numbers) -> Numbers:
        low = strongest(self._low, beats)
        parts = (
            _read(self._notes, beats * FPS),
            _read(self._bass, beats * FPS),
            low / (low.mean() + 1e-9),
        )
        return np.sum([w * p for w, p in zip(_WEIGHTS, parts, strict=True)], axis=0)


def _most_different(weight: Numbers) -> Bars:
    best = Bars(4, 0, float("-inf"))
    for meter, prior in ((4, 1.0), (3, _THREES_ARE_RARER)):
        if len(weight) < 2 * meter:
            continue
        sums = np.array([weight[k::meter].mean() for k in range(meter)])
        for phase in range(meter):
            contrast = float(sums[phase] - np.delete(sums, phase).mean()) * prior
            if contrast > best.contrast:
                best = Bars(meter, phase, contrast)
    return best


def strongest(flux: Array, times: Numbers) -> Numbers:
    """The largest flux within two frames around each time (seconds)."""
    padded = np.pad(flux, (_NEAR, 2 * _NEAR + 1))
    frames = np.clip(np.round(times * FPS).astype(int), 0, len(flux))
    return np.asarray(padded[frames[:, None] + np.arange(2 * _NEAR + 1)].max(1), np.float64)


def _changes(rows: Array | Numbers, width: int, gap: int) -> Numbers:
    """How unlike the `width` rows after each row are to those before it (0..2)."""
    unit = rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)
    sums = np.vstack([np.zeros((1, rows.shape[1])), np.cumsum(unit, axis=0, dtype=np.float64)])
    count = len(rows)
    at = np.arange(count)
    before = sums[np.maximum(at - gap, 0)] - sums[np.maximum(at - gap - width, 0)]
    after = sums[np.minimum(at + gap + width, count)] - sums[np.minimum(at + gap, count)]
    size = np.linalg.norm(before, axis=1) * np.linalg.norm(after, axis=1)
    alike = np.divide((before * after).sum(1), size, out=np.ones(count), where=size > 1e-6)
    return np.asarray(1 - alike)


def _moments(rows: Array, count: int) -> Numbers:
    """Where chroma changes, as short bumps at `FPS`: they tell a beat from an off-beat."""
    changes = _changes(rows, round(_NOTES_S * BRISK_FPS), gap=1)
    reach = round(_NOTES_S / 2 * BRISK_FPS)
    largest = scipy.ndimage.maximum_filter1d(changes, 2 * reach + 1)
    at = np.flatnonzero((changes == largest) & (changes > 1e-6))
    # A row is compared with those before it, so that the change lies half a row earlier.
    frames = np.round((at - 0.5) / BRISK_FPS * FPS).astype(int)
    size = changes[at]
    out = np.zeros(count)
    np.maximum.at(out, np.clip(frames, 0, count - 1), size)
    # Of height 1 where the harmony changes as it usually does.
    height = np.sqrt(2 * np.pi) * _WITHIN_S * FPS * size.sum() / ((size**2).sum() + 1e-9)
    return np.asarray(height * scipy.ndimage.gaussian_filter1d(out, _WITHIN_S * FPS))


def _peaks(values: Numbers, reach: int) -> Numbers:
    """The values that are the largest within `reach`, with what is next to them; else nothing."""
    largest = scipy.ndimage.maximum_filter1d(values, 2 * reach + 1)
    return np.where(scipy.ndimage.maximum_filter1d(values == largest, 3), values, 0.0)


def _read(values: Numbers, at: Numbers) -> Numbers:
    return np.interp(at, np.arange(len(values)), values)


def _standard(values: Numbers | Array) -> Numbers:
    return np.asarray((values - values.mean(0)) / (values.std(0) + 1e-9), np.float64)

"""How much begins at each moment: band-wise spectral flux after Böck and Widmer (DAFx 2013)."""

from dataclasses import dataclass

import numpy as np
import scipy.ndimage

from remixes.analysis.spectra import Array, Spectra, mel_bank

RATE = 22_050
HOP = 256
FPS = RATE / HOP
COLOUR_FPS = FPS / 8
EARLY_S = 0.002
"""Flux rises this much before the true onset; measured on songs with known beats."""

_SIZE = 1024
_BANDS = 48
_LOW = slice(0, 7)
_MIDDLE = slice(9, 30)
_HIGH = slice(36, 48)
_KICK = slice(1, 7)
_LAG = 2


@dataclass(frozen=True)
class Onsets:
    """One number per frame each, `FPS` a second: `envelope` is normalised, `low`, `middle` and
    `high` are the flux of those bands, `level` the mean magnitude.

    `kicks` is the flux under 130 Hz in magnitude, not in its logarithm: to that, a bass note struck
    from silence is as much as a drum.

    `colour` is the log mel spectrum, (frames, 48), `COLOUR_FPS` a second.
    """

    envelope: Array
    low: Array
    middle: Array
    high: Array
    kicks: Array
    level: Array
    colour: Array


class OnsetMeter:
    """Onsets of sound at 22.05 kHz that comes in pieces; memory grows by 2.8 kB a second."""

    def __init__(self) -> None:
        self._spectra = Spectra(_SIZE, HOP)
        self._bank = mel_bank(_SIZE, RATE, _BANDS, 30, 11_000)
        self._before = np.full((_LAG, _BANDS), np.inf, np.float32)
        self._deep = np.full(_LAG, np.inf, np.float32)
        self._fluxes: list[Array] = []
        self._mels = np.zeros((0, _BANDS), np.float32)
        self._colours: list[Array] = []

    def add(self, sound: Array) -> None:
        """Take in (samples,) more."""
        for block in self._spectra.add(sound):
            self._take(block)

    def onsets(self) -> Onsets:
        """Everything heard; ask once, at the end."""
        for block in self._spectra.rest():
            self._take(block)
        if len(self._mels):
            self._colours.append(self._mels.mean(0, keepdims=True))
        full, low, middle, high, kicks, level = np.concatenate(self._fluxes).T
        mixed = 0.7 * full / (full.std() + 1e-9) + 0.6 * low / (low.std() + 1e-9)
        colour = np.concatenate(self._colours)
        return Onsets(_normalised(mixed), low, middle, high, kicks, level, colour)

    def _take(self, magnitudes: Array) -> None:
        mel = np.log1p(100 * magnitudes @ self._bank)
        joined = np.concatenate([self._before, mel])
        self._before = joined[-_LAG:]
        # The largest of three neighbouring bands: vibrato wanders between them and is no onset.
        reference = scipy.ndimage.maximum_filter1d(joined[:-_LAG], 3, axis=1)
        flux = np.maximum(0, mel - reference)
        bands = [flux[:, band].mean(1) for band in (slice(None), _LOW, _MIDDLE, _HIGH)]
        deep = np.concatenate([self._deep, magnitudes[:, _KICK].mean(1)])
        self._deep = deep[-_LAG:]
        kicks = np.maximum(0, deep[_LAG:] - deep[:-_LAG])
        self._fluxes.append(np.stack([*bands, kicks, magnitudes.mean(1)], axis=1))
        held = np.concatenate([self._mels, mel])
        whole = len(held) // 8 * 8
        self._colours.append(held[:whole].reshape(-1, 8, _BANDS).mean(1))
        self._mels = held[whole:]


def _normalised(envelope: Array) -> Array:
    """Remove the slow trend and even out loud and quiet passages."""
    rest = envelope - scipy.ndimage.uniform_filter1d(envelope, int(FPS * 0.8))
    rest = np.maximum(rest, 0)
    size = np.sqrt(scipy.ndimage.uniform_filter1d(rest**2, int(FPS * 6)))
    return (rest / (size + 1e-3 * rest.max() + 1e-9)).astype(np.float32)

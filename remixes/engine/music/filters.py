"""Biquads after the Audio EQ Cookbook, as second-order sections that keep state between blocks."""

from functools import lru_cache

import numpy as np
import scipy.signal
from numpy.typing import NDArray

from remixes.engine.music.sound import RATE, Frames

Sections = NDArray[np.float64]
"""(n, 6) second-order sections."""


@lru_cache(128)
def high_pass(hz: float) -> Sections:
    """12 dB an octave below `hz`."""
    return scipy.signal.butter(2, hz, "high", fs=RATE, output="sos")


@lru_cache(128)
def low_pass(hz: float) -> Sections:
    """12 dB an octave above `hz`."""
    return scipy.signal.butter(2, hz, "low", fs=RATE, output="sos")


def peak(hz: float, gain_db: float, q: float = 0.7, rate: int = RATE) -> Sections:
    """A bell."""
    amplitude = 10 ** (gain_db / 40)
    turn = 2 * np.pi * hz / rate
    alpha, cos = np.sin(turn) / (2 * q), np.cos(turn)
    b = np.array([1 + alpha * amplitude, -2 * cos, 1 - alpha * amplitude])
    a = np.array([1 + alpha / amplitude, -2 * cos, 1 - alpha / amplitude])
    return np.concatenate([b, a])[None] / a[0]


class Filter:
    """A chain of sections run over blocks of (frames, channels)."""

    def __init__(self, *chain: Sections, channels: int = 2) -> None:
        self._sections = np.vstack(chain).astype(np.float32) if chain else None
        count = 0 if self._sections is None else len(self._sections)
        self._state = np.zeros((count, 2, channels), np.float32)

    def __call__(self, block: Frames) -> Frames:
        """The filtered block."""
        if self._sections is None:
            return block
        out, self._state = scipy.signal.sosfilt(self._sections, block, axis=0, zi=self._state)
        return out


def filtered(mono: NDArray[np.float32], *chain: Sections) -> NDArray[np.float32]:
    """(samples,) through a chain at once."""
    return scipy.signal.sosfilt(np.vstack(chain), mono).astype(np.float32)

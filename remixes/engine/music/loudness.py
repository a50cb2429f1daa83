"""Integrated loudness after ITU-R BS.1770-4, fed block by block; 44.1 kHz only."""

import numpy as np
import scipy.signal
from numpy.typing import NDArray

from remixes.engine.music.sound import RATE, Frames

HOP = RATE // 10
SILENCE_LUFS = -70.0


def k_weighting() -> NDArray[np.float64]:
    """The K-weighting of the standard, re-derived for 44.1 kHz by the bilinear transform."""
    k = np.tan(np.pi * 1681.974450955533 / RATE)
    q, high = 0.7071752369554196, 10 ** (3.999843853973347 / 20)
    band = high**0.4996667741545416
    a0 = 1 + k / q + k * k
    shelf = [
        (high + band * k / q + k * k) / a0,
        2 * (k * k - high) / a0,
        (high - band * k / q + k * k) / a0,
        1,
        2 * (k * k - 1) / a0,
        (1 - k / q + k * k) / a0,
    ]
    k, q = np.tan(np.pi * 38.13547087602444 / RATE), 0.5003270373238773
    a0 = 1 + k / q + k * k
    rumble = [1, -2, 1, 1, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0]
    return np.array([shelf, rumble])


class Meter:
    """Collects K-weighted power per tenth of a second."""

    def __init__(self) -> None:
        self._sections = k_weighting()
        self._state = np.zeros((2, 2, 2))
        self._rest = np.zeros((0, 2))
        self._power: list[NDArray[np.float64]] = []

    def add(self, block: Frames) -> None:
        """Take in the next (frames, 2)."""
        out, self._state = scipy.signal.sosfilt(self._sections, block, axis=0, zi=self._state)
        out = np.concatenate([self._rest, out])
        whole = len(out) // HOP * HOP
        self._rest = out[whole:]
        self._power.append((out[:whole].reshape(-1, HOP, 2) ** 2).sum((1, 2)) / HOP)

    @property
    def power(self) -> NDArray[np.float64]:
        """Summed over both channels, one value per whole tenth of a second so far."""
        return np.concatenate(self._power) if self._power else np.zeros(0)


def gated(power: NDArray[np.float64]) -> float:
    """LUFS from power per tenth of a second: 400 ms windows, absolute and relative gate."""
    if not len(power):
        return SILENCE_LUFS
    ends = np.convolve(power, np.ones(4) / 4, "valid") if len(power) >= 4 else power.mean()[None]
    levels = -0.691 + 10 * np.log10(ends + 1e-12)
    loud = ends[levels > SILENCE_LUFS]
    if not len(loud):
        return SILENCE_LUFS
    gate = -0.691 + 10 * np.log10(loud.mean()) - 10
    loud = ends[(levels > SILENCE_LUFS) & (levels > gate)]
    return float(-0.691 + 10 * np.log10(loud.mean()))


def lufs(sound: Frames) -> float:
    """Integrated loudness of (frames, 2); -70 for silence."""
    meter = Meter()
    meter.add(sound)
    return gated(meter.power)

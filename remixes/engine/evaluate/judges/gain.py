"""By which gain a sound is contained in another one, block by block, by least squares."""

import numpy as np
import scipy.signal
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_HEARD = 1e-3
"""Blocks 30 dB under the loudest are mostly rounding."""
_RATE = 44_100
"""Of the engine's songs; at another one only the corner below moves."""
_BASS_HZ = 100.0
"""Nobody sings below this, and no room answers there to what is sung."""
_HAS_BASS = 0.2


def gains(source: NDArray[np.float32], mixed: NDArray[np.float32], frames: int) -> Floats:
    """(blocks,) linear gains of (frames, channels) `source` in `mixed`; nan where it is silent.

    Compared below 100 Hz, where no voice is; without a bass, by the difference of the channels:
    what is sung in the middle is not in it.
    """
    count = min(len(source), len(mixed)) // frames
    view = _bass if _has_bass(source[: count * frames]) else _view
    one, other = view(source, count * frames), view(mixed, count * frames)
    one, other = one.reshape(count, -1), other.reshape(count, -1)
    power = (one**2).sum(1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(power > _HEARD * power.max(), (one * other).sum(1) / power, np.nan)


def _has_bass(source: NDArray[np.float32]) -> bool:
    """Whether a fair share of the sound lies below all voices."""
    low = _bass(source, len(source))
    return bool(np.sqrt(np.mean(low**2)) > _HAS_BASS * np.sqrt(np.mean(source.mean(1) ** 2)))


def _bass(sound: NDArray[np.float32], frames: int) -> Floats:
    sections = scipy.signal.butter(6, _BASS_HZ, fs=_RATE, output="sos")
    return scipy.signal.sosfiltfilt(sections, np.asarray(sound[:frames], np.float64).mean(1))


def _view(sound: NDArray[np.float32], frames: int) -> Floats:
    wide = np.asarray(sound[:frames], np.float64)
    if wide.shape[1] == 2 and np.ptp(wide, axis=1).max() > 1e-3:
        return wide[:, 0] - wide[:, 1]
    return wide.mean(1)


def rest_db(
    source: NDArray[np.float32], mixed: NDArray[np.float32], gain: float, span: slice
) -> float:
    """What is in a span of `mixed` besides `gain` times the source, dB against the source."""
    one, other = source[span].astype(np.float64), mixed[span].astype(np.float64)
    rest = np.sqrt(np.mean((other - gain * one) ** 2))
    return float(20 * np.log10((rest + 1e-9) / (gain * np.sqrt(np.mean(one**2)) + 1e-9)))

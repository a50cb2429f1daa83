"""By which gain a sound is contained in another one, block by block, by least squares."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_HEARD = 1e-3
"""Blocks 30 dB under the loudest are mostly rounding."""


def gains(source: NDArray[np.float32], mixed: NDArray[np.float32], frames: int) -> Floats:
    """(blocks,) linear gains of (frames, channels) `source` in `mixed`; nan where it is silent.

    Where both are stereo the difference of the channels is used: what is sung in the middle is not
    in it.
    """
    count = min(len(source), len(mixed)) // frames
    one, other = _view(source, count * frames), _view(mixed, count * frames)
    one, other = one.reshape(count, -1), other.reshape(count, -1)
    power = (one**2).sum(1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(power > _HEARD * power.max(), (one * other).sum(1) / power, np.nan)


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

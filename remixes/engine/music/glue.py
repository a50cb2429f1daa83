"""Gentle compression of a whole mix, as gains on a slow curve; knows levels only, no samples.

A feed-forward compressor with a soft knee (after Giannoulis, Massberg and Reiss: Digital dynamic
range compressor design. JAES 60(6), 2012), 1.6 to 1, for at most 3 dB.
"""

import numpy as np
import scipy.signal
from numpy.typing import NDArray

from remixes.engine.music.limiter import HOP
from remixes.engine.music.sound import RATE

Curve = NDArray[np.float64]

_RATIO = 1.6
_KNEE_DB = 6.0
_MOST_DB = 3.0
_WINDOW_S = 0.03
_RELEASE_S = 0.18
_OVER_DB = 1.0
"""The threshold against the RMS of the louder half."""


def glue(levels: Curve) -> Curve:
    """A gain for the RMS level of every 256 frames; its mean over loud passages is not made up."""
    power = levels**2
    loud = power[power >= np.median(power)]
    if not len(loud) or loud.mean() <= 0:
        return np.ones(len(levels))
    threshold_db = 10 * np.log10(loud.mean()) + _OVER_DB
    smooth = _one_pole(power, _WINDOW_S)
    over = 10 * np.log10(smooth + 1e-12) - threshold_db
    bent = np.where(
        np.abs(over) < _KNEE_DB / 2,
        (over + _KNEE_DB / 2) ** 2 / (2 * _KNEE_DB),
        np.maximum(over, 0),
    )
    wanted_db = -np.minimum(_MOST_DB, bent * (1 - 1 / _RATIO))
    return 10 ** (_one_pole(wanted_db, _RELEASE_S / 3) / 20)


def _one_pole(curve: Curve, seconds: float) -> Curve:
    keep = float(np.exp(-HOP / RATE / seconds))
    return scipy.signal.lfilter([1 - keep], [1, -keep], curve)

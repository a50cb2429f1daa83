"""True peak (4x interpolated, BS.1770-4 annex 2) and a look-ahead limiter on a coarse curve."""

import numpy as np
import scipy.ndimage
import scipy.signal
from numpy.typing import NDArray

from remixes.engine.music.sound import RATE, Frames

HOP = 256
_AROUND = 32
_RELEASE_S = 0.08
_HOT = 0.5
"""Blocks whose samples stay below this share of full scale need no interpolation."""
_INTERPOLATION = (scipy.signal.firwin(65, 1 / 4, window=("kaiser", 7.0)) * 4).astype(np.float32)

Curve = NDArray[np.float64]


def peaks(sound: Frames, before: Frames, after: Frames) -> Curve:
    """True peak of every 256 frames of (frames, 2); neighbours serve the interpolation."""
    count = -(-len(sound) // HOP)
    fill = np.zeros((count * HOP - len(sound), sound.shape[1]), np.float32)
    padded = np.concatenate([before, sound, after[:_AROUND] if len(after) else after, fill])
    short = count * HOP + 2 * _AROUND - len(padded) - (_AROUND - len(before))
    padded = np.pad(padded, ((_AROUND - len(before), max(0, short)), (0, 0)))
    body = padded[_AROUND : _AROUND + count * HOP].reshape(count, HOP, -1)
    found = np.abs(body).max((1, 2)).astype(np.float64)
    hot = np.flatnonzero(found > _HOT)
    if len(hot):
        at = (hot * HOP)[:, None] + np.arange(HOP + 2 * _AROUND)
        fine = scipy.signal.upfirdn(_INTERPOLATION, padded[at], 4, axis=1)
        inner = fine[:, 4 * _AROUND : 4 * (_AROUND + HOP) + 2 * _AROUND]
        found[hot] = np.maximum(found[hot], np.abs(inner).max((1, 2)))
    return found


def true_peak_db(sound: Frames) -> float:
    """dBTP of (frames, channels) with 4x interpolation."""
    fine = scipy.signal.upfirdn(_INTERPOLATION, np.asarray(sound), 4, axis=0)
    return float(20 * np.log10(np.abs(fine).max(initial=0.0) + 1e-12))


def gain_curve(peak: Curve, ceiling_db: float) -> Curve:
    """One gain per 256 frames that keeps `peak` under the ceiling: early down, slowly back."""
    ceiling = 10 ** (ceiling_db / 20)
    wanted = np.log(np.minimum(1, ceiling / np.maximum(peak, 1e-9)))
    if not wanted.any():
        return np.ones(len(peak))
    wanted = scipy.ndimage.minimum_filter1d(wanted, 5)
    keep = np.exp(-HOP / RATE / _RELEASE_S)
    smooth, now = np.empty_like(wanted), 0.0
    for i, value in enumerate(wanted):
        now = value if value < now else now * keep + value * (1 - keep)
        smooth[i] = now
    gain = np.exp(smooth)
    return np.minimum(gain, scipy.ndimage.uniform_filter1d(gain, 3))


def gains(curve: Curve, start: int, stop: int) -> NDArray[np.float32]:
    """The curve per frame between two frames."""
    at = (np.arange(start, stop) - HOP / 2) / HOP
    low = max(0, start // HOP - 2)
    high = min(len(curve), stop // HOP + 3)
    return np.interp(at, np.arange(low, high), curve[low:high]).astype(np.float32)

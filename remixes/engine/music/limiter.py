"""True peak (4x interpolated, BS.1770-4 annex 2) and a look-ahead limiter on a coarse curve."""

import numpy as np
import scipy.ndimage
import scipy.signal
from numpy.typing import NDArray

from remixes.engine.music.curves import unfolded
from remixes.engine.music.sound import RATE, Frames

HOP = 256
AROUND = 32
"""Neighbouring frames that the interpolation looks at."""
_RELEASE_S = 0.08
_HOT = 0.5
"""Blocks whose samples stay below this need no interpolation."""
_INTERPOLATION = (scipy.signal.firwin(65, 1 / 4, window=("kaiser", 7.0)) * 4).astype(np.float32)

Curve = NDArray[np.float64]


def peaks(sound: Frames, before: Frames, after: Frames, hot: float | Curve = _HOT) -> Curve:
    """True peak of every 256 frames of (frames, 2); neighbours serve the interpolation.

    Where no sample reaches `hot` (one level, or one per 256 frames), the sample peak must do.
    """
    count = -(-len(sound) // HOP)
    padded = np.zeros((2, count * HOP + 2 * AROUND), np.float32)
    start = AROUND - len(before)
    for part in (before, sound, after[:AROUND]):
        room = padded[:, start : start + len(part)]
        room[:] = part.T[:, : room.shape[1]]
        start += len(part)
    body = padded[:, AROUND : AROUND + count * HOP].reshape(2, count, HOP)
    found = np.maximum(body.max((0, 2)), -body.min((0, 2))).astype(np.float64)
    loud = np.flatnonzero(found > hot)
    if len(loud):
        windows = np.lib.stride_tricks.sliding_window_view(padded, HOP + 2 * AROUND, axis=1)
        fine = scipy.signal.upfirdn(_INTERPOLATION, windows[:, loud * HOP], 4, axis=2)
        inner = fine[..., 4 * AROUND : 4 * (AROUND + HOP) + 2 * AROUND]
        found[loud] = np.maximum(found[loud], np.abs(inner).max((0, 2)))
    return found


def levels(sound: Frames) -> Curve:
    """RMS over both channels of every 256 frames of (frames, 2)."""
    count = -(-len(sound) // HOP)
    padded = np.zeros(count * HOP * 2, np.float32)
    padded[: sound.size] = sound.reshape(-1)
    rows = padded.reshape(count, HOP * 2)
    return np.sqrt(np.einsum("ij,ij->i", rows, rows).astype(np.float64) / (HOP * 2))


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
    return unfolded(curve, HOP, start, stop, HOP // 2)

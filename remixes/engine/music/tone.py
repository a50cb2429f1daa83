"""Tonal balance: a mix's long-term spectrum pulled half-way to that of commercial records.

The target is the average of Pestana et al. (AES 135th Convention, 2013).
"""

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from remixes.engine.music.sound import RATE, Frames, let_go, middle

_CENTRES = np.array([63, 125, 250, 500, 1000, 2000, 4000, 8000, 16000.0])
_TARGET_DB = np.array([-1, 0, -2, -4, -6, -8, -10.5, -14, -21.0])
_WEIGHTS = np.array([0.5, 1, 1, 1, 1, 1, 1, 1, 0.3])
_SHARE = 0.5
_MOST_DB = 4.0
_TAPS = 2048
_PIECE = 1 << 15
_PIECES = 40
HALF = _TAPS // 2
"""Frames of context that `equalised` needs on either side."""


def some_pieces(mix: Frames) -> list[Frames]:
    """Up to 40 pieces of 0.7 s from all over a mix, silent ones left out; no place comes twice."""
    count = min(_PIECES, -(-len(mix) // _PIECE))
    starts = np.linspace(0, max(0, len(mix) - _PIECE), count).astype(int)
    found = [np.array(mix[start : start + _PIECE]) for start in starts]
    let_go(mix)
    return [piece for piece in found if len(piece) == _PIECE and np.abs(piece).max() > 1e-4]


def tone_curve(pieces: list[Frames]) -> NDArray[np.float32]:
    """A symmetric FIR made from the louder half of some pieces; one tap where there are none."""
    if not pieces:
        return np.array([1.0], np.float32)
    mono = sorted((middle(piece) for piece in pieces), key=lambda p: -float(np.square(p).mean()))
    loud = mono[: len(mono) // 2 + 1]
    window = np.hanning(_PIECE).astype(np.float32)
    power = np.mean([np.abs(scipy.fft.rfft(p * window)) ** 2 for p in loud], axis=0)
    return _fir(_corrections_db(power))


def _corrections_db(power: NDArray[np.float32]) -> NDArray[np.float64]:
    bins = np.fft.rfftfreq(_PIECE, 1 / RATE)
    edges = [(c / np.sqrt(2), c * np.sqrt(2)) for c in _CENTRES]
    have = [power[(bins >= low) & (bins < high)].sum() for low, high in edges]
    missing = _TARGET_DB - 10 * np.log10(np.array(have) + 1e-9)
    missing -= (missing * _WEIGHTS).sum() / _WEIGHTS.sum()
    return np.clip(missing * _SHARE, -_MOST_DB, _MOST_DB)


def _fir(gains_db: NDArray[np.float64]) -> NDArray[np.float32]:
    bins = np.fft.rfftfreq(_TAPS, 1 / RATE)
    curve = np.interp(np.log2(np.maximum(bins, 20)), np.log2(_CENTRES), gains_db)
    taps = np.roll(np.fft.irfft(10 ** (curve / 20)), HALF)
    return (taps * np.hanning(_TAPS)).astype(np.float32)


class Equaliser:
    """Convolves pieces with a symmetric FIR without delay, by overlap-save."""

    def __init__(self, taps: NDArray[np.float32]) -> None:
        self.is_flat = len(taps) == 1
        self._spectrum = scipy.fft.rfft(taps, _PIECE)

    def __call__(self, piece: Frames) -> Frames:
        """The inner part of a (HALF + frames + HALF, 2) piece."""
        count = len(piece) - 2 * HALF
        if self.is_flat:
            return piece[HALF : HALF + count]
        step = _PIECE - 2 * HALF
        rows = -(-count // step)
        planes = np.zeros((2, rows * step + 2 * HALF), np.float32)
        planes[:, : len(piece)] = piece.T
        windows = np.lib.stride_tricks.sliding_window_view(planes, _PIECE, axis=1)[:, ::step]
        made = scipy.fft.irfft(scipy.fft.rfft(windows) * self._spectrum, _PIECE)
        inner = made[..., 2 * HALF :].reshape(2, rows * step)[:, :count]
        return np.ascontiguousarray(inner.T)

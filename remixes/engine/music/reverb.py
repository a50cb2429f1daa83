"""A room: exponentially dying noise, convolved block by block with overlap-add."""

import numpy as np
import scipy.fft
import scipy.signal
from numpy.typing import NDArray

from remixes.engine.music.filters import high_pass, low_pass
from remixes.engine.music.sound import BLOCK, RATE, Frames

_BEFORE_S = 0.012


def impulse(seconds: float, seed: int, bright_hz: float = 5500) -> Frames:
    """(frames, 2) of unit energy per side that is 60 dB down after `seconds`."""
    rng = np.random.default_rng(seed)
    length = int((1.1 * seconds + _BEFORE_S) * RATE)
    at = np.arange(length) / RATE
    noise = rng.standard_normal((length, 2)) * np.exp(-6.9 * at / seconds)[:, None]
    noise[: int(_BEFORE_S * RATE)] = 0
    chain = np.vstack([low_pass(bright_hz), high_pass(220)])
    room = scipy.signal.sosfilt(chain, noise, axis=0)
    return (room / np.sqrt((room**2).sum(0))).astype(np.float32)


class Convolver:
    """Streaming convolution of a mono send with a stereo response."""

    def __init__(self, response: Frames, block: int = BLOCK) -> None:
        self._size = scipy.fft.next_fast_len(block + len(response) - 1, real=True)
        self._spectra = [scipy.fft.rfft(response[:, side], self._size) for side in (0, 1)]
        self._tail = np.zeros((len(response) - 1, 2), np.float32)

    def __call__(self, send: NDArray[np.float32]) -> Frames:
        """(frames,) in, (frames, 2) out; what rings on comes with later blocks."""
        spectrum = scipy.fft.rfft(send, self._size)
        whole = np.stack([scipy.fft.irfft(spectrum * s, self._size) for s in self._spectra], 1)
        whole[: len(self._tail)] += self._tail
        count = len(send)
        self._tail = whole[count : count + len(self._tail)].copy()
        return whole[:count]

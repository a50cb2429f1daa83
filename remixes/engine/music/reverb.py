"""A room: early reflections and a diffuse tail, convolved block by block with overlap-add.

The tail is noise, independent left and right, that dies faster the higher it is, as in any real
room; the reflections before it tell the ear its size (after J. A. Moorer: About this reverberation
business. Computer Music Journal 3(2), 1979).
"""

import numpy as np
import scipy.fft
import scipy.signal
from numpy.typing import NDArray

from remixes.engine.music.filters import Sections, high_pass, low_pass
from remixes.engine.music.sound import BLOCK, RATE, Frames

_BEFORE_S = 0.012
_BUILD_S = 0.03
_REFLECTIONS = 9
_EARLY_S = 0.07
_EARLY_SHARE = 0.3
"""Of the energy of the whole response."""
_BANDS: tuple[tuple[float, tuple[Sections, ...]], ...] = (
    (1.1, (low_pass(600),)),
    (1.0, (high_pass(600), low_pass(2600))),
    (0.55, (high_pass(2600),)),
)
"""How long each band of the tail rings compared with the room."""


def impulse(seconds: float, seed: int, bright_hz: float = 7000) -> Frames:
    """(frames, 2) of unit energy per side that is 60 dB down after `seconds`."""
    rng = np.random.default_rng(seed)
    length = int((1.15 * seconds + _BEFORE_S) * RATE)
    tail, early = _tail(length, seconds, rng), _early(length, seconds, rng)
    room = _EARLY_SHARE**0.5 * _unit(early) + (1 - _EARLY_SHARE) ** 0.5 * _unit(tail)
    chain = np.vstack([low_pass(bright_hz), high_pass(220)])
    return _unit(scipy.signal.sosfilt(chain, room, axis=0)).astype(np.float32)


def _tail(length: int, seconds: float, rng: np.random.Generator) -> NDArray[np.float64]:
    at = np.maximum(0, np.arange(length) / RATE - _BEFORE_S)
    noise = rng.standard_normal((length, 2))
    tail = np.zeros((length, 2))
    for share, band in _BANDS:
        dying = np.exp(-6.9 * at / (seconds * share))
        tail += scipy.signal.sosfilt(np.vstack(band), noise, axis=0) * dying[:, None]
    return tail * (1 - np.exp(-at / _BUILD_S))[:, None]


def _early(length: int, seconds: float, rng: np.random.Generator) -> NDArray[np.float64]:
    """Single reflections, ever denser, each a little later on one side than on the other."""
    early = np.zeros((length, 2))
    reach = min(_EARLY_S, 0.05 * seconds)
    for k in range(_REFLECTIONS):
        late_s = _BEFORE_S + reach * ((k + 1) / _REFLECTIONS) ** 0.8
        for side in (0, 1):
            at = int((late_s + rng.uniform(0, 0.004)) * RATE)
            if at < length:
                early[at, side] += rng.choice((-1, 1)) * 0.8**k
    return early


def _unit(room: NDArray[np.float64]) -> NDArray[np.float64]:
    return room / np.sqrt((room**2).sum(0) + 1e-12)


class Convolver:
    """Streaming convolution of a mono send with a stereo response."""

    def __init__(self, response: Frames, block: int = BLOCK) -> None:
        self._size = scipy.fft.next_fast_len(block + len(response) - 1, real=True)
        self._spectra = [scipy.fft.rfft(response[:, side], self._size) for side in (0, 1)]
        self._tail = np.zeros((len(response) - 1, 2), np.float32)

    def __call__(self, send: NDArray[np.float32]) -> Frames:
        """(frames,) in, (frames, 2) out; what rings on comes with later blocks."""
        spectrum = scipy.fft.rfft(send, self._size)
        whole = np.empty((self._size, 2), np.float32)
        for side in (0, 1):
            whole[:, side] = scipy.fft.irfft(spectrum * self._spectra[side], self._size)
        whole[: len(self._tail)] += self._tail
        count = len(send)
        self._tail = whole[count : count + len(self._tail)].copy()
        return whole[:count]

"""Short-time magnitude spectra in blocks; every analysis starts here and keeps what it needs."""

from collections.abc import Iterator

import numpy as np
import scipy.fft
from numpy.typing import NDArray

Array = NDArray[np.float32]

_FRAMES_AT_ONCE = 2048


def magnitudes(sound: Array, size: int, hop: int) -> Iterator[Array]:
    """Blocks of (frames, size // 2 + 1) Hann magnitudes; frame k is centred on sample k * hop."""
    window = np.hanning(size + 1)[:size].astype(np.float32)
    padded = np.pad(sound, (size // 2, size // 2 + hop))
    frames = np.lib.stride_tricks.sliding_window_view(padded, size)[::hop]
    frames = frames[: 1 + len(sound) // hop]
    for at in range(0, len(frames), _FRAMES_AT_ONCE):
        yield np.abs(scipy.fft.rfft(frames[at : at + _FRAMES_AT_ONCE] * window, axis=1))


def mel_bank(size: int, rate: int, bands: int, low_hz: float, high_hz: float) -> Array:
    """(bins, bands) triangles of equal area on the mel scale."""
    low, high = (2595 * np.log10(1 + hz / 700) for hz in (low_hz, high_hz))
    edges = 700 * (10 ** (np.linspace(low, high, bands + 2) / 2595) - 1)
    bins = np.fft.rfftfreq(size, 1 / rate)
    rising = (bins[:, None] - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - bins[:, None]) / (edges[2:] - edges[1:-1])
    bank = np.maximum(0, np.minimum(rising, falling))
    for band in np.flatnonzero(bank.sum(0) == 0):
        bank[np.argmin(np.abs(bins - edges[band + 1])), band] = 1
    return (bank / bank.sum(0)).astype(np.float32)

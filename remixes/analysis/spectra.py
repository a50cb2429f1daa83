"""Short-time magnitude spectra of sound that comes in pieces; does not know what they are for."""

from collections.abc import Iterator

import numpy as np
import scipy.fft
from numpy.typing import NDArray

Array = NDArray[np.float32]

_SAMPLES_AT_ONCE = 1 << 19


class Spectra:
    """Hann magnitudes every `hop` samples; frame k is centred on sample k * hop.

    `add` pieces of any length in order, then ask `rest` once; `n` samples make 1 + n // hop frames.
    """

    def __init__(self, size: int, hop: int) -> None:
        self._size, self._hop = size, hop
        self._window = np.hanning(size + 1)[:size].astype(np.float32)
        self._held = np.zeros(size // 2, np.float32)
        self._samples = self._frames = 0

    def add(self, sound: Array) -> Iterator[Array]:
        """Blocks of (frames, size // 2 + 1) for (samples,) more sound."""
        self._samples += len(sound)
        yield from self._blocks(sound)

    def rest(self) -> Iterator[Array]:
        """Blocks of the frames that reach over the end of the sound."""
        missing = 1 + self._samples // self._hop - self._frames
        needed = (missing - 1) * self._hop + self._size - len(self._held)
        if missing > 0:
            yield from self._blocks(np.zeros(needed, np.float32))

    def _blocks(self, sound: Array) -> Iterator[Array]:
        joined = np.concatenate([self._held, sound])
        count = max(0, 1 + (len(joined) - self._size) // self._hop)
        self._held = joined[count * self._hop :]
        self._frames += count
        if not count:
            return
        frames = np.lib.stride_tricks.sliding_window_view(joined, self._size)[:: self._hop]
        at_once = max(1, _SAMPLES_AT_ONCE // self._size)
        for at in range(0, count, at_once):
            some = frames[at : min(count, at + at_once)]
            yield np.abs(scipy.fft.rfft(some * self._window, axis=1))


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


def per_span(rows: Array, fps: float, times: NDArray[np.float64]) -> Array:
    """Mean row between each pair of neighbouring times: (len(times) - 1, columns)."""
    edges = np.clip(np.round(times * fps).astype(int), 0, len(rows) - 1)
    sums = np.vstack([np.zeros((1, rows.shape[1])), np.cumsum(rows, axis=0, dtype=np.float64)])
    ends = np.maximum(edges[1:], edges[:-1] + 1)
    return ((sums[ends] - sums[edges[:-1]]) / (ends - edges[:-1])[:, None]).astype(np.float32)

"""Fundamental frequency of a voice by YIN (de Cheveigne and Kawahara, JASA 111(4), 2002)."""

import numpy as np
import scipy.fft
from numpy.typing import NDArray

Floats = NDArray[np.float64]

HOP_S = 0.01
_LOW_HZ, _HIGH_HZ = 65.0, 1000.0
_WINDOW_S = 0.03
_ENOUGH = 0.15
"""Aperiodicity under which a dip is taken for the period."""
_SILENT = 1e-6
"""Energy of a window that holds nothing."""
_VOICED = 0.35
"""Aperiodicity over which a frame has no pitch."""


def track(mono: NDArray[np.float32], rate: int) -> Floats:
    """Hz every 10 ms of (samples,) sound; nan where there is no pitch."""
    window, longest = int(_WINDOW_S * rate), int(rate / _LOW_HZ)
    shortest, hop = int(rate / _HIGH_HZ), round(HOP_S * rate)
    size = window + longest
    padded = np.pad(np.asarray(mono, np.float64), (size // 2, size))
    starts = np.arange(len(mono) // hop) * hop
    found = np.full(len(starts), np.nan)
    for k in range(0, len(starts), 1024):
        rows = padded[starts[k : k + 1024, None] + np.arange(size)]
        found[k : k + 1024] = rate / _periods(_unevenness(rows, window, longest), shortest)
    return found


def _unevenness(rows: Floats, window: int, longest: int) -> Floats:
    """The cumulative mean normalised difference, steps 2 and 3 of the paper."""
    size = scipy.fft.next_fast_len(rows.shape[1] + window)
    spectrum = scipy.fft.rfft(rows, size)
    head = scipy.fft.rfft(rows[:, :window], size)
    product = scipy.fft.irfft(spectrum * np.conj(head), size)[:, :longest]
    squares = np.concatenate([np.zeros((len(rows), 1)), np.cumsum(rows**2, axis=1)], axis=1)
    energy = squares[:, window : window + longest] - squares[:, :longest]
    difference = energy[:, :1] + energy - 2 * product
    lags = np.arange(1, longest)
    mean = np.cumsum(difference[:, 1:], axis=1) / lags
    even = np.where(energy[:, :1] > _SILENT, difference[:, 1:] / np.maximum(mean, 1e-12), 1.0)
    return np.concatenate([np.ones((len(rows), 1)), even], axis=1)


def _periods(rows: Floats, shortest: int) -> Floats:
    """Samples per period: the first deep dip, else the deepest; nan when none is deep."""
    periods = np.full(len(rows), np.nan)
    for k, row in enumerate(rows):
        low = shortest + int(np.argmin(row[shortest:]))
        if row[low] > _VOICED or not np.isfinite(row[low]):
            continue
        deep = np.flatnonzero(row[shortest:] < max(_ENOUGH, 1.05 * row[low]))
        at = shortest + int(deep[0])
        while at + 1 < len(row) and row[at + 1] < row[at]:
            at += 1
        periods[k] = _vertex(row, at)
    return periods


def _vertex(row: Floats, at: int) -> float:
    """The lowest place of the parabola through three points, step 5 of the paper."""
    if not 0 < at < len(row) - 1:
        return float(at)
    before, here, after = row[at - 1 : at + 2]
    bend = before - 2 * here + after
    return at + float(0.5 * (before - after) / bend) if bend > 0 else float(at)


def cents_off(hz: Floats, start_s: float, stop_s: float, pitch: int) -> float:
    """Median distance in cents of the pitched frames in a span from a MIDI pitch; nan if none."""
    low, high = round(start_s / HOP_S), max(round(start_s / HOP_S) + 1, round(stop_s / HOP_S))
    heard = hz[low:high]
    heard = heard[np.isfinite(heard)]
    if not len(heard):
        return float("nan")
    return float(np.median(1200 * np.log2(heard / (440 * 2 ** ((pitch - 69) / 12)))))

"""What a take runs through: less rumble, even level, tamed sibilants, presence and air."""

from functools import cache

import numpy as np
import scipy.signal
from numpy.typing import NDArray

from remixes.engine.music.filters import peak
from remixes.engine.music.voice.net import RATE
from remixes.engine.music.voice.synthesis import Mono, between_points

LEVEL = 0.1
"""The active RMS that every line leaves with."""

_RUMBLE_HZ = 110.0
_THIN_HZ = 220.0
_HISS_HZ = 5_200.0
_PRESENCE_HZ, _PRESENCE_DB, _PRESENCE_Q = 2_900.0, 3.0, 0.8
_AIR_HZ, _AIR_DB = 7_500.0, 3.0
_STEP = 120
"""Samples per point of a gain curve, 5 ms."""
_SMOOTH = 13
_SILENT = 1e-5
_OVER_DB, _RATIO = -5.0, 3.0
"""Compression: what is louder than this, against the line's own level, comes down to a third."""
_MOST_HISS_DB = -9.0
"""How loud sibilants may be against the line's own level."""


def treat(mono: Mono) -> Mono:
    """(samples,) at an even level of LEVEL where somebody sings; silence stays silence."""
    cleaned = scipy.signal.sosfilt(_low_cut(), mono).astype(np.float32)
    level = active_rms(cleaned)
    if level < _SILENT:
        return np.zeros_like(mono)
    cleaned /= np.float32(level)
    cleaned *= _gain(cleaned, _OVER_DB, 1 - 1 / _RATIO)
    hiss = scipy.signal.sosfilt(_hiss_band(), cleaned).astype(np.float32)
    cleaned += hiss * (_gain(hiss, _MOST_HISS_DB, 0.8) - 1)
    bright = scipy.signal.sosfilt(_brightness(), cleaned).astype(np.float32)
    return bright * np.float32(LEVEL / max(_SILENT, active_rms(bright)))


def settle(mono: Mono) -> Mono:
    """The same for takes behind the lead: thinner, without dynamics, for there it is not heard."""
    thin = scipy.signal.sosfilt(_thinness(), mono).astype(np.float32)
    level = active_rms(thin)
    return thin * np.float32(LEVEL / level if level > _SILENT else 0.0)


def active_rms(mono: Mono) -> float:
    """RMS of the louder two thirds of all twentieths of a second in which there is sound."""
    width = RATE // 20
    power = (mono[: len(mono) // width * width].reshape(-1, width) ** 2).mean(1)
    power = np.sort(power[power > 1e-8])
    return float(np.sqrt(power[len(power) // 3 :].mean())) if len(power) else 0.0


def _gain(mono: Mono, over_db: float, share: float) -> NDArray[np.float32]:
    """(samples,) that takes `share` off every dB over `over_db`."""
    count = -(-len(mono) // _STEP)
    padded = np.pad(mono, (0, count * _STEP - len(mono)))
    power = (padded.reshape(-1, _STEP) ** 2).mean(1)
    window = np.hanning(_SMOOTH)
    smooth = np.convolve(np.pad(power, _SMOOTH // 2), window / window.sum(), "valid")
    over = np.maximum(0.0, 10 * np.log10(smooth + 1e-12) - over_db)
    points = (10 ** (-share * over / 20)).astype(np.float32)
    return between_points(points, _STEP)[: len(mono)]


@cache
def _low_cut() -> NDArray[np.float32]:
    return scipy.signal.butter(2, _RUMBLE_HZ, "high", fs=RATE, output="sos").astype(np.float32)


@cache
def _hiss_band() -> NDArray[np.float32]:
    return scipy.signal.butter(1, _HISS_HZ, "high", fs=RATE, output="sos").astype(np.float32)


@cache
def _thinness() -> NDArray[np.float32]:
    return scipy.signal.butter(2, _THIN_HZ, "high", fs=RATE, output="sos").astype(np.float32)


@cache
def _brightness() -> NDArray[np.float32]:
    presence = peak(_PRESENCE_HZ, _PRESENCE_DB, _PRESENCE_Q, RATE)
    return np.vstack([presence, _shelf(_AIR_HZ, _AIR_DB)]).astype(np.float32)


def _shelf(hz: float, gain_db: float) -> NDArray[np.float64]:
    """A high shelf of slope 1 after R. Bristow-Johnson's Audio EQ Cookbook."""
    amplitude = 10 ** (gain_db / 40)
    turn = 2 * np.pi * hz / RATE
    cos, slope = np.cos(turn), np.sin(turn) * np.sqrt(2 * amplitude)
    more, less = amplitude + 1, amplitude - 1
    b = amplitude * np.array(
        [more + less * cos + slope, -2 * (less + more * cos), more + less * cos - slope]
    )
    a = np.array([more - less * cos + slope, 2 * (less - more * cos), more - less * cos - slope])
    return np.concatenate([b, a])[None] / a[0]

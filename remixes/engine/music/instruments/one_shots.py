"""Makes raw recordings into one-shots: cut at the onset, tuned, faded, with a loop that is smooth.

It knows samples only, neither files nor instruments.
"""

from dataclasses import dataclass

import numpy as np
import scipy.fft
import scipy.signal
import soxr
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

from remixes.engine.music.instruments.waves import Mono, hertz
from remixes.engine.music.sound import RATE

_AUDIBLE = 0.03
"""Share of the peak at which a sound has begun."""
_STEP_IN = 16
"""Frames kept before that, faded in; a third of a millisecond."""
_STEADINESS = 0.7
_SILENT = 0.001
_HARMONICS = 4
_MATCHED = int(0.03 * RATE)
"""Frames compared when a loop is looked for."""


@dataclass(frozen=True)
class OneShot:
    """(samples,) from its onset, how many cents it is sharp, and frames of its loop if it has one.

    A loop (start, stop) plays `start` again in place of `stop`.
    """

    wave: Mono
    cents: float = 0.0
    loop: tuple[int, int] | None = None


def struck(raw: Mono, fade_s: float = 0.05) -> OneShot:
    """A drum or a plucked note: from its onset until it is silent, at most as long as it is."""
    wave = from_onset(raw)
    loud = np.flatnonzero(np.abs(wave) > _SILENT * np.abs(wave).max())
    wave = wave[: min(len(wave), int(loud[-1]) + int(fade_s * RATE))].copy()
    count = min(len(wave), max(int(fade_s * RATE), len(wave) // 5))
    wave[len(wave) - count :] *= np.cos(np.linspace(0, np.pi / 2, count, dtype=np.float32)) ** 2
    return OneShot(wave / np.abs(wave).max() * np.float32(0.9))


def held(raw: Mono) -> OneShot:
    """A note that goes on for ever: its swells are calmed, and its loop ends as it begins."""
    wave = _steadied(from_onset(raw))
    start, stop = _loop(wave)
    fall = _level(wave, start) / _level(wave, stop)
    wave[start:stop] *= np.geomspace(1, fall, stop - start).astype(np.float32)
    wave = wave[:stop]
    return OneShot(wave / np.abs(wave).max() * np.float32(0.9), loop=(start, stop))


def from_onset(raw: Mono) -> Mono:
    """The sound from a third of a millisecond before it is first heard."""
    onset = int(np.argmax(np.abs(raw) > _AUDIBLE * np.abs(raw).max()))
    wave = raw[max(0, onset - _STEP_IN) :].copy()
    wave[:_STEP_IN] *= np.linspace(0, 1, _STEP_IN, dtype=np.float32)
    return wave


def _steadied(wave: Mono) -> Mono:
    """Once it has begun, most of what its level wanders in a quarter of a second is taken out."""
    window = np.hanning(int(0.25 * RATE))
    power = scipy.signal.fftconvolve(wave.astype(np.float64) ** 2, window, "same")
    power /= scipy.signal.fftconvolve(np.ones(len(wave)), window, "same")
    level = np.sqrt(np.maximum(power, 1e-12))
    usual = np.sqrt(np.mean(power[int(0.5 * RATE) :]))
    gain = np.clip((usual / level) ** _STEADINESS, 0.5, 2)
    begun = np.clip((np.arange(len(wave)) / RATE - 0.3) / 0.3, 0, 1)
    return (wave * gain**begun).astype(np.float32)


def _level(wave: Mono, at: int) -> float:
    window = wave[max(0, at - int(0.2 * RATE)) : at]
    return float(np.sqrt(np.mean(window**2))) + 1e-9


def _loop(wave: Mono) -> tuple[int, int]:
    """The start in the first half whose surroundings are most like those of the end."""
    stop = len(wave) - 1
    before = wave[stop - _MATCHED : stop]
    low, high = int(0.3 * len(wave)), int(0.55 * len(wave))
    area = wave[low - _MATCHED : high]
    likeness = np.correlate(area, before, "valid")
    energy = np.convolve(area**2, np.ones(_MATCHED), "valid")
    best = int(np.argmax(likeness / np.sqrt(energy + 1e-12)))
    return low + best, stop


def tuning(wave: Mono, pitch: int) -> float:
    """Cents that a recording is sharp: what has to be taken out until it measures as in tune."""
    cents = 0.0
    for _ in range(4):
        corrected = soxr.resample(wave, RATE * 2 ** (-cents / 1200), RATE, quality="HQ")
        cents += cents_off(np.asarray(corrected, np.float32), pitch)
    return cents


def cents_off(wave: Mono, pitch: int) -> float:
    """How sharp a note is, by the autocorrelation of what is harmonic in it; within ±60.

    Partials that are no multiples of the pitch, as of bells, and what lies an octave below, as in
    organs, are left out: they move the peak.
    """
    hz = hertz(pitch)
    start = min(int(0.06 * RATE), len(wave) // 4)
    window = wave[start : start + int(1.6 * RATE)]
    size = scipy.fft.next_fast_len(2 * len(window), real=True)
    bins = min(size // 2, int((_HARMONICS + 0.5) * hz * size / RATE))
    window = window * np.hanning(len(window)).astype(np.float32)
    spectrum = scipy.fft.rfft(window, size)[:bins]
    multiple = np.arange(bins) * (RATE / size / hz)
    near = np.clip(np.rint(multiple), 1, _HARMONICS)
    reach = np.maximum(0.03 * near, 2 / (len(window) / RATE * hz))
    power = np.zeros(size // 2 + 1, np.float32)
    power[:bins] = np.abs(spectrum) ** 2 * (np.abs(multiple - near) < reach)
    likeness = scipy.fft.irfft(power, size)
    # what the window and the decay alone would give leans every peak to the left
    swell = int(2 * RATE / hz)
    level = uniform_filter1d(uniform_filter1d(window**2, swell), swell)
    level = np.sqrt(np.maximum(0, level))
    likeness /= np.abs(scipy.fft.irfft(np.abs(scipy.fft.rfft(level, size)) ** 2, size)) + 1e-9
    cents = 0.0
    for periods in (1, 2, 4, 8, 16, 32):
        lag = periods * RATE / hz
        if lag > 0.15 * len(window):
            break
        cents = _nearest_peak(likeness, lag, cents, 60 / periods)
    return cents


def _nearest_peak(likeness: NDArray[np.float32], lag: float, cents: float, reach: float) -> float:
    """Cents of the highest peak around a lag that is already known within `reach`."""
    low = max(1, int(lag * 2 ** (-(cents + reach) / 1200)) - 1)
    high = int(lag * 2 ** (-(cents - reach) / 1200)) + 2
    at = low + int(np.argmax(likeness[low : high + 1]))
    left, middle, right = likeness[at - 1 : at + 2]
    curve = left - 2 * middle + right
    exact = at + (np.clip(0.5 * (left - right) / curve, -1, 1) if curve < 0 else 0.0)
    return float(np.clip(1200 * np.log2(lag / exact), cents - reach, cents + reach))

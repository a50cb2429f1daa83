"""From filters per frame and a pitch curve to sound: a pulse train, breath, and overlap-add."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from remixes.engine.music.voice.fit import Fit
from remixes.engine.music.voice.net import BINS, HOP, RATE, Levels, Spectra, Speech

Mono = NDArray[np.float32]
"""(samples,) float32 at 24 kHz."""

_SIZE = 4 * HOP
_WINDOW = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(_SIZE) / _SIZE)).astype(np.float32)
_HIGHEST_HZ = 11_000.0
_FOLDED = 0.5
"""The share of the free part that becomes voice in a held vowel."""
_BREATH_UNDER = 0.3
"""Most breath beside the voice in a held vowel, about -10 dB."""
_HISS = 0.37
"""The share of the free part that becomes breath in a held consonant."""
_EVENNESS = 0.8
_MOST_DOWN, _MOST_UP = -1.0, 1.4
_NOISE_FRAMES = 1024


@dataclass(frozen=True)
class Filters:
    """What shapes the sound of a line: (frames, BINS) each, and which frames are voiced."""

    voiced: Spectra
    breath: Levels
    free: Spectra
    is_voiced: NDArray[np.bool_]


def filters_of(speech: Speech, fit: Fit) -> Filters:
    """The filters in the order and at the speed of a fit, vowels at an even level."""
    source = np.clip(fit.source, 0, speech.frames - 1)
    low = source.astype(int)
    share = (source - low).astype(np.float32)
    voiced, breath = _between(speech.voiced, low, share), _between(speech.breath, low, share)
    free = speech.free[low]
    in_core = np.zeros(len(source), np.bool_)
    for start, stop in fit.cores:
        in_core[start:stop] = True
    _fold(voiced, breath, free, fit.is_held & in_core, fit.is_held & ~in_core)
    gain = _levelling(np.interp(source, np.arange(speech.frames), speech.loudness), fit.cores)
    edge = fit.gain
    voiced *= (gain * edge)[:, None]
    breath *= (np.sqrt(gain) * edge)[:, None]
    free *= (np.sqrt(gain) * edge)[:, None]
    return Filters(voiced, breath, free, (speech.is_voiced[low] | in_core) & (fit.source >= 0))


def sound_of(filters: Filters, pitch: NDArray[np.float64], rng: np.random.Generator) -> Mono:
    """(frames * HOP,) of one take; frame k is centred at sample k * HOP."""
    spectra = _spectra(_pulses(440 * 2 ** ((pitch - 69) / 12), filters.is_voiced))
    spectra *= filters.voiced
    noise = _noise()
    places = (int(rng.integers(_NOISE_FRAMES)) + np.arange(len(pitch))) % _NOISE_FRAMES
    spectra += noise[places] * filters.breath
    spectra += filters.free
    return _overlapped(spectra)


def between_points(points: NDArray[Any], step: int) -> NDArray[Any]:
    """(points * step,) on straight lines from point to point, the last one kept."""
    ahead = np.diff(points, append=points[-1:])
    return (points[:, None] + ahead[:, None] * _ramp(step).astype(points.dtype)).reshape(-1)


@cache
def _ramp(step: int) -> NDArray[np.float64]:
    return np.arange(step) / step


def _between(rows: NDArray[Any], low: NDArray[np.int_], share: Mono) -> NDArray[Any]:
    out = rows[low]
    moved = np.flatnonzero(share > 0)
    if len(moved):
        high = rows[np.minimum(low[moved] + 1, len(rows) - 1)]
        part = share[moved, None]
        out[moved] = out[moved] * (1 - part) + high * part
    return out


def _fold(
    voiced: Spectra,
    breath: Levels,
    free: Spectra,
    vowels: NDArray[np.bool_],
    consonants: NDArray[np.bool_],
) -> None:
    """Where frames repeat, the free part's phases would hum at the frame rate: give it away."""
    size, extra = np.abs(voiced[vowels]), np.abs(free[vowels])
    voiced[vowels] *= 1 + _FOLDED * extra / (size + 1e-9)
    breath[vowels] = np.minimum(breath[vowels], _BREATH_UNDER * (size + _FOLDED * extra))
    breath[consonants] += _HISS * np.abs(free[consonants])
    free[vowels | consonants] = 0


def _levelling(
    loudness: NDArray[np.float64], cores: tuple[tuple[int, int], ...]
) -> NDArray[np.float32]:
    """(frames,) gain: a speaker swallows unstressed vowels, a singer does not."""
    lift = np.zeros(len(loudness))
    inside = [loudness[start:stop] for start, stop in cores if stop > start]
    if inside:
        wanted = np.percentile(np.concatenate(inside), 75)
        for start, stop in cores:
            lift[start:stop] = np.clip(
                _EVENNESS * (wanted - loudness[start:stop]), _MOST_DOWN, _MOST_UP
            )
    window = np.hanning(7)
    smooth = np.convolve(np.pad(lift, 3, mode="edge"), window / window.sum(), "valid")
    return np.exp(smooth).astype(np.float32)


def _pulses(hz: NDArray[np.float64], is_voiced: NDArray[np.bool_]) -> Mono:
    """(frames * HOP,) all harmonics under 11 kHz at unit amplitude where it is voiced.

    sum(cos(h t), h = 1..n) = sin((n + 1/2) t) / (2 sin(t/2)) - 1/2.
    """
    now = between_points(hz, HOP)
    turn = np.cumsum(now) / RATE
    turn = (2 * np.pi * (turn - np.floor(turn))).astype(np.float32)
    count = np.floor(_HIGHEST_HZ / now).astype(np.float32) + np.float32(0.5)
    below = 2 * np.sin(turn / 2)
    at_peak = np.abs(below) < 2e-3
    below[at_peak] = 1
    wave = np.sin(count * turn) / below
    wave[at_peak] = count[at_peak]
    return (wave - np.float32(0.5)) * between_points(is_voiced.astype(np.float32), HOP)


def _spectra(wave: Mono) -> Spectra:
    """Centred short-time spectra, one per frame; a unit cosine has a peak of one."""
    padded = np.pad(wave, _SIZE // 2, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(padded, _SIZE)[::HOP][: len(wave) // HOP]
    return scipy.fft.rfft(frames * (_WINDOW / np.float32(HOP)), axis=1)


def _overlapped(spectra: Spectra) -> Mono:
    """The inverse: windowed, overlapped and divided by the windows' power."""
    count, parts = len(spectra), _SIZE // HOP
    frames = scipy.fft.irfft(spectra, n=_SIZE, axis=1) * _WINDOW
    pieces = frames.reshape(count, parts, HOP)
    power = (_WINDOW**2).reshape(parts, HOP).sum(0)
    out = np.zeros((count + parts - 1, HOP), np.float32)
    for k in range(parts):
        out[k : k + count] += pieces[:, k]
    out /= power
    return out.reshape(-1)[_SIZE // 2 :][: count * HOP]


@cache
def _noise() -> Spectra:
    """White noise as spectra, drawn once; takes begin at different places in it."""
    rng = np.random.default_rng(24)
    table = np.empty((_NOISE_FRAMES, BINS), np.complex64)
    rng.standard_normal(dtype=np.float32, out=table.view(np.float32))
    return table

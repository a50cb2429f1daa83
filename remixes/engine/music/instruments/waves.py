"""Raw waveforms and envelopes that every computed instrument is built from.

Saws follow V. Välimäki, J. Pekonen, J. Nam: Perceptually informed synthesis of bandlimited
classical waveforms using integrated polynomial interpolation. JASA 131(1), 2012 (PolyBLEP).
"""

from collections.abc import Sequence

import numpy as np
import scipy.signal
from numpy.typing import NDArray

from remixes.engine.music.filters import Sections, filtered
from remixes.engine.music.sound import RATE

Mono = NDArray[np.float32]
"""(samples,)."""
Sound = NDArray[np.float32]
"""(samples,) or, left and right apart, (2, samples)."""


def hertz(pitch: float) -> float:
    """Frequency of a MIDI pitch."""
    return float(440 * 2 ** ((pitch - 69) / 12))


def clock(seconds: float) -> NDArray[np.float64]:
    """Sample times."""
    return np.arange(int(seconds * RATE)) / RATE


def sine(hz: float, at: NDArray[np.float64], phase: float = 0.0) -> Mono:
    """A pure tone; `phase` in turns."""
    turns = hz * at + phase
    return np.sin((2 * np.pi * (turns - np.floor(turns))).astype(np.float32))


def saw(hz: float, at: NDArray[np.float64], phase: float = 0.0) -> Mono:
    """A band-limited sawtooth; `at` may run unevenly for vibrato."""
    turns = hz * at + phase
    turn = (turns - np.floor(turns)).astype(np.float32)
    step = np.float32(hz / RATE)
    wave = 2 * turn - 1
    near = np.flatnonzero(turn < step)
    u = turn[near] / step
    wave[near] -= 2 * u - u * u - 1
    near = np.flatnonzero(turn > 1 - step)
    u = (turn[near] - 1) / step
    wave[near] -= u * u + 2 * u + 1
    return wave


def square(hz: float, at: NDArray[np.float64], width: float = 0.5) -> Mono:
    """A band-limited pulse: the difference of two saws."""
    return (saw(hz, at) - saw(hz, at, width)) * np.float32(0.5)


def partials(
    hz: float, at: NDArray[np.float64], recipe: Sequence[tuple[float, float, float]]
) -> Mono:
    """Decaying sines: (multiple of hz, gain, decay per second) each; none above 16 kHz."""
    wave = np.zeros(len(at), np.float32)
    for multiple, gain, decay in recipe:
        if hz * multiple < 16_000:
            wave += np.float32(gain) * sine(hz * multiple, at) * fading(at, decay)
    return wave


def fading(at: NDArray[np.float64], decay: float) -> Mono:
    """An exponential envelope, `decay` per second."""
    return np.exp((-decay * at).astype(np.float32))


def resonant(hz: float, q: float) -> Sections:
    """A low-pass of the Audio EQ Cookbook whose edge stands out; 12 dB an octave."""
    turn = 2 * np.pi * min(hz, 0.45 * RATE) / RATE
    alpha, cos = np.sin(turn) / (2 * q), np.cos(turn)
    b = [(1 - cos) / 2, 1 - cos, (1 - cos) / 2]
    return np.array([[*b, 1 + alpha, -2 * cos, 1 - alpha]]) / (1 + alpha)


def swept(wave: Mono, bright_hz: float, dark_hz: float, decay: float, q: float = 0.8) -> Mono:
    """A filter that closes from bright to dark, by crossfading copies a few edges apart."""
    count = 2 + round(abs(np.log2(bright_hz / dark_hz)))
    edges = np.geomspace(dark_hz, bright_hz, count)
    place = fading(np.arange(len(wave)) / RATE, decay) * np.float32(count - 1)
    out = np.zeros(len(wave), np.float32)
    for k, edge in enumerate(edges):
        share = np.maximum(0, 1 - np.abs(place - np.float32(k)))
        last = len(share) - int(np.argmax(share[::-1] > 0))
        out[:last] += share[:last] * filtered(wave[:last], resonant(edge, q))
    return out


def driven(wave: Mono, amount: float) -> Mono:
    """Soft saturation at twice the rate, so that what it adds does not fold back."""
    up = scipy.signal.resample_poly(wave, 2, 1)
    return scipy.signal.resample_poly(np.tanh(np.float32(amount) * up), 1, 2).astype(np.float32)


def string(hz: float, at: NDArray[np.float64], rng: np.random.Generator, bright: float) -> Mono:
    """A plucked string: harmonics that die faster the higher they are."""
    count = int(min(40, 14_000 / hz))
    wave = np.zeros(len(at), np.float32)
    for k in range(1, count + 1):
        gain = np.sin(np.pi * k * 0.22) / k ** (2.2 - bright)
        stiff = k * np.sqrt(1 + 0.00006 * k * k)
        decay = 0.9 + 0.11 * k**1.25 + hz / 600
        wave += np.float32(gain) * sine(hz * stiff, at, rng.random()) * fading(at, decay)
    return wave


def noise(count: int, rng: np.random.Generator) -> Mono:
    """White noise."""
    return rng.standard_normal(count, np.float32)

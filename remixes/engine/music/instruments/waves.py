"""Raw waveforms and envelopes that every instrument is built from."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from remixes.engine.music.filters import filtered, low_pass
from remixes.engine.music.sound import RATE

Mono = NDArray[np.float32]


def hertz(pitch: float) -> float:
    """Frequency of a MIDI pitch."""
    return float(440 * 2 ** ((pitch - 69) / 12))


def clock(seconds: float) -> NDArray[np.float64]:
    """Sample times."""
    return np.arange(int(seconds * RATE)) / RATE


def sine(hz: float, at: NDArray[np.float64], phase: float = 0.0) -> Mono:
    """A pure tone; `phase` in turns."""
    return np.sin(2 * np.pi * (hz * at + phase)).astype(np.float32)


def saw(hz: float, at: NDArray[np.float64], phase: float = 0.0) -> Mono:
    """A band-limited sawtooth (PolyBLEP)."""
    turn = (at * hz + phase) % 1
    step = hz / RATE
    wave = 2 * turn - 1
    near = turn < step
    u = turn[near] / step
    wave[near] -= 2 * u - u * u - 1
    near = turn > 1 - step
    u = (turn[near] - 1) / step
    wave[near] -= u * u + 2 * u + 1
    return wave.astype(np.float32)


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
            wave += np.float32(gain) * sine(hz * multiple, at) * np.exp(-decay * at)
    return wave.astype(np.float32)


def swept(wave: Mono, bright_hz: float, dark_hz: float, decay: float) -> Mono:
    """A closing filter: from bright to dark, by crossfading two filtered copies."""
    open_share = np.exp(-np.arange(len(wave)) / RATE * decay).astype(np.float32)
    bright, dark = filtered(wave, low_pass(bright_hz)), filtered(wave, low_pass(dark_hz))
    return bright * open_share + dark * (1 - open_share)


def string(hz: float, at: NDArray[np.float64], rng: np.random.Generator, bright: float) -> Mono:
    """A plucked string: harmonics that die faster the higher they are."""
    count = int(min(40, 14_000 / hz))
    wave = np.zeros(len(at), np.float32)
    for k in range(1, count + 1):
        gain = np.sin(np.pi * k * 0.22) / k ** (2.2 - bright)
        stiff = k * np.sqrt(1 + 0.00006 * k * k)
        decay = 0.9 + 0.11 * k**1.25 + hz / 600
        wave += np.float32(gain) * sine(hz * stiff, at, rng.random()) * np.exp(-decay * at)
    return wave.astype(np.float32)


def noise(count: int, rng: np.random.Generator) -> Mono:
    """White noise."""
    return rng.standard_normal(count).astype(np.float32)

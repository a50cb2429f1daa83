"""Computed basses: functions of pitch, length and noise."""

import numpy as np

from remixes.engine.music.filters import filtered, high_pass, low_pass
from remixes.engine.music.instruments.waves import (
    Mono,
    Sound,
    clock,
    driven,
    fading,
    hertz,
    saw,
    sine,
    square,
    swept,
)

_WIDE_FROM_HZ = 160


def sub(pitch: float, seconds: float, _rng: np.random.Generator) -> Sound:
    """A sine with enough overtones to be found on small loudspeakers."""
    at, hz = clock(seconds), hertz(pitch)
    return driven(sine(hz, at) + 0.18 * sine(2 * hz, at) + 0.06 * sine(3 * hz, at), 1.2)


def saws(pitch: float, seconds: float, _rng: np.random.Generator) -> Sound:
    """Two saws and a sine under a closing filter."""
    at, hz = clock(seconds), hertz(pitch)
    wave = saw(hz, at) + 0.6 * saw(hz * 1.004, at, 0.3) + 0.6 * sine(hz, at)
    return swept(wave, 1900, 320, 8, 1.1)


def reese(pitch: float, seconds: float, _rng: np.random.Generator) -> Sound:
    """Saws beating against each other, wide above, with a steady sine in the middle."""
    at, hz = clock(seconds), hertz(pitch)
    half = np.float32(0.5)
    steady = half * saw(hz, at) + sine(hz, at)
    sides = [
        saw(hz * by, at, k / 7) + saw(hz / by, at, k / 5) for k, by in ((1, 1.009), (2, 1.006))
    ]
    # What is lowest stays in the middle: clubs and records play it from one side.
    apart = filtered(half * (sides[0] - sides[1]), high_pass(_WIDE_FROM_HZ))
    middle = np.asarray(steady + half * (sides[0] + sides[1]), np.float32)
    return np.stack([filtered(side, low_pass(700)) for side in (middle + apart, middle - apart)])


def wobble(pitch: float, seconds: float, _rng: np.random.Generator) -> Sound:
    """A growling saw for dubstep: driven, its filter already half open."""
    at, hz = clock(seconds), hertz(pitch)
    wave = saw(hz, at) + 0.8 * square(hz * 1.006, at, 0.3)
    return driven(swept(wave, 3200, 420, 3.2, 3.0), 1.6) + 0.7 * sine(hz, at)


def tr808(pitch: float, seconds: float, _rng: np.random.Generator) -> Sound:
    """A long kick that is a bass: a sine falling to its pitch, driven."""
    at, hz = clock(min(seconds, 3.0)), hertz(pitch)
    turns = hz * at + hz * 1.1 / 42 * (1 - np.exp(-42 * at))
    return driven(np.sin(2 * np.pi * turns).astype(np.float32) * fading(at, 1.3), 2.2)


def acid(pitch: float, seconds: float, _rng: np.random.Generator) -> Sound:
    """A saw through a squelching filter that closes fast."""
    at, hz = clock(seconds), hertz(pitch)
    wave = swept(saw(hz, at), 3400, max(260.0, 1.5 * hz), 11, 5.0)
    return driven(wave, 1.5)


def fm(pitch: float, seconds: float, _rng: np.random.Generator) -> Sound:
    """A hard digital bass of the 80s: two sines, one bending the other (Chowning, JAES 1973)."""
    at, hz = clock(min(seconds, 3.0)), hertz(pitch)
    bend = (2.4 * fading(at, 9) + 0.7) * sine(hz, at)
    tone = np.sin((2 * np.pi * (hz * at % 1)).astype(np.float32) + bend)
    return (tone * fading(at, 0.9)).astype(np.float32)


def pulse(pitch: float, seconds: float, _rng: np.random.Generator) -> Mono:
    """The triangle of an 8-bit console: sixteen steps."""
    at, hz = clock(seconds), hertz(pitch)
    ramp = np.abs(2 * ((hz * at) % 1) - 1)
    return filtered((np.round(ramp * 15) / 7.5 - 1).astype(np.float32), low_pass(9000))

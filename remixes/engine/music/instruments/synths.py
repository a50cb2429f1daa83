"""Computed keys, pads, plucks, leads and bells: functions of pitch, length and noise."""

from collections.abc import Callable

import numpy as np

from remixes.engine.music.filters import filtered, high_pass, low_pass
from remixes.engine.music.instruments.waves import (
    Mono,
    Sound,
    clock,
    fading,
    hertz,
    partials,
    saw,
    sine,
    square,
    string,
    swept,
)
from remixes.engine.music.sound import RATE

Draw = Callable[[float, float, np.random.Generator], Sound]
"""MIDI pitch, seconds, noise → (samples,) or (2, samples)."""


def ensemble(left: tuple[float, ...], right: tuple[float, ...], dark_hz: float) -> Draw:
    """Saws detuned by cents, others left than right, through one filter."""

    def draw(pitch: float, seconds: float, rng: np.random.Generator) -> Sound:
        return np.stack([_unison(pitch, seconds, rng, cents, dark_hz) for cents in (left, right)])

    return draw


def _unison(
    pitch: float, seconds: float, rng: np.random.Generator, cents: tuple[float, ...], dark_hz: float
) -> Mono:
    at, hz = clock(seconds), hertz(pitch)
    wave = np.zeros(len(at), np.float32)
    for off in cents:
        wave += saw(hz * 2 ** (off / 1200), at, rng.random())
    return filtered(wave, low_pass(dark_hz), high_pass(min(200, hz * 0.6)))


def warm_pad(pitch: float, seconds: float, rng: np.random.Generator) -> Sound:
    """Soft saws left and right of a sine."""
    sides = ensemble((-9, 3), (8, -4), 1500)(pitch, seconds, rng)
    return sides + 0.8 * sine(hertz(pitch), clock(seconds))


def dark_pad(pitch: float, seconds: float, rng: np.random.Generator) -> Sound:
    """Low, with a fifth's shimmer of the octave below."""
    sides = ensemble((-12, 5), (11, -6), 700)(pitch, seconds, rng)
    return sides + 0.5 * sine(hertz(pitch - 12), clock(seconds))


def brass(pitch: float, seconds: float, rng: np.random.Generator) -> Sound:
    """Saws whose filter opens with the breath."""
    at = clock(seconds)
    opening = np.minimum(1, at / 0.07).astype(np.float32) * (0.55 + 0.45 * fading(at, 2.5))
    sides = ensemble((-6, 2), (5, -3), 6000)(pitch, seconds, rng)
    closed = [filtered(side, low_pass(900)) for side in sides]
    opened = [filtered(side, low_pass(3600)) for side in sides]
    return np.stack([a * (1 - opening) + b * opening for a, b in zip(closed, opened, strict=True)])


def stab(pitch: float, seconds: float, rng: np.random.Generator) -> Sound:
    """Rave chords: bright unison, closing fast."""
    sides = ensemble((-14, 0, 7), (-6, 1, 13), 7000)(pitch, seconds, rng)
    return np.stack([swept(side, 5600, 700, 9, 1.2) for side in sides])


def pluck(pitch: float, seconds: float, _rng: np.random.Generator) -> Sound:
    """A short saw with a falling filter, for trance and house."""
    at, hz = clock(min(seconds, 1.6)), hertz(pitch)
    falling = fading(at, 3.4)
    sides = [saw(hz * by, at) + 0.5 * square(2 * hz / by, at) for by in (1.0015, 0.9985)]
    return np.stack([swept(side, 5200, max(420.0, hz), 11, 1.3) * falling for side in sides])


def lead(pitch: float, seconds: float, rng: np.random.Generator) -> Sound:
    """Two saws with a late vibrato."""
    at, hz = clock(seconds), hertz(pitch)
    bend = 0.008 * np.sin(2 * np.pi * 5.4 * at) * np.minimum(1, np.maximum(0, at - 0.2) / 0.4)
    moved = at + np.cumsum(bend) / RATE
    middle = saw(hz, moved) + 0.3 * sine(hz, at)
    sides = [0.7 * saw(hz * by, moved, rng.random()) for by in (1.006, 0.995)]
    return np.stack([filtered(middle + side, low_pass(3600)) for side in sides])


def pulse_lead(width: float) -> Draw:
    """The pulse of an 8-bit console."""

    def draw(pitch: float, seconds: float, _rng: np.random.Generator) -> Sound:
        at, hz = clock(seconds), hertz(pitch)
        late = np.minimum(1, np.maximum(0, at - 0.18) / 0.2)
        moved = at + np.cumsum(0.005 * np.sin(2 * np.pi * 6 * at) * late) / RATE
        return square(hz, moved, width)

    return draw


def fm_piano(pitch: float, seconds: float, _rng: np.random.Generator) -> Sound:
    """The digital electric piano of 80s ballads, slowly panning (Chowning, JAES 1973)."""
    at, hz = clock(min(seconds, 5.0)), hertz(pitch)
    bell = 0.13 * fading(at, 6) * sine(14 * hz, at) if hz * 14 < 16_000 else np.float32(0)
    warmth = (0.9 * fading(at, 1.4) + 0.25) * sine(hz, at)
    tone = np.sin((2 * np.pi * (hz * at % 1)).astype(np.float32) + bell + warmth)
    tone = (tone * fading(at, 0.9 + max(0.0, (pitch - 60) / 30))).astype(np.float32)
    sway = (0.12 * np.sin(2 * np.pi * 4.6 * at)).astype(np.float32)
    return np.stack([tone * (1 + sway), tone * (1 - sway)])


def bars(recipe: list[tuple[float, float, float]], longest_s: float) -> Draw:
    """Struck bars and bells: a recipe of partials, the two sides a breath apart in pitch."""

    def draw(pitch: float, seconds: float, _rng: np.random.Generator) -> Sound:
        at = clock(min(seconds, longest_s))
        return np.stack([partials(hertz(pitch + off), at, recipe) for off in (-0.02, 0.02)])

    return draw


def plucked(bright: float, dark_hz: float, longest_s: float) -> Draw:
    """A computed string, more even than any real one."""

    def draw(pitch: float, seconds: float, rng: np.random.Generator) -> Sound:
        wave = string(hertz(pitch), clock(min(seconds, longest_s)), rng, bright)
        return filtered(wave, low_pass(dark_hz))

    return draw

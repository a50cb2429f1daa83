"""Risers, falls, impacts and the noise of old carriers: what marks the form of a track."""

import numpy as np

from remixes.engine.music.filters import filtered, high_pass, low_pass
from remixes.engine.music.instruments import recorded
from remixes.engine.music.instruments.waves import (
    Mono,
    Sound,
    clock,
    driven,
    fading,
    noise,
)
from remixes.engine.music.sound import RATE

SWEEP_S = 1.9
"""How long risers, falls and reversed cymbals last."""


def _sweep(rng: np.random.Generator) -> Sound:
    """Noise growing louder and brighter, different left and right."""
    at = clock(SWEEP_S)
    grown = ((at / at[-1]) ** 2.2).astype(np.float32)
    sides = []
    for _ in range(2):
        wave = noise(len(at), rng)
        dark, bright = filtered(wave, low_pass(1200)), filtered(wave, high_pass(2500))
        sides.append((dark * (1 - grown) + bright * grown) * grown)
    return np.stack(sides) * np.minimum(1, (at[-1] - at) * 60).astype(np.float32)


def riser(rng: np.random.Generator) -> Sound:
    """Ends on the bar it leads to."""
    return _sweep(rng)


def downlifter(rng: np.random.Generator) -> Sound:
    """The opposite: begins on the bar."""
    wave = np.ascontiguousarray(_sweep(rng)[:, ::-1])
    wave[:, :64] *= np.linspace(0, 1, 64, dtype=np.float32)
    return wave


def reverse_cymbal(_rng: np.random.Generator) -> Mono:
    """A crash backwards, cut where it was struck."""
    crash = recorded.hit("crash", 0, is_soft=False)[: int(SWEEP_S * RATE)]
    wave = np.zeros(int(SWEEP_S * RATE), np.float32)
    wave[len(wave) - len(crash) :] = crash[::-1]
    wave[: RATE // 2] *= np.linspace(0, 1, RATE // 2, dtype=np.float32)
    wave[-200:] *= np.linspace(1, 0, 200, dtype=np.float32)
    return wave


def impact(rng: np.random.Generator) -> Sound:
    """A boom with a short bright burst."""
    at = clock(2.4)
    turns = 36 * at + 60 / 9 * (1 - np.exp(-9 * at))
    boom = driven(np.sin(2 * np.pi * turns).astype(np.float32) * fading(at, 2.2), 1.8)
    burst = [filtered(noise(len(at), rng), low_pass(5000), high_pass(200)) for _ in range(2)]
    ending = np.minimum(1, (at[-1] - at) / 0.8).astype(np.float32)
    return np.stack([boom + 0.5 * side * fading(at, 5) for side in burst]) * ending


def sub_drop(_rng: np.random.Generator) -> Mono:
    """A sine sinking under hearing."""
    at = clock(1.8)
    turns = 28 * at + 52 / 1.8 * (1 - np.exp(-1.8 * at))
    ending = np.minimum(1, (at[-1] - at) / 0.5) * np.minimum(1, at / 0.004)
    wave = np.sin(2 * np.pi * turns).astype(np.float32) * ending.astype(np.float32)
    return driven(wave, 1.4)


def crackle(rng: np.random.Generator) -> Sound:
    """A second of worn vinyl: sparse clicks over a little hiss and rumble."""
    at = clock(1.0)
    wave = 0.04 * np.stack([filtered(noise(len(at), rng), low_pass(4000)) for _ in range(2)])
    for spot in rng.integers(0, len(at) - 40, 9):
        wave[:, spot : spot + 3] += rng.exponential(0.5) * rng.choice([-1, 1])
    return np.stack([filtered(side, low_pass(7000)) for side in wave]).astype(np.float32)


def hiss(rng: np.random.Generator) -> Sound:
    """A second of tape, faded at its ends so that seconds join."""
    at = clock(1.06)
    edge = np.minimum(1, np.minimum(at, at[-1] - at) / 0.06).astype(np.float32)
    sides = [filtered(noise(len(at), rng), high_pass(1200), low_pass(9000)) for _ in range(2)]
    return np.stack(sides) * edge

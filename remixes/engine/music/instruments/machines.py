"""Computed drums: kicks, snares, claps and hats of machines, one function each."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from remixes.engine.music.filters import filtered, high_pass, low_pass, peak
from remixes.engine.music.instruments.waves import (
    Mono,
    clock,
    driven,
    fading,
    noise,
    partials,
    sine,
    square,
)

Hit = Callable[[np.random.Generator], Mono]


def kick(low_hz: float, drop_hz: float, fall: float, decay: float, click: float = 0.25) -> Hit:
    """A sine that falls to `low_hz`, first fast as a beater, then by `drop_hz` as a skin."""

    def hit(rng: np.random.Generator) -> Mono:
        at = clock(0.5)
        turns = low_hz * at + drop_hz / fall * (1 - np.exp(-fall * at))
        turns += 5 * click * (1 - np.exp(-320 * at))
        body = np.sin(2 * np.pi * turns).astype(np.float32) * fading(at, decay)
        beater = filtered(noise(len(at), rng), high_pass(1800), low_pass(9000)) * fading(at, 520)
        return driven(body + np.float32(click) * beater, 1.7) * _ending(at, 0.08)

    return hit


def snare(tone_hz: float, tone: float, tail: float, bright_hz: float) -> Hit:
    """Two modes of a skin bending down, a stick, and wires that answer a moment later."""

    def hit(rng: np.random.Generator) -> Mono:
        at = clock(0.42)
        bent = at + 0.35 / 60 * (1 - np.exp(-60 * at))
        shell = sine(tone_hz, bent) + 0.6 * sine(tone_hz * 1.62, bent)
        wires = filtered(noise(len(at), rng), high_pass(700), low_pass(bright_hz))
        wires *= fading(at, tail) * (1 - 0.7 * fading(at, 700))
        stick = filtered(noise(len(at), rng), high_pass(2500)) * fading(at, 420)
        wave = np.float32(tone) * shell * fading(at, 26) + 0.8 * wires + 0.5 * stick
        return driven(wave, 1.3) * _ending(at, 0.05)

    return hit


def gated_snare(rng: np.random.Generator) -> Mono:
    """A big room whose tail is cut off."""
    at = clock(0.3)
    wires = filtered(noise(len(at), rng), high_pass(350), low_pass(7500))
    gate = np.where(at < 0.19, 0.5, 0.5 * np.exp(-(at - 0.19) * 80)).astype(np.float32)
    body = 0.8 * sine(185, at) * fading(at, 22)
    return driven(body + wires * gate * (0.4 + 0.6 * fading(at, 28)), 1.3)


def clap(rng: np.random.Generator) -> Mono:
    """Three hands within a fortieth of a second, then the room."""
    at = clock(0.32)
    spread = np.array([0.0, 0.010, 0.021]) + np.append(0, rng.uniform(0, 0.002, 2))
    hands = sum(np.exp(-np.maximum(at - d, 0) * 110) * (at >= d) for d in spread)
    room = np.exp(-np.maximum(at - 0.029, 0) * 17) * (at >= 0.029)
    burst = noise(len(at), rng) * (0.6 * hands + room).astype(np.float32)
    return filtered(burst, high_pass(850), low_pass(7500), peak(1200, 4, 1.5)) * _ending(at, 0.05)


def snap(rng: np.random.Generator) -> Mono:
    """Fingers: a short ringing click around 2 kHz in a small room."""
    at = clock(0.22)
    click = partials(1.0, at, [(1950, 0.5, 75), (2720, 0.4, 95), (1240, 0.25, 60)])
    burst = filtered(noise(len(at), rng), high_pass(1500), low_pass(6500))
    return click + burst * (0.9 * fading(at, 120) + 0.12 * fading(at, 22)) * _ending(at, 0.06)


def metal(seconds: float, decay: float, high_hz: float, ring: float) -> Hit:
    """Hats: clashing squares (those of the TR-808) and noise above `high_hz`."""

    def hit(rng: np.random.Generator) -> Mono:
        at = clock(seconds)
        plates = sum(square(hz, at) for hz in (205.3, 304.4, 369.6, 522.7, 800.0, 1031.0))
        mixed = np.float32(ring / 3) * plates + np.float32(1 - ring) * noise(len(at), rng)
        wave = filtered(mixed, high_pass(high_hz), high_pass(high_hz * 0.8))
        return wave * fading(at, decay) * (1 - fading(at, 2500)) * _ending(at, seconds / 4)

    return hit


def kettle(rng: np.random.Generator) -> Mono:
    """A kettle drum: the modes of its membrane in air, and a felt mallet."""
    at = clock(1.8)
    modes = [(68, 1.0, 2.6), (102, 0.6, 3.2), (135, 0.4, 4), (169, 0.25, 5), (58, 0.4, 14)]
    felt = filtered(noise(len(at), rng), low_pass(900)) * fading(at, 90)
    return (partials(1.0, at, [(hz, g, d) for hz, g, d in modes]) + 0.8 * felt) * _ending(at, 0.4)


def taiko(rng: np.random.Generator) -> Mono:
    """A very large drum struck with sticks."""
    at = clock(1.6)
    bent = at + 0.25 / 22 * (1 - np.exp(-22 * at))
    skin = sine(58, bent) * fading(at, 4) + 0.5 * sine(93, bent) * fading(at, 7)
    stick = filtered(noise(len(at), rng), low_pass(2600), high_pass(150)) * fading(at, 70)
    return driven(skin + 0.7 * stick, 1.5) * _ending(at, 0.4)


def chip_noise(rng: np.random.Generator, seconds: float, hold: int) -> Mono:
    """Console noise: random levels, each held for some frames."""
    at = clock(seconds)
    levels = rng.choice(np.array([-1, 1], np.float32), len(at) // hold + 1)
    steps = np.ceil(15 * fading(at, 5 / seconds)) / 15
    return filtered(np.repeat(levels, hold)[: len(at)] * steps.astype(np.float32), low_pass(14_000))


def chip_kick(_rng: np.random.Generator) -> Mono:
    """A square falling by jumps."""
    at = clock(0.16)
    turns = 50 * at + 300 / 28 * (1 - np.exp(-28 * at))
    wave = np.sign(np.sin(2 * np.pi * turns)).astype(np.float32)
    return filtered(wave * fading(at, 14), low_pass(9000)) * _ending(at, 0.03)


def _ending(at: NDArray[np.float64], seconds: float) -> Mono:
    """Brings the last part of a sound down to nothing."""
    return np.minimum(1, (at[-1] - at) / seconds).astype(np.float32)

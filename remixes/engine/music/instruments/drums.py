"""Kicks, snares, claps, hats and friends: one function per drum, each under two seconds long."""

from collections.abc import Callable

import numpy as np

from remixes.engine.music.filters import filtered, high_pass, low_pass
from remixes.engine.music.instruments.waves import Mono, clock, noise, sine

Drum = Callable[[np.random.Generator], Mono]


def _sweep_kick(seconds: float, low_hz: float, drop_hz: float, fall: float, decay: float) -> Drum:
    """A sine that falls from `low_hz + drop_hz` to `low_hz`, with a click in front."""

    def kick(rng: np.random.Generator) -> Mono:
        at = clock(seconds)
        phase = low_hz * at + drop_hz / fall * (1 - np.exp(-fall * at))
        body = np.sin(2 * np.pi * phase) * np.exp(-decay * at)
        click = 0.3 * np.exp(-420 * at) * noise(len(at), rng)
        return np.tanh(1.6 * (body + click)).astype(np.float32)

    return kick


def _snare(tone_hz: float, tone: float, tail: float, bright_hz: float) -> Drum:
    """A short pitched shell under a tail of filtered noise."""

    def snare(rng: np.random.Generator) -> Mono:
        at = clock(0.4)
        shell = sine(tone_hz, at) + 0.6 * sine(tone_hz * 1.62, at)
        wires = filtered(noise(len(at), rng), high_pass(700), low_pass(bright_hz))
        hit = tone * shell * np.exp(-26 * at) + 0.8 * wires * np.exp(-tail * at)
        return np.tanh(1.3 * hit).astype(np.float32)

    return snare


def _gated_snare(rng: np.random.Generator) -> Mono:
    at = clock(0.3)
    wires = filtered(noise(len(at), rng), high_pass(350), low_pass(7500))
    gate = np.where(at < 0.19, 0.5, 0.5 * np.exp(-(at - 0.19) * 80))
    hit = 0.8 * sine(185, at) * np.exp(-22 * at) + wires * gate * (0.4 + 0.6 * np.exp(-28 * at))
    return np.tanh(1.3 * hit).astype(np.float32)


def _clap(rng: np.random.Generator) -> Mono:
    at = clock(0.32)
    hands = sum(np.exp(-np.maximum(at - d, 0) * 95) * (at >= d) for d in (0.0, 0.011, 0.022))
    room = np.exp(-np.maximum(at - 0.03, 0) * 17) * (at >= 0.03)
    burst = noise(len(at), rng) * (0.6 * hands + room)
    return filtered(burst.astype(np.float32), high_pass(850), low_pass(7000))


def _rim(rng: np.random.Generator) -> Mono:
    at = clock(0.09)
    knock = sine(1720, at) + 0.7 * sine(480, at)
    return (knock * np.exp(-70 * at) + 0.1 * noise(len(at), rng) * np.exp(-200 * at)).astype(
        np.float32
    )


def _metal(seconds: float, decay: float, high_hz: float, ring: float) -> Drum:
    """Cymbals and hats: clashing squares and noise above `high_hz`."""

    def cymbal(rng: np.random.Generator) -> Mono:
        at = clock(seconds)
        plates = sum(np.sign(sine(hz, at)) for hz in (205.3, 304.4, 369.6, 522.7, 800.0, 1031.0))
        mixed = ring * plates / 6 + (1 - ring) * noise(len(at), rng)
        wave = filtered(mixed.astype(np.float32), high_pass(high_hz), high_pass(high_hz * 0.8))
        return (wave * np.exp(-decay * at) * (1 - np.exp(-900 * at))).astype(np.float32)

    return cymbal


def _shaker(rng: np.random.Generator) -> Mono:
    at = clock(0.11)
    shape = (1 - np.exp(-90 * at)) * np.exp(-38 * at)
    return filtered((noise(len(at), rng) * shape).astype(np.float32), high_pass(5200))


def _skin(hz: float, bend: float, decay: float, seconds: float = 0.5) -> Drum:
    """Toms, congas and timpani: a bending tone with a soft slap."""

    def skin(rng: np.random.Generator) -> Mono:
        at = clock(seconds)
        phase = hz * at + hz * bend / 18 * (1 - np.exp(-18 * at))
        slap = filtered(noise(len(at), rng), low_pass(3200)) * np.exp(-120 * at)
        body = np.sin(2 * np.pi * phase) + 0.3 * np.sin(2 * np.pi * 1.59 * phase)
        return (body * np.exp(-decay * at) + 0.4 * slap).astype(np.float32)

    return skin


def _brush(rng: np.random.Generator) -> Mono:
    at = clock(0.28)
    shape = (1 - np.exp(-60 * at)) * np.exp(-11 * at)
    return filtered(
        (noise(len(at), rng) * shape).astype(np.float32), high_pass(900), low_pass(6000)
    )


def _riser(rng: np.random.Generator) -> Mono:
    at = clock(1.9)
    grown = (at / at[-1]) ** 2.2
    wave = noise(len(at), rng)
    dark, bright = filtered(wave, low_pass(1200)), filtered(wave, high_pass(2500))
    wave = dark * (1 - grown) + bright * grown
    return (wave * grown * np.minimum(1, (at[-1] - at) * 60)).astype(np.float32)


def _crackle(rng: np.random.Generator) -> Mono:
    """A second of worn vinyl: sparse clicks over a little hiss."""
    at = clock(1.0)
    wave = 0.05 * filtered(noise(len(at), rng), low_pass(4000), high_pass(400))
    for spot in rng.integers(0, len(at) - 40, 9):
        wave[spot : spot + 3] += rng.exponential(0.5) * rng.choice([-1, 1])
    return filtered(wave, low_pass(7000))


DRUMS: dict[str, Drum] = {
    "kick": _sweep_kick(0.42, 50, 130, 30, 8.5),
    "deep kick": _sweep_kick(0.5, 45, 165, 26, 6.5),
    "soft kick": _sweep_kick(0.34, 54, 70, 34, 11),
    "hard kick": _sweep_kick(0.38, 52, 260, 40, 8),
    "snare": _snare(196, 0.55, 17, 9500),
    "tight snare": _snare(224, 0.6, 27, 11000),
    "dusty snare": _snare(178, 0.6, 21, 5200),
    "gated snare": _gated_snare,
    "clap": _clap,
    "rim": _rim,
    "brush": _brush,
    "hat": _metal(0.08, 70, 7600, 0.25),
    "soft hat": _metal(0.06, 85, 6200, 0.1),
    "open hat": _metal(0.36, 11, 7000, 0.3),
    "ride": _metal(0.8, 5.5, 5200, 0.55),
    "crash": _metal(1.9, 2.3, 3800, 0.35),
    "shaker": _shaker,
    "low tom": _skin(92, 0.5, 8),
    "mid tom": _skin(124, 0.5, 9),
    "high tom": _skin(164, 0.5, 10),
    "conga": _skin(212, 0.25, 14, 0.3),
    "high conga": _skin(304, 0.2, 18, 0.24),
    "timpani": _skin(68, 0.12, 2.6, 1.6),
    "riser": _riser,
    "crackle": _crackle,
}

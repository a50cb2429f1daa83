"""Basses, keys, strings, plucks and leads: functions of pitch, drawn once per pitch and cached."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from remixes.engine.music.filters import filtered, high_pass, low_pass, peak
from remixes.engine.music.instruments.waves import (
    Mono,
    clock,
    hertz,
    noise,
    partials,
    saw,
    sine,
    square,
    string,
    swept,
)


@dataclass(frozen=True)
class Pitched:
    """How an instrument sounds (`draw(pitch, rng)`) and how a note begins and ends, in seconds."""

    draw: Callable[[float, np.random.Generator], Mono]
    attack_s: float = 0.003
    release_s: float = 0.12


_LONG_S = 5.0
_SHORT_S = 2.5


def _sub(pitch: float, _rng: np.random.Generator) -> Mono:
    at, hz = clock(_LONG_S), hertz(pitch)
    return np.tanh(1.2 * (sine(hz, at) + 0.18 * sine(2 * hz, at) + 0.06 * sine(3 * hz, at)))


def _saw_bass(pitch: float, _rng: np.random.Generator) -> Mono:
    at, hz = clock(_LONG_S), hertz(pitch)
    wave = saw(hz, at) + 0.6 * saw(hz * 1.004, at, 0.3) + 0.6 * sine(hz, at)
    return swept(wave, 1500, 320, 8)


def _reese(pitch: float, _rng: np.random.Generator) -> Mono:
    at, hz = clock(_LONG_S), hertz(pitch)
    wave = saw(hz, at) + saw(hz * 1.011, at, 0.4) + saw(hz * 0.99, at, 0.7) + sine(hz, at)
    return filtered(wave, low_pass(640))


def _808(pitch: float, _rng: np.random.Generator) -> Mono:
    at, hz = clock(2.2), hertz(pitch)
    phase = hz * at + hz * 1.1 / 42 * (1 - np.exp(-42 * at))
    return np.tanh(2.2 * np.sin(2 * np.pi * phase) * np.exp(-1.3 * at)).astype(np.float32)


def _finger_bass(pitch: float, rng: np.random.Generator) -> Mono:
    at, hz = clock(_SHORT_S), hertz(pitch)
    body = string(hz, at, rng, 0.4)
    return filtered(body, low_pass(1700)) + 0.35 * sine(hz, at) * np.exp(-1.6 * at)


def _upright_bass(pitch: float, rng: np.random.Generator) -> Mono:
    at, hz = clock(2.0), hertz(pitch)
    thump = filtered(noise(len(at), rng), low_pass(500)) * np.exp(-50 * at)
    wave = partials(hz, at, [(1, 1, 1.8), (2, 0.5, 2.8), (3, 0.25, 4), (4, 0.12, 6), (5, 0.06, 8)])
    return (wave + 0.5 * thump).astype(np.float32)


def _slap_bass(pitch: float, rng: np.random.Generator) -> Mono:
    at, hz = clock(1.5), hertz(pitch)
    return swept(string(hz, at, rng, 1.1), 5200, 900, 14) + 0.3 * sine(hz, at) * np.exp(-2 * at)


def _acid(pitch: float, _rng: np.random.Generator) -> Mono:
    at, hz = clock(1.2), hertz(pitch)
    wave = swept(saw(hz, at), 2800, 260, 13)
    return np.tanh(2 * filtered(wave, peak(900, 6, 2)))


def _rhodes(pitch: float, _rng: np.random.Generator) -> Mono:
    at, hz = clock(4.0), hertz(pitch)
    bell = 1.1 * np.exp(-6 * at) * np.sin(2 * np.pi * hz * 14 * at) * 0.12
    warmth = (0.9 * np.exp(-1.4 * at) + 0.25) * np.sin(2 * np.pi * hz * at)
    tone = np.sin(2 * np.pi * hz * at + bell + warmth)
    swell = 1 + 0.12 * np.sin(2 * np.pi * 4.6 * at)
    return (tone * swell * np.exp(-0.9 * at)).astype(np.float32)


def _piano(pitch: float, _rng: np.random.Generator) -> Mono:
    at, hz = clock(_LONG_S), hertz(pitch)
    recipe = []
    for k in range(1, 15):
        stretched = k * np.sqrt(1 + 0.0004 * k * k)
        gain = 1 / k ** (1.25 + max(0.0, (pitch - 60) / 50)) * (0.35 if k % 8 == 0 else 1)
        recipe += [(stretched, gain, 0.5 + 0.35 * k + pitch / 90)]
        recipe += [(stretched * 1.0007, 0.5 * gain, 0.3 + 0.25 * k)]
    return partials(hz, at, recipe)


def _organ(pitch: float, _rng: np.random.Generator) -> Mono:
    at, hz = clock(_LONG_S), hertz(pitch)
    drawbars = [(0.5, 0.4), (1, 1.0), (1.5, 0.4), (2, 0.6), (3, 0.25), (4, 0.2), (6, 0.08)]
    wave = partials(hz, at, [(m, g, 0.0) for m, g in drawbars])
    return (wave * (1 + 0.07 * np.sin(2 * np.pi * 6.3 * at))).astype(np.float32)


def _ensemble(voices: tuple[float, ...], dark_hz: float) -> Callable[..., Mono]:
    """Detuned saws (in cents) through one filter: strings, pads, supersaws."""

    def ensemble(pitch: float, rng: np.random.Generator) -> Mono:
        at, hz = clock(_LONG_S), hertz(pitch)
        wave = sum(saw(hz * 2 ** (cents / 1200), at, rng.random()) for cents in voices)
        wave = np.asarray(wave, np.float32) / np.float32(len(voices) ** 0.5)
        return filtered(wave, low_pass(dark_hz), high_pass(min(200, hz * 0.6)))

    return ensemble


def _pad(pitch: float, rng: np.random.Generator) -> Mono:
    at, hz = clock(_LONG_S), hertz(pitch)
    return _ensemble((-9, 0, 8), 1500)(pitch, rng) + 0.8 * sine(hz, at)


def _brass(pitch: float, rng: np.random.Generator) -> Mono:
    wave = _ensemble((-5, 0, 6), 6000)(pitch, rng)
    opening = np.minimum(1, clock(_LONG_S) / 0.07).astype(np.float32)
    return filtered(wave, low_pass(900)) * (1 - opening) + filtered(wave, low_pass(3000)) * opening


def _stab(pitch: float, rng: np.random.Generator) -> Mono:
    return swept(_ensemble((-14, -6, 0, 7, 13), 7000)(pitch, rng), 5200, 700, 9)


def _guitar(bright: float, dark_hz: float, seconds: float) -> Callable[..., Mono]:
    """A plucked string with a little body."""

    def guitar(pitch: float, rng: np.random.Generator) -> Mono:
        wave = string(hertz(pitch), clock(seconds), rng, bright)
        return filtered(wave, low_pass(dark_hz), peak(220, 3), high_pass(80))

    return guitar


def _loud_guitar(pitch: float, rng: np.random.Generator) -> Mono:
    at = clock(_LONG_S)
    wave = string(hertz(pitch), at, rng, 1.0) * np.exp(0.9 * np.minimum(at, 2))
    driven = np.tanh(7 * wave.astype(np.float32))
    return filtered(driven, low_pass(4200), low_pass(5200), high_pass(90), peak(800, 2))


def _pluck(pitch: float, _rng: np.random.Generator) -> Mono:
    at, hz = clock(1.6), hertz(pitch)
    wave = swept(saw(hz, at) + 0.5 * square(2 * hz, at), 4600, 420, 11)
    return (wave * np.exp(-3.4 * at)).astype(np.float32)


def _bars(recipe: list[tuple[float, float, float]], seconds: float) -> Callable[..., Mono]:
    """Struck bars and bells: a recipe of partials."""

    def bars(pitch: float, _rng: np.random.Generator) -> Mono:
        return partials(hertz(pitch), clock(seconds), recipe)

    return bars


def _flute(pitch: float, rng: np.random.Generator) -> Mono:
    at, hz = clock(_LONG_S), hertz(pitch)
    bend = 0.006 * np.sin(2 * np.pi * 5.1 * at) * np.minimum(1, at / 0.5)
    phase = 2 * np.pi * hz * (at + np.cumsum(bend) / 44_100)
    breath = filtered(noise(len(at), rng), high_pass(hz), low_pass(min(9000, hz * 5)))
    tone = np.sin(phase) + 0.25 * np.sin(2 * phase) + 0.08 * np.sin(3 * phase)
    return (tone + 0.05 * breath).astype(np.float32)


def _lead(pitch: float, rng: np.random.Generator) -> Mono:
    at, hz = clock(_LONG_S), hertz(pitch)
    bend = 0.008 * np.sin(2 * np.pi * 5.4 * at) * np.minimum(1, np.maximum(0, at - 0.2) / 0.4)
    moved = at + np.cumsum(bend) / 44_100
    wave = saw(hz, moved) + 0.7 * saw(hz * 1.006, moved, rng.random()) + 0.3 * sine(hz, at)
    return filtered(wave, low_pass(3600))


def _clarinet(pitch: float, _rng: np.random.Generator) -> Mono:
    at, hz = clock(_LONG_S), hertz(pitch)
    recipe = [(1, 1.0, 0.0), (3, 0.45, 0.0), (5, 0.22, 0.0), (7, 0.1, 0.0), (2, 0.06, 0.0)]
    return partials(hz, at, recipe)


_FORMANTS = {
    "ah": ((760, 1.0), (1180, 0.6), (2600, 0.25), (3500, 0.12)),
    "oo": ((340, 1.0), (760, 0.35), (2400, 0.1), (3400, 0.06)),
    "ee": ((300, 1.0), (2200, 0.4), (2900, 0.3), (3600, 0.15)),
    "eh": ((560, 1.0), (1780, 0.45), (2500, 0.25), (3500, 0.12)),
    "oh": ((460, 1.0), (860, 0.5), (2500, 0.15), (3400, 0.08)),
}


def _vox(vowel: str) -> Callable[..., Mono]:
    """A choir-like lead: harmonics weighted by the formants of one vowel, with vibrato."""

    def vox(pitch: float, rng: np.random.Generator) -> Mono:
        at, hz = clock(_LONG_S), hertz(pitch)
        bend = 0.007 * np.sin(2 * np.pi * 5.3 * at) * np.minimum(1, np.maximum(0, at - 0.15) / 0.5)
        scoop = -0.03 * np.exp(-30 * at)
        phase = 2 * np.pi * hz * (at + np.cumsum(bend + scoop) / 44_100)
        wave = np.zeros(len(at), np.float32)
        for k in range(1, int(min(40, 7000 / hz)) + 1):
            gain = sum(
                level / (1 + ((k * hz - centre) / (70 + 0.06 * centre)) ** 2)
                for centre, level in _FORMANTS[vowel]
            )
            wave += np.float32((gain + 0.03) / k**0.4) * np.sin(k * phase).astype(np.float32)
        breath = filtered(noise(len(at), rng), high_pass(1800), low_pass(7000))
        return wave + 0.02 * breath

    return vox


PITCHED: dict[str, Pitched] = {
    "sub bass": Pitched(_sub, 0.006, 0.05),
    "synth bass": Pitched(_saw_bass, 0.003, 0.04),
    "reese bass": Pitched(_reese, 0.008, 0.05),
    "808 bass": Pitched(_808, 0.002, 0.08),
    "finger bass": Pitched(_finger_bass, 0.003, 0.06),
    "upright bass": Pitched(_upright_bass, 0.004, 0.08),
    "slap bass": Pitched(_slap_bass, 0.002, 0.05),
    "acid bass": Pitched(_acid, 0.002, 0.03),
    "electric piano": Pitched(_rhodes, 0.003, 0.18),
    "piano": Pitched(_piano, 0.002, 0.2),
    "organ": Pitched(_organ, 0.006, 0.06),
    "strings": Pitched(_ensemble((-8, -3, 4, 9), 3400), 0.09, 0.3),
    "slow strings": Pitched(_ensemble((-9, -4, 3, 8), 2600), 0.4, 0.8),
    "supersaw": Pitched(_ensemble((-18, -11, -5, 0, 6, 12, 19), 5400), 0.008, 0.1),
    "warm pad": Pitched(_pad, 0.35, 0.7),
    "glass pad": Pitched(_bars([(1, 1, 0.2), (2, 0.3, 0.4), (3.01, 0.15, 0.9)], 5.0), 0.25, 0.9),
    "brass": Pitched(_brass, 0.02, 0.1),
    "synth stab": Pitched(_stab, 0.002, 0.09),
    "nylon guitar": Pitched(_guitar(0.5, 4200, 2.5), 0.002, 0.12),
    "steel guitar": Pitched(_guitar(1.0, 7000, 3.0), 0.002, 0.14),
    "clean guitar": Pitched(_guitar(0.8, 5200, 1.6), 0.002, 0.06),
    "distorted guitar": Pitched(_loud_guitar, 0.003, 0.07),
    "pluck": Pitched(_pluck, 0.002, 0.15),
    "bells": Pitched(_bars([(1, 1, 1.8), (2.76, 0.4, 4), (5.4, 0.2, 8)], 2.5), 0.002, 0.8),
    "vibraphone": Pitched(_bars([(1, 1, 1.4), (3.98, 0.25, 4), (9.2, 0.06, 12)], 2.5), 0.002, 0.4),
    "marimba": Pitched(_bars([(1, 1, 6), (3.93, 0.3, 14), (9.2, 0.1, 30)], 1.0), 0.001, 0.2),
    "music box": Pitched(_bars([(1, 1, 3), (3, 0.3, 6), (6.2, 0.15, 12)], 1.8), 0.001, 0.4),
    "harp": Pitched(_guitar(0.7, 6000, 2.2), 0.002, 0.5),
    "flute": Pitched(_flute, 0.05, 0.12),
    "clarinet": Pitched(_clarinet, 0.03, 0.09),
    "synth lead": Pitched(_lead, 0.012, 0.12),
    **{f"voice {vowel}": Pitched(_vox(vowel), 0.045, 0.12) for vowel in _FORMANTS},
}

"""Plays single recordings of the bank: at any pitch, for any length, in small variations."""

from functools import lru_cache

import numpy as np
import soxr

from remixes.engine.music.filters import filtered, low_pass
from remixes.engine.music.instruments.bank import Zone, recording, zones_of
from remixes.engine.music.instruments.waves import Mono, Sound
from remixes.engine.music.sound import RATE

_JOIN_S = 0.12
"""Crossfade where a loop begins again."""
_VARIATIONS = ((0, 0.0), (9, 0.09), (-8, -0.07), (4, -0.1), (-13, 0.06))
"""Cents and brightness of a drum's hits in turn; nobody strikes the same spot twice."""
_OWN, _OTHER = np.float32(0.9), np.float32(0.3)
"""How much of its own and of the other side's recording a side hears; wide, but fit for mono."""
_BEYOND = 64
"""Frames read past the end, so that resampling meets no edge there."""
_BRIGHT = low_pass(3500)


def note(name: str, pitch: float, seconds: float) -> Mono:
    """(samples,) of the nearest recording, tuned to `pitch`; at most `seconds`."""
    return _tuned(_nearest(name, pitch)[0], pitch, seconds)


def section(name: str, pitch: float, seconds: float) -> Sound:
    """(2, samples): left and right are two neighbouring recordings, both tuned to `pitch`."""
    first, second = (_tuned(zone, pitch, seconds) for zone in _nearest(name, pitch)[:2])
    count = min(len(first), len(second))
    first, second = first[:count], second[:count]
    return np.stack([_OWN * first + _OTHER * second, _OTHER * first + _OWN * second])


def hit(name: str, variant: int, *, is_soft: bool) -> Mono:
    """(samples,) of a drum; softly where the bank has such a hit."""
    wave = recording(zones_of(name, 0 if is_soft else 1)[0])
    cents, brightness = _VARIATIONS[variant % len(_VARIATIONS)]
    wave = _resampled(wave, 2 ** (cents / 1200))
    return wave + np.float32(brightness) * (wave - filtered(wave, _BRIGHT))


def _nearest(name: str, pitch: float) -> list[Zone]:
    return sorted(zones_of(name), key=lambda zone: (abs(zone.key - pitch), zone.key))


def _tuned(zone: Zone, pitch: float, seconds: float) -> Mono:
    ratio = 2 ** ((pitch - zone.key - zone.cents / 100) / 12)
    count = int(seconds * RATE * ratio) + _BEYOND
    wave = recording(zone)
    wave = _prolonged(zone, count) if zone.loop else wave[:count]
    return _resampled(wave, ratio)[: int(seconds * RATE)]


def _resampled(wave: Mono, ratio: float) -> Mono:
    """Played `ratio` times as fast."""
    if abs(ratio - 1) < 1e-5:
        return wave
    return np.asarray(soxr.resample(wave, RATE * ratio, RATE, quality="MQ"), np.float32)


def _prolonged(zone: Zone, count: int) -> Mono:
    """The first `count` samples of a recording whose loop goes round as often as it takes."""
    wave, turn = recording(zone), _turn(zone)
    rounds = -(-max(0, count - zone.loop[0]) // len(turn))
    if not rounds:
        return wave[:count]
    return np.concatenate([wave[: zone.loop[0]], *[turn] * rounds])[:count]


@lru_cache(16)
def _turn(zone: Zone) -> Mono:
    """One round: its end has faded into what comes before its start."""
    wave = recording(zone)
    start, stop = zone.loop
    count = min(int(_JOIN_S * RATE), start)
    turn = wave[start:stop].copy()
    leaving, coming = turn[-count:], wave[start - count : start]
    fade = np.linspace(0, 1, count, dtype=np.float32)
    alike = float(np.dot(leaving, coming) / (np.linalg.norm(leaving) * np.linalg.norm(coming)))
    # equal power for whatever likeness the two ends have
    even = np.sqrt(fade**2 + (1 - fade) ** 2 + 2 * max(0.0, alike) * fade * (1 - fade))
    turn[-count:] = (leaving * (1 - fade) + coming * fade) / even
    return turn

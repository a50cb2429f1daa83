"""How exactly beats are put on what is struck there, whatever sounds meanwhile."""

from collections.abc import Callable

import numpy as np
import pytest

from remixes.analysis.attacks import AttackMeter
from remixes.analysis.settling import Times, settled
from remixes.analysis.spectra import Array

RATE = 22_050
AT: Times = np.arange(6000) / RATE


def silence(count: int) -> Times:
    return np.zeros(count)


def hiss(count: int) -> Times:
    return 0.03 * np.random.default_rng(5).standard_normal(count)


def chord(count: int) -> Times:
    at = np.arange(count) / RATE
    tones = [hz * k for hz in (110.0, 164.8, 220.0, 277.2, 330.0) for k in range(1, 12)]
    return np.asarray(sum(20 / hz * np.sin(2 * np.pi * hz * at + hz) for hz in tones))


def drum() -> Times:
    return np.asarray(0.3 * np.random.default_rng(7).standard_normal(6000) * np.exp(-150 * AT))


def kick() -> Times:
    return np.asarray(
        0.8 * np.sin(100 * np.pi * AT + 19 * (1 - np.exp(-40 * AT))) * np.exp(-15 * AT)
    )


def string() -> Times:
    partials = sum(np.sin(2 * np.pi * 220 * k * AT) / k for k in range(1, 8))
    return np.asarray(0.3 * partials * np.exp(-6 * AT) * np.minimum(1, 300 * AT))


def attacks(times: Times, sound: Times, under: Callable[[int], Times]) -> Array:
    out = under(int((times[-1] + 1) * RATE))
    for first in np.round(times * RATE).astype(int):
        out[first : first + len(sound)] += sound
    meter = AttackMeter()
    for at in range(0, len(out), 50_000):
        meter.add(out[at : at + 50_000].astype(np.float32))
    return meter.attacks()


@pytest.mark.parametrize("under", [silence, hiss, chord])
@pytest.mark.parametrize("sound", [drum, kick, string])
def test_beats_are_put_on_what_is_struck_within_a_few_milliseconds(
    sound: Callable[[], Times], under: Callable[[int], Times]
) -> None:
    struck = 0.5 + 0.50037 * np.arange(40.0)
    counted = struck + 0.015

    late = settled(counted, attacks(struck, sound(), under)) - struck

    assert abs(np.median(late)) < 0.005


def test_beats_follow_players_who_wander() -> None:
    steps = np.random.default_rng(4).normal(0.9, 0.03, 40)
    struck: Times = 0.5 + np.cumsum(steps)
    counted = struck + np.random.default_rng(6).normal(0, 0.012, 40)

    late = settled(counted, attacks(struck, string(), silence)) - struck

    assert np.abs(late).max() < 0.02
    assert np.median(np.abs(late)) < 0.006


def test_a_beat_that_nobody_plays_is_put_where_its_neighbours_foretell() -> None:
    even = 0.5 + 0.5 * np.arange(40.0)
    played = np.delete(even, [17, 18])
    counted = even + 0.02 * (np.abs(np.arange(40) - 17.5) < 1)

    late = settled(counted, attacks(played, drum(), silence)) - even

    assert np.abs(late).max() < 0.004

"""Sweeping filters: where they are, what they let through, and that nobody hears them switch."""

from typing import Literal

import numpy as np
import pytest
import scipy.signal

from remixes.engine.music.automation import Sweep
from remixes.engine.music.filters import high_pass, low_pass
from remixes.engine.music.sound import RATE, Frames
from remixes.engine.music.sweeps import Swept

Kind = Literal["low", "high"]


def tone(hz: float, seconds: float = 4) -> Frames:
    wave = 0.5 * np.sin(2 * np.pi * hz * np.arange(int(seconds * RATE)) / RATE)
    return np.stack([wave, wave], axis=1).astype(np.float32)


def rms(sound: Frames) -> float:
    return float(np.sqrt(np.mean(np.square(sound))))


@pytest.mark.parametrize(("kind", "plain"), [("low", low_pass), ("high", high_pass)])
def test_a_sweep_that_stands_still_is_the_plain_filter(kind: Kind, plain: object) -> None:
    noise = np.random.default_rng(1).normal(0, 0.1, (2 * RATE, 2)).astype(np.float32)

    swept = Swept([Sweep(0, 2, 900, 900, kind)])(noise)

    expected = scipy.signal.sosfilt(plain(900), noise, axis=0)  # type: ignore[operator]
    assert swept[RATE // 10 : -RATE // 10] == pytest.approx(
        expected[RATE // 10 : -RATE // 10], abs=1e-4
    )


def test_an_opening_filter_lets_more_through_the_longer_it_lasts() -> None:
    sound = tone(2000)

    swept = Swept([Sweep(0, 4, 100, 18_000)])(sound)

    levels = [rms(swept[at : at + RATE // 4]) for at in range(RATE // 8, 4 * RATE, RATE // 2)]
    assert levels == sorted(levels)
    assert levels[0] < 0.01 * rms(sound)
    assert levels[-1] > 0.95 * rms(sound)


def test_nothing_changes_outside_and_nothing_clicks_at_the_edges() -> None:
    sound = tone(220)

    swept = Swept([Sweep(1, 3, 300, 300)])(sound)

    assert np.array_equal(swept[:RATE], sound[:RATE])
    assert np.array_equal(swept[3 * RATE :], sound[3 * RATE :])
    assert np.abs(np.diff(swept, axis=0)).max() < 1.5 * np.abs(np.diff(sound, axis=0)).max()


def test_the_size_of_blocks_changes_nothing() -> None:
    sound = np.random.default_rng(2).normal(0, 0.1, (3 * RATE, 2)).astype(np.float32)
    sweep = Sweep(0.5, 2.5, 200, 9000, "high")
    in_blocks = Swept([sweep])

    whole = Swept([sweep])(sound)
    parts = [in_blocks(sound[at : at + 10_007]) for at in range(0, len(sound), 10_007)]

    assert np.concatenate(parts) == pytest.approx(whole, abs=1e-6)

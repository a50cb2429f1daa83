"""Mastering: level and peaks of hard and easy mixes, and nothing heard of its blocks."""

from collections.abc import Callable

import numpy as np
import pytest

from remixes.analysis.progress import no_watch
from remixes.audio import loudness, true_peak
from remixes.engine.music.curves import unfolded
from remixes.engine.music.master import master
from remixes.engine.music.sound import BLOCK, RATE, Frames
from remixes.engine.music.tone import HALF, Equaliser
from tests.engine.music.songs import Truth, song


def _clicks() -> Frames:
    """Quiet noise under a hit of full scale twice a second."""
    sound = np.random.default_rng(3).normal(0, 0.01, (14 * RATE, 2)).astype(np.float32)
    for at in range(1000, len(sound) - 400, RATE // 2):
        sound[at : at + 400] += np.hanning(400)[:, None].astype(np.float32) * 2
    return sound


def _bursts(decay: float, per_s: float, floor: float) -> Frames:
    """Hits of noise that die away; between its samples, clipped noise rises highest."""
    rng = np.random.default_rng(9)
    at = np.arange(8 * RATE) / RATE
    envelope = np.exp(-decay * (at % per_s)) + floor
    return (0.3 * rng.normal(0, 1, (len(at), 2)) * envelope[:, None]).astype(np.float32)


def _noise() -> Frames:
    return np.random.default_rng(2).normal(0, 0.2, (14 * RATE, 2)).astype(np.float32)


# Made when they are asked for: every test process reads this file.
MIXES: dict[str, Callable[[], Frames]] = {
    "a song": lambda: song(Truth(seconds=14)),
    "a whisper": lambda: song(Truth(seconds=14)) * np.float32(0.002),
    "far beyond full scale": lambda: song(Truth(seconds=14)) * np.float32(30),
    "noise": _noise,
}


def finished(mix: Frames) -> Frames:
    return np.concatenate(list(master(mix.copy(), no_watch).blocks(no_watch)))


@pytest.mark.parametrize("name", MIXES)
def test_every_mix_comes_out_at_its_level_under_its_ceiling(name: str) -> None:
    made = finished(MIXES[name]())

    assert loudness(made, RATE) == pytest.approx(-14, abs=0.3)
    assert (true_peak(made) or 0) <= -1.5


def test_single_hits_are_held_though_the_level_cannot_be_reached() -> None:
    made = finished(_clicks())

    assert np.isfinite(made).all()
    assert (true_peak(made) or 0) <= -1


@pytest.mark.parametrize("hits", [(150, 0.25, 0.02), (20, 0.5, 0.1), (400, 0.25, 0.3)])
def test_noise_is_held_between_its_samples_too(hits: tuple[float, float, float]) -> None:
    for mix in (_bursts(*hits), np.repeat(_bursts(*hits)[::2], 2, axis=0)):
        assert (true_peak(finished(mix)) or 0) <= -1.2


def test_silence_stays_silence() -> None:
    assert not finished(np.zeros((5 * RATE, 2), np.float32)).any()


def test_nothing_is_heard_where_blocks_meet() -> None:
    at = np.arange(2 * BLOCK + 5000) / RATE
    steady = np.repeat(0.2 * np.sin(2 * np.pi * 440 * at)[:, None], 2, axis=1).astype(np.float32)

    jumps = np.abs(np.diff(finished(steady), n=2, axis=0)).max(1)

    usual = np.percentile(jumps[RATE:-RATE], 99.9)
    for border in (BLOCK, 2 * BLOCK):
        assert jumps[border - 40 : border + 40].max() <= 1.01 * usual


def test_a_flat_equaliser_changes_nothing_and_a_symmetric_one_does_not_delay() -> None:
    piece = np.random.default_rng(4).normal(0, 0.1, (50_000, 2)).astype(np.float32)
    taps = np.zeros(2 * HALF, np.float32)
    taps[HALF] = 1

    assert Equaliser(taps)(piece) == pytest.approx(piece[HALF:-HALF], abs=1e-6)
    assert np.array_equal(Equaliser(np.ones(1, np.float32))(piece), piece[HALF:-HALF])


def test_a_slow_curve_is_a_straight_line_between_its_points() -> None:
    curve = np.array([0.0, 1.0, 0.5])

    whole = unfolded(curve, 10, 0, 25)

    assert whole == pytest.approx(np.interp(np.arange(25) / 10, [0, 1, 2], curve), abs=1e-6)
    assert unfolded(curve, 10, 7, 25) == pytest.approx(whole[7:])
    assert unfolded(curve, 10, 0, 25, centre=5)[5:] == pytest.approx(whole[:20])

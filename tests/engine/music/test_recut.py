"""Cutting sound into another order: on the beat, without clicks, attacks left whole."""

import numpy as np
import pytest

from remixes.engine.music.form import Spans, recut_song
from remixes.engine.music.recut import recut
from remixes.engine.music.sound import RATE, Frames
from tests.engine.music.songs import score

SONG = score(120, 32)
ORDERS: tuple[Spans, ...] = (((0, 4), (8, 16)), ((4, 8), (0, 2), (12, 16)), ((2, 6), (3, 9)))


def _cut(sound: Frames, spans: Spans) -> Frames:
    return np.concatenate(list(recut(sound, SONG, spans).blocks()))


@pytest.mark.parametrize("spans", ORDERS)
def test_attacks_on_downbeats_stay_whole_and_where_the_score_has_them(spans: Spans) -> None:
    sound = np.zeros((32 * RATE, 2), np.float32)
    for bar in range(16):
        at = round(SONG.bar_at(bar) * RATE)
        sound[at + 100 : at + 400] = 0.5

    made, counted = _cut(sound, spans), recut_song(SONG, spans)

    for bar in range(counted.bars):
        at = round(counted.bar_at(bar) * RATE)
        assert made[at + 100 : at + 400] == pytest.approx(0.5, abs=0.01)
        assert not made[at + 500 : at + RATE].any()


@pytest.mark.parametrize("spans", ORDERS)
def test_nothing_clicks_at_joins_nor_at_ends(spans: Spans) -> None:
    at = np.arange(32 * RATE) / RATE
    sound = np.repeat(0.5 * np.sin(2 * np.pi * 110.3 * at)[:, None], 2, axis=1).astype(np.float32)

    made = np.pad(_cut(sound, spans), ((1, 1), (0, 0)))

    inside = made if spans[0][0] else made[1:]
    inside = inside if spans[-1][1] < SONG.bars else inside[:-1]
    assert np.abs(np.diff(inside, axis=0)).max() < 1.5 * np.abs(np.diff(sound, axis=0)).max()

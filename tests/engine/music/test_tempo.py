"""Tempo: the song's own where a style allows it, never absurd, apart in both versions."""

import pytest

from remixes.engine.music.catalogue import STYLES
from remixes.engine.music.tempo import paces
from tests.engine.music.scores import counted, wish

TEMPOS = (62, 72, 88, 97, 104, 120, 126, 140, 174)


@pytest.mark.parametrize("style", STYLES)
def test_stretch_is_bounded_and_the_versions_are_apart(style: str) -> None:
    for bpm in TEMPOS:
        first, second = paces(counted(bpm=bpm), wish(style))

        assert 0.7 <= first.rate <= 1.42
        assert 0.66 <= second.rate <= 1.5
        assert abs(second.rate / first.rate - 1) > 0.04


@pytest.mark.parametrize("style", STYLES)
def test_a_tempo_the_style_likes_is_left_alone_in_one_version(style: str) -> None:
    low, high = STYLES[style].tempo
    for share in (0.1, 0.5, 0.9):
        song = counted(bpm=low + share * (high - low))

        assert 1.0 in [pace.rate for pace in paces(song, wish(style))]


def test_a_hair_off_is_not_worth_stretching() -> None:
    first, _ = paces(counted(bpm=119), wish("house"))

    assert first.rate == 1.0
    assert first.bpm == pytest.approx(119)


def test_drum_and_bass_counts_double_where_it_can() -> None:
    for bpm in (84, 87, 172):
        first, _ = paces(counted(bpm=bpm), wish("dnb"))

        assert 164 <= first.bpm <= 178
        assert 0.95 <= first.rate <= 1.05


@pytest.mark.parametrize("style", ["house", "techno", "dnb", "lofi", "punk"])
def test_a_first_version_has_a_tempo_that_its_style_knows(style: str) -> None:
    low, high = STYLES[style].tempo
    for bpm in range(60, 200, 6):
        first, _ = paces(counted(bpm=bpm), wish(style))

        assert low * 0.95 <= first.bpm <= high * 1.05


@pytest.mark.parametrize("style", [name for name in STYLES if STYLES[name].leans < 0])
def test_slow_styles_do_not_hurry_a_song_that_they_can_slow(style: str) -> None:
    for bpm in (97, 104, 120):
        for pace in paces(counted(bpm=bpm), wish(style)):
            assert pace.rate <= 1.0 or pace.level < 1


def test_a_tempo_in_numbers_is_met_exactly_in_both() -> None:
    for bpm in (84.0, 100.0, 101.0):
        first, second = paces(counted(bpm=100), wish("jazz", bpm=bpm))

        assert first == second
        assert first.bpm == pytest.approx(bpm, abs=0.3)

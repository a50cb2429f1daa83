"""Whole-song remixes: level, peaks, difference, tempo, determinism."""

from pathlib import Path

import numpy as np
import pytest
import soxr

from remixes.analysis.onsets import RATE as ANALYSIS_RATE
from remixes.analysis.progress import no_watch
from remixes.analysis.song import analyse
from remixes.audio import loudness, probe, true_peak
from tests.engine.music.songs import RATE, Rendered, Truth, file_of, order, rendered, song


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    folder = tmp_path_factory.mktemp("house")
    source = file_of(
        song(Truth(112, 9, is_minor=True, degrees=(0, 5, 2, 6), seconds=24)), folder / "s.wav"
    )
    return rendered(order(source, "deep house"), folder / "out")


def test_both_files_have_the_promised_loudness_and_peak(house: Rendered) -> None:
    for number in (1, 2):
        for sound in (house.wav(number), house.mp3(number)):
            level, peak = loudness(sound, RATE), true_peak(sound)
            assert level == pytest.approx(-14, abs=0.5)
            assert peak is not None
            assert peak <= -1


def test_files_are_16_bit_44100_and_256_kbit(house: Rendered) -> None:
    for version in house.versions:
        facts = probe(version.mp3)
        assert probe(version.wav).sample_rate == facts.sample_rate == RATE
        assert facts.title == version.title
        assert version.mp3.stat().st_size / version.duration_s == pytest.approx(32_000, rel=0.05)
        assert len(house.wav(version.number)) / RATE == pytest.approx(version.duration_s)


def test_the_two_versions_differ_in_sound_tempo_and_name(house: Rendered) -> None:
    first, second = house.wav(1).mean(1), house.wav(2).mean(1)
    count = min(len(first), len(second))

    assert abs(np.corrcoef(first[:count], second[:count])[0, 1]) < 0.2
    assert house.versions[0].title != house.versions[1].title
    assert house.versions[0].duration_s != pytest.approx(house.versions[1].duration_s, rel=0.03)


def test_the_plan_says_what_is_then_heard(house: Rendered) -> None:
    heard = analyse(soxr.resample(house.wav(1).mean(1), RATE, ANALYSIS_RATE), no_watch)

    assert house.plan["bpm"] == pytest.approx(heard.bpm, rel=0.01)
    assert house.plan["key"] == str(heard.key) == "A minor"
    assert house.plan["source_bpm"] == pytest.approx(112, rel=0.01)
    assert house.plan["heard"] == ["deep house"]
    assert "house" in str(house.plan["summary"])


def test_progress_runs_forward_and_names_its_stages(house: Rendered) -> None:
    shares = [share for share, _ in house.reports]
    stages = {stage for _, stage in house.reports}

    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert {"reading", "analysing", "arranging", "mixing version 1", "encoding version 2"} <= stages


def test_the_same_order_gives_the_same_bytes(tmp_path: Path) -> None:
    source = file_of(song(Truth(seconds=5)), tmp_path / "s.wav")

    first = rendered(order(source, "techno"), tmp_path / "a")
    again = rendered(order(source, "techno"), tmp_path / "b")

    for one, other in zip(first.versions, again.versions, strict=True):
        assert one.wav.read_bytes() == other.wav.read_bytes()
        assert one.mp3.read_bytes() == other.mp3.read_bytes()


def test_a_tempo_in_numbers_is_met_and_the_form_differs_instead(tmp_path: Path) -> None:
    source = file_of(song(Truth(110, seconds=12)), tmp_path / "s.wav")

    result = rendered(order(source, "jazz at 96 bpm, no drums"), tmp_path / "out")

    versions = result.plan["versions"]
    assert isinstance(versions, list)
    assert [version["bpm"] for version in versions] == [pytest.approx(96, abs=0.5)] * 2
    assert result.versions[1].duration_s > 1.3 * result.versions[0].duration_s
    assert "drums" not in str(result.plan["instruments"])

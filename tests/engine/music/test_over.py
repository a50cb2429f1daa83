"""OVER_INSTRUMENTAL: the instrumental stays, a lead comes."""

from pathlib import Path

import numpy as np
import pytest

from remixes.audio import loudness, true_peak
from tests.engine.music.songs import RATE, Frames, Rendered, Truth, file_of, order, rendered, song

LYRICS = "[Verse 1]\nWalking through the forest\nI can hear the river\n\n[Chorus]\nCarry me away"


@pytest.fixture(scope="module")
def backing() -> Frames:
    # Without peaks that the limiter would touch, what is left beside the lead is one gain.
    return song(Truth(96, 7, seconds=24, has_drums=False))


@pytest.fixture(scope="module")
def sung(tmp_path_factory: pytest.TempPathFactory, backing: Frames) -> Rendered:
    folder = tmp_path_factory.mktemp("over")
    source = file_of(backing, folder / "s.wav")
    return rendered(order(source, "pop", "OVER_INSTRUMENTAL", lyrics=LYRICS), folder / "out")


def test_the_instrumental_is_kept_at_one_gain_where_nobody_leads(
    sung: Rendered, backing: Frames
) -> None:
    first_line = min(int(entry["start"]) for entry in sung.versions[0].timeline)
    until = int((first_line / 1000 - 0.3) * RATE)
    old, new = backing[:until].ravel(), sung.wav(1)[:until].ravel()

    gain = float(old @ new / (old @ old))
    left = new - gain * old

    assert np.sqrt(np.mean(left**2)) < 0.01 * np.sqrt(np.mean(new**2))


def test_length_loudness_and_peak_are_right(sung: Rendered, backing: Frames) -> None:
    for number in (1, 2):
        sound = sung.wav(number)
        peak = true_peak(sung.mp3(number))
        assert len(sound) == len(backing)
        assert loudness(sound, RATE) == pytest.approx(-14, abs=0.5)
        assert peak is not None
        assert peak <= -1


def test_every_line_is_heard_to_begin_when_the_timeline_says_so(
    sung: Rendered, backing: Frames
) -> None:
    until = int(4 * RATE)
    old, new = backing[:until].ravel(), sung.wav(1)[:until].ravel()
    gain = float(old @ new / (old @ old))
    lines = [e for e in sung.versions[0].timeline if not str(e["text"]).startswith("[")]

    assert [line["text"] for line in lines] == [t for t in LYRICS.split("\n") if t and t[0] != "["]
    for line in lines:
        start = int(int(line["start"]) / 1000 * RATE)
        lead = np.abs(sung.wav(1) - gain * backing).max(1)
        before = lead[start - RATE // 10 : start - RATE // 50].mean()
        after = lead[start + RATE // 50 : start + RATE // 7].mean()
        assert after > 2 * before


def test_without_lyrics_the_lead_is_wordless(tmp_path: Path) -> None:
    source = file_of(song(Truth(seconds=8)), tmp_path / "s.wav")

    result = rendered(order(source, "pop", "OVER_INSTRUMENTAL"), tmp_path / "out")

    for version in result.versions:
        assert version.lyrics == ""
        assert version.timeline == ()

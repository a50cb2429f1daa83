"""The committed sample song is what its maker says."""

from pathlib import Path

import soundfile

from remixes.audio import probe
from tests.analysis.test_analysis import found

SAMPLE = Path(__file__).parents[3] / "static/sample/paper-lanterns.mp3"


def test_the_sample_song_is_small_and_names_itself() -> None:
    facts = probe(SAMPLE)

    assert SAMPLE.stat().st_size <= 700_000
    assert (facts.title, facts.artist) == ("Paper Lanterns", "Remixdesk")


def test_the_sample_song_has_its_tempo_and_key() -> None:
    seen = found(soundfile.read(str(SAMPLE), dtype="float32")[0])

    assert 38 < seen.duration_s < 43
    assert round(seen.bpm) == 104
    assert str(seen.key) == "A major"

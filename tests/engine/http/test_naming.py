"""A song nobody named is called by its tags, else by its file or link."""

from pathlib import Path

import pytest

from remixes.engine.models import Task
from remixes.engine.naming import title_of
from tests.makers import wav_bytes


@pytest.fixture
def source(tmp_path: Path) -> Path:
    place = tmp_path / "source"
    place.write_bytes(wav_bytes(1.0))
    return place


@pytest.mark.parametrize(
    ("facts", "title"),
    [
        ({"title": "Told", "source_name": "x.wav"}, "Told"),
        ({"source_name": "Night_Bus  (demo).wav"}, "Night Bus (demo)"),
        ({"source_name": "C:\\songs\\lamp.mp3"}, "lamp"),
        ({"source_url": "https://cdn.example.com/a/Paper%20Boat.mp3?x=1"}, "Paper Boat"),
        ({"source_url": "https://youtu.be/dQw4w9WgXcQ"}, ""),
        ({}, ""),
    ],
)
def test_what_a_song_is_called(source: Path, facts: dict[str, str], title: str) -> None:
    assert title_of(Task(**facts), source) == title

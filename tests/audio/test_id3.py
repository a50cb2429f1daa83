"""Tags in front of an mp3: any text fits, and a lying header costs no sound."""

import io
from pathlib import Path

import pytest
from tinytag import TinyTag

from remixes.audio.id3 import Tags, length_of_tags, tag
from tests.makers import mp3_bytes


@pytest.mark.parametrize(
    "title", ["Löwe", "\u96e8\u306e\u6b4c", "\U0001f3a7 a", "e\u0301", "\u202eabc", "a\nb"]
)
def test_any_title_is_read_back(tmp_path: Path, title: str) -> None:
    path = tmp_path / "song.mp3"
    path.write_bytes(tag(Tags(title=title, lines=((5, title), (-1, "x")))) + mp3_bytes(0.5))

    assert TinyTag.get(path).title == title


@pytest.mark.parametrize("title", ["a\x00b", "a\ud800b"])
def test_what_no_tag_can_say_costs_a_character(title: str) -> None:
    assert tag(Tags(title=title)).count("b".encode("utf-16-le")) == 1


def test_lyrics_of_megabytes_are_one_frame_and_found_again() -> None:
    front = tag(Tags(title="x", lyrics="la \U0001f3a4 " * 500_000))

    assert length_of_tags(io.BytesIO(front + b"sound")) == len(front) > 5_000_000


def test_two_tags_are_both_skipped() -> None:
    front = tag(Tags(title="one")) + tag(Tags(title="two"))

    assert length_of_tags(io.BytesIO(front + b"sound")) == len(front)


@pytest.mark.parametrize("size", [b"\x7f\x7f\x7f\x7f", b"\x00\x00\x00\x09", b"\xff\x00\x00\x00"])
def test_a_tag_longer_than_its_file_is_none(size: bytes) -> None:
    assert length_of_tags(io.BytesIO(b"ID3\x03\x00\x00" + size + b"sound")) == 0

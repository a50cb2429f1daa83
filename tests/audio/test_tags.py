"""Title and artist come from anybody, so they come cleaned, and never cost the file."""

from pathlib import Path

import pytest

from remixes.audio import probe
from remixes.audio.id3 import Tags, tag
from remixes.audio.tags import clean, title_and_artist
from tests.audio.sounds import packed, sound, tone


@pytest.fixture
def mp3_bytes(shelf: dict[str, Path]) -> bytes:
    return shelf["mp3"].read_bytes()


def tagged(tmp_path: Path, tag: bytes, audio: bytes) -> tuple[str, str]:
    path = tmp_path / "x"
    path.write_bytes(tag + audio)
    found = probe(path)
    return found.title, found.artist


def test_an_mp3_tells_title_and_artist(tmp_path: Path, mp3_bytes: bytes) -> None:
    assert tagged(tmp_path, tag(Tags("Grenzenlos", "Frida & Jörg")), mp3_bytes) == (
        "Grenzenlos",
        "Frida & Jörg",
    )


def test_other_containers_tell_theirs(tmp_path: Path) -> None:
    m4a = packed(tmp_path / "a", tone(), "mp4", "aac", title="Boundless")
    plain = sound(tmp_path / "b", tone(), "WAV")

    assert title_and_artist(m4a) == ("Boundless", "")
    assert title_and_artist(plain) == ("", "")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (None, ""),
        ("  a \n\t b\x00c\x1b[31m ", "a bc[31m"),
        ("abc\u202egnp.exe", "abcgnp.exe"),
        ("\u2066x\u2069\ufeff\u200b", "x"),
        ("Zoe\u0308", "Zoë"),
        ("\ud800x\ue000", "x"),
        ("x" * 500, "x" * 200),
        ("\u0915\u094d\u200d\u0937", "\u0915\u094d\u200d\u0937"),
        ("<script>", "<script>"),
        ("🎵", "🎵"),
    ],
)
def test_text_is_cleaned(given: str | None, kept: str) -> None:
    assert clean(given) == kept


@pytest.mark.parametrize(
    "tag",
    [
        b"ID3\x04\0\0\0\0\0\x10" + b"TIT2\x7f\x7f\x7f\x7f\0\0\x03abcdef",
        b"ID3\x03\0\0\0\0\0\x10" + b"TIT2\xff\xff\xff\xff\0\0\x03abcdef",
        b"ID3\x04\0\0\0\0\0\x10" + b"TIT2\0\0\0\x06\0\0\x01\xff\xfe\xd8\x00x",
        b"ID3\x02\0\0\0\0\0\x10" + b"\xff" * 16,
        b"ID3\xff\xff\xff\0\0\0\x10" + b"\0" * 16,
    ],
)
def test_a_broken_tag_does_not_cost_the_audio(tmp_path: Path, mp3_bytes: bytes, tag: bytes) -> None:
    assert len(tagged(tmp_path, tag, mp3_bytes)) == 2


def test_a_title_of_many_megabytes_is_not_read(tmp_path: Path, mp3_bytes: bytes) -> None:
    assert tagged(tmp_path, tag(Tags("x" * 20_000_000)), mp3_bytes) == ("", "")

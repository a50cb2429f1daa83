"""The tag in front of an mp3: ID3v2.4, UTF-8, only what players show."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tags:
    """What a file says about itself; "" is left out."""

    title: str = ""
    artist: str = ""
    comment: str = ""
    lyrics: str = ""


def id3(tags: Tags) -> bytes:
    """The tag, b"" if there is nothing to say."""
    frames = _text(b"TIT2", tags.title) + _text(b"TPE1", tags.artist)
    frames += _words(b"COMM", tags.comment) + _words(b"USLT", tags.lyrics)
    return b"ID3\x04\0\0" + _syncsafe(len(frames)) + frames if frames else b""


def _text(name: bytes, text: str) -> bytes:
    return _frame(name, b"\x03" + text.encode("utf-8", "replace")) if text else b""


def _words(name: bytes, text: str) -> bytes:
    """A frame with a language (not known) and an empty description before its text."""
    return _frame(name, b"\x03und\0" + text.encode("utf-8", "replace")) if text else b""


def _frame(name: bytes, body: bytes) -> bytes:
    return name + _syncsafe(len(body)) + b"\0\0" + body


def _syncsafe(size: int) -> bytes:
    return bytes((size >> 21 & 127, size >> 14 & 127, size >> 7 & 127, size & 127))

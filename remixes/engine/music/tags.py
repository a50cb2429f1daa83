"""A minimal ID3v2.3 header: title and artist, so that a downloaded mp3 names itself."""


def id3(title: str, artist: str = "") -> bytes:
    """The header bytes that go in front of the first mp3 frame."""
    frames = _text(b"TIT2", title) + (_text(b"TPE1", artist) if artist else b"")
    return b"ID3\x03\x00\x00" + _synchsafe(len(frames)) + frames


def _text(name: bytes, text: str) -> bytes:
    body = b"\x01" + text.encode("utf-16")
    return name + len(body).to_bytes(4, "big") + b"\x00\x00" + body


def _synchsafe(size: int) -> bytes:
    """28 bits in four bytes whose top bit is free, as the header wants its size."""
    return bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0))

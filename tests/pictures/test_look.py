"""A picture is what its bytes say, and as large as they say; nothing of it is decoded."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from remixes.pictures import BadPicture, Picture, look
from tests.service.images import png

APP = b"\xff\xe0\x00\x10JFIF" + b"\0" * 10
EXIF = b"\xff\xe1\xff\xff" + b"\xff\xc0" * 32_766 + b"\0"


def frame(height: int, width: int, marker: bytes = b"\xff\xc0") -> bytes:
    return marker + struct.pack(">HBHH", 17, 8, height, width) + b"\0" * 12


def webp(kind: bytes, body: bytes) -> bytes:
    return b"RIFF\x20\0\0\0WEBP" + kind + struct.pack("<I", len(body)) + body.ljust(24, b"\0")


VP8 = b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 640, 480)
VP8L = b"\x2f" + struct.pack("<I", (640 - 1) | (480 - 1) << 14)
VP8X = b"\0" * 4 + (640 - 1).to_bytes(3, "little") + (480 - 1).to_bytes(3, "little")


@pytest.mark.parametrize(
    ("data", "extension"),
    [
        (png(640, 480), "png"),
        (b"\xff\xd8" + APP + frame(480, 640), "jpg"),
        (b"\xff\xd8" + APP + b"\xff\xff" + frame(480, 640, b"\xff\xc2"), "jpg"),
        (b"\xff\xd8" + EXIF + b"\xff\xc4\x00\x02" + frame(480, 640), "jpg"),
        (webp(b"VP8 ", VP8), "webp"),
        (webp(b"VP8L", VP8L), "webp"),
        (webp(b"VP8X", VP8X), "webp"),
    ],
)
def test_kind_and_size_are_read(tmp_path: Path, data: bytes, extension: str) -> None:
    (tmp_path / "picture").write_bytes(data)

    assert look(tmp_path / "picture") == Picture(extension, 640, 480)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xe0\x00",
        b"\xff\xd8" + APP + frame(480, 0),
        b"\xff\xd8" + APP + b"\xff\xda\x00\x02scan",
        b"\xff\xd8" + APP + frame(9_000, 640),
        png(1, 1).replace(b"\0\0\0\x01\0\0\0\x01", b"\0\0\xff\xff\0\0\xff\xff", 1),
        png()[:14],
        webp(b"VP8L", b"\x00" + VP8L[1:]),
        webp(b"ANIM", b""),
        b"RIFF\x10\0\0\0WAVEfmt ",
        b"GIF89a" + b"\0" * 30,
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
)
def test_anything_else_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "picture").write_bytes(data)

    with pytest.raises(BadPicture):
        look(tmp_path / "picture")

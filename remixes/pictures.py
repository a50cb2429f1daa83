"""What a picture is by its own first bytes: JPEG, PNG or WebP, and how large. Decodes nothing.

Sources: ITU-T T.81 (JPEG markers), the PNG specification (IHDR), RFC 9649 (WebP containers).
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

LONGEST_SIDE = 8192
TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
_HEAD_BYTES = 32
_MARKERS_BYTES = 4 << 20
# Start-of-frame markers: C0 to CF without DHT, JPG and DAC.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD9)})


class BadPicture(Exception):
    """The bytes are no picture that is shown here. `sentence` says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Picture:
    """`extension` is jpg, png or webp; width and height are pixels."""

    extension: str
    width: int
    height: int


def look(path: Path) -> Picture:
    """What the file at `path` holds. Raises BadPicture for anything else, and for huge ones.

    A browser has to decode whatever is shown, so its size is limited although no byte of it is
    decoded here.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
        extension, measure = _kind(head)
        try:
            width, height = measure(head, file)
        except (struct.error, IndexError):
            width = height = 0
    if not (0 < width <= LONGEST_SIDE and 0 < height <= LONGEST_SIDE):
        raise BadPicture("The link gave a picture that is broken or far too large.")
    return Picture(extension, width, height)


_Measure = Callable[[bytes, BinaryIO], tuple[int, int]]


def _kind(head: bytes) -> tuple[str, _Measure]:
    if head.startswith(b"\xff\xd8\xff"):
        return "jpg", _of_jpeg
    if head.startswith(b"\x89PNG\r\n\x1a\n") and head[12:16] == b"IHDR":
        return "png", _of_png
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp", _of_webp
    raise BadPicture("The link gave something that is no JPEG, PNG or WebP picture.")


def _of_png(head: bytes, _file: BinaryIO) -> tuple[int, int]:
    width, height = struct.unpack_from(">II", head, 16)
    return width, height


def _of_webp(head: bytes, _file: BinaryIO) -> tuple[int, int]:
    """The first chunk is one of three: lossy, lossless, or extended with a canvas of its own."""
    kind = head[12:16]
    if kind == b"VP8 " and head[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", head, 26)
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L" and head[20] == 0x2F:
        (bits,) = struct.unpack_from("<I", head, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8X":
        sides = (int.from_bytes(head[at : at + 3], "little") + 1 for at in (24, 27))
        return next(sides), next(sides)
    return 0, 0


def _of_jpeg(_head: bytes, file: BinaryIO) -> tuple[int, int]:
    """Goes from marker to marker to the first frame; (0, 0) where there is none."""
    file.seek(2)
    while file.tell() < _MARKERS_BYTES:
        if file.read(1) != b"\xff":
            return 0, 0
        marker = file.read(1)[0]
        if marker == 0xFF:
            file.seek(-1, 1)  # any number of fill bytes may stand before a marker
            continue
        if marker in _WITHOUT_LENGTH:
            continue
        (length,) = struct.unpack(">H", file.read(2))
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", file.read(5), 1)
            return width, height
        file.seek(max(length, 2) - 2, 1)
    return 0, 0

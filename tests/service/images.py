"""Small real pictures as a service makes them; knows no wire."""

from __future__ import annotations

import struct
import zlib


def png(width: int = 64, height: int = 64, grey: int = 120) -> bytes:
    """A picture of one grey; another grey is another picture."""
    rows = (b"\x00" + bytes([grey]) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

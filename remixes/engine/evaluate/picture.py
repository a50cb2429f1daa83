"""Spectrograms as PNG files, written by hand: no drawing package is needed for one kind of picture.

PNG is ISO/IEC 15948; the picture is 8-bit indexed colour.
"""

import struct
import zlib
from pathlib import Path

import numpy as np
import scipy.signal
import soxr
from numpy.typing import NDArray

_RATE = 22_050
_SIZE = 2048
_ROWS, _COLUMNS = 160, 800
_LOW_HZ, _HIGH_HZ = 40.0, 10_000.0
_FLOOR_DB = -75.0
_STOPS = np.array([0.0, 0.25, 0.5, 0.75, 1.0])
_COLOURS = np.array([[8, 8, 20], [62, 26, 110], [170, 50, 100], [245, 130, 50], [255, 245, 190]])


def spectrogram(sound: NDArray[np.float32], rate: int, path: Path) -> None:
    """Draw (frames, channels): time to the right, log frequency upwards, 75 dB of range."""
    mono = soxr.resample(sound.mean(1), rate, _RATE)
    mono = np.pad(mono, (0, max(0, _SIZE + _COLUMNS - len(mono))))
    starts = np.linspace(0, len(mono) - _SIZE, _COLUMNS).astype(int)
    window = scipy.signal.get_window("hann", _SIZE)
    power = np.abs(np.fft.rfft(mono[starts[:, None] + np.arange(_SIZE)] * window, axis=1)) ** 2
    edges = np.geomspace(_LOW_HZ, _HIGH_HZ, _ROWS + 1) / (_RATE / _SIZE)
    total = np.concatenate([np.zeros((_COLUMNS, 1)), np.cumsum(power, axis=1)], axis=1)
    at = np.arange(total.shape[1])
    summed = np.stack([np.interp(edges, at, row) for row in total])
    rows = np.diff(summed, axis=1) / np.diff(edges)
    level = 10 * np.log10(rows / (rows.max() + 1e-12) + 1e-12)
    shade = np.clip(1 - level / _FLOOR_DB, 0, 1).T[::-1]
    path.write_bytes(png((255 * shade).astype(np.uint8), _palette()))


def _palette() -> NDArray[np.uint8]:
    at = np.linspace(0, 1, 256)
    return np.stack([np.interp(at, _STOPS, c) for c in _COLOURS.T], axis=1).astype(np.uint8)


def png(pixels: NDArray[np.uint8], palette: NDArray[np.uint8]) -> bytes:
    """A PNG of (rows, columns) indices into (256, 3) colours."""
    rows, columns = pixels.shape
    lines = np.pad(pixels, ((0, 0), (1, 0))).tobytes()
    header = struct.pack(">IIBBBBB", columns, rows, 8, 3, 0, 0, 0)
    parts = [
        (b"IHDR", header),
        (b"PLTE", palette.tobytes()),
        (b"IDAT", zlib.compress(lines, 9)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

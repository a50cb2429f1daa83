"""What the headers of MPEG-4 and WebM files claim, read without any decoder.

ISO/IEC 14496-12 boxes and RFC 8794 EBML elements. Both walks are bounded in depth and count, so
that a crafted file costs no time.
"""

import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from remixes.audio.header import Header
from remixes.audio.kinds import BadAudio

_MOST_BOXES = 4096
_INSIDE = frozenset((b"moov", b"trak", b"mdia", b"minf", b"stbl"))
_PROTECTED = frozenset((b"enca", b"drms", b"p608"))


@dataclass
class _Track:
    handler: bytes = b""
    codec: bytes = b""
    duration_s: float | None = None
    timescale: int = 0
    channels: int = 0
    sample_rate: int = 0


def mpeg4(file: BinaryIO, size: int) -> Header:
    """The first sound track of an MPEG-4 file. Raises BadAudio without one."""
    tracks: list[_Track] = []
    has_moov = False
    for name, at, length in _boxes(file, 0, size, 0, [0]):
        has_moov = has_moov or name == b"moov"
        if name == b"trak":
            tracks.append(_Track())
        elif tracks and name in _TRACK_BOXES:
            file.seek(at)
            _TRACK_BOXES[name](tracks[-1], file.read(min(length, 64)))
    if not has_moov:
        raise BadAudio("This MPEG-4 file is cut short: its index is missing.")
    sound = next((track for track in tracks if track.handler == b"soun"), None)
    if sound is None:
        raise BadAudio("This MPEG-4 file has no sound in it.")
    if sound.codec in _PROTECTED:
        raise BadAudio("This MPEG-4 file is copy-protected.")
    codec = {b"mp4a": "aac"}.get(sound.codec, sound.codec.decode("ascii", "replace").lower())
    rate = sound.sample_rate or sound.timescale
    return Header(codec.strip(" ."), sound.duration_s or None, rate, sound.channels)


def _boxes(
    file: BinaryIO, at: int, end: int, depth: int, seen: list[int]
) -> Iterator[tuple[bytes, int, int]]:
    while at + 8 <= end and seen[0] < _MOST_BOXES and depth < 6:
        seen[0] += 1
        file.seek(at)
        start = file.read(16)
        length, name, skip = int.from_bytes(start[:4], "big"), start[4:8], 8
        if length == 1:
            length, skip = int.from_bytes(start[8:16], "big"), 16
        elif length == 0:
            length = end - at
        if length < skip:
            return
        yield name, at + skip, min(at + length, end) - at - skip
        if name in _INSIDE:
            yield from _boxes(file, at + skip, min(at + length, end), depth + 1, seen)
        at += length


def _media_header(track: _Track, body: bytes) -> None:
    where, form = (20, ">IQ") if body[:1] == b"\x01" else (12, ">II")
    if len(body) >= where + struct.calcsize(form):
        track.timescale, duration = struct.unpack_from(form, body, where)
        is_known = track.timescale and duration not in (0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF)
        track.duration_s = duration / track.timescale if is_known else None


def _handler(track: _Track, body: bytes) -> None:
    track.handler = track.handler or body[8:12]


def _sample_description(track: _Track, body: bytes) -> None:
    if len(body) >= 44 and not track.codec:
        track.codec = body[12:16]
        track.channels = int.from_bytes(body[32:34], "big")
        track.sample_rate = int.from_bytes(body[40:42], "big")


_TRACK_BOXES = {b"mdhd": _media_header, b"hdlr": _handler, b"stsd": _sample_description}

_SEGMENT, _CLUSTER, _INFO, _TRACKS, _ENTRY, _AUDIO = (
    0x18538067,
    0x1F43B675,
    0x1549A966,
    0x1654AE6B,
    0xAE,
    0xE1,
)
_SCALE, _DURATION, _TYPE, _CODEC, _RATE, _CHANNELS = 0x2AD7B1, 0x4489, 0x83, 0x86, 0xB5, 0x9F
_MASTERS = frozenset((_SEGMENT, _INFO, _TRACKS, _ENTRY, _AUDIO))
_SOUND = 2


@dataclass
class _Found:
    left: int = _MOST_BOXES
    scale: int = 1_000_000
    duration: float | None = None
    tracks: list[dict[int, bytes]] = field(default_factory=list)


def webm(file: BinaryIO, size: int) -> Header:
    """The first sound track of a WebM file. A recording of a browser has no duration.

    Raises BadAudio without a sound track.
    """
    found = _Found()
    _walk(file, 0, size, 0, found)
    sound = next((t for t in found.tracks if _number(t.get(_TYPE, b"")) == _SOUND), None)
    if sound is None:
        raise BadAudio("This WebM file has no sound in it.")
    codec = sound.get(_CODEC, b"").decode("ascii", "replace").removeprefix("A_").lower()
    duration = found.duration and found.duration * found.scale / 1e9
    is_real = duration is not None and math.isfinite(duration) and duration > 0
    rate = _float(sound.get(_RATE, b"")) or 8000.0
    channels = _number(sound.get(_CHANNELS, b"")) or 1
    rate = rate if math.isfinite(rate) else 0
    return Header(codec, duration if is_real else None, int(rate), channels)


def _walk(file: BinaryIO, at: int, end: int, depth: int, found: _Found) -> None:
    while found.left > 0:
        found.left -= 1
        file.seek(at)
        start = file.read(12)
        name, skip = _varint(start, keep_marker=True)
        length, more = _varint(start[skip:], keep_marker=False)
        if at >= end or not skip or not more or name == _CLUSTER:
            return
        at += skip + more
        is_endless = length == (1 << 7 * more) - 1
        stop = end if is_endless else min(at + length, end)
        if name == _ENTRY:
            found.tracks.append({})
        if name in _MASTERS and depth < 5:
            _walk(file, at, stop, depth + 1, found)
        else:
            file.seek(at)
            _keep(found, name, file.read(min(stop - at, 64)))
        at = stop


def _keep(found: _Found, name: int, body: bytes) -> None:
    if name == _SCALE:
        found.scale = _number(body) or found.scale
    elif name == _DURATION:
        found.duration = _float(body)
    elif found.tracks and name in (_TYPE, _CODEC, _RATE, _CHANNELS):
        found.tracks[-1].setdefault(name, body)


def _varint(data: bytes, *, keep_marker: bool) -> tuple[int, int]:
    """Value and length in bytes of an EBML variable-size integer; length 0 if there is none."""
    if not data or not data[0]:
        return 0, 0
    length = 9 - data[0].bit_length()
    if length > len(data):
        return 0, 0
    value = int.from_bytes(data[:length], "big")
    return (value if keep_marker else value & (1 << 7 * length) - 1), length


def _number(body: bytes) -> int:
    return int.from_bytes(body[:8], "big")


def _float(body: bytes) -> float | None:
    form = {4: ">f", 8: ">d"}.get(len(body))
    return float(struct.unpack(form, body)[0]) if form else None

"""What the headers of plain audio files claim, read without any decoder and in bounded time."""

import re
import struct
from collections.abc import Iterator
from typing import BinaryIO

from remixes.audio.header import Header
from remixes.audio.kinds import BadAudio, Frame, first_frame, frame_at

_SEARCH_BYTES = 1 << 18
_TAIL_BYTES = 1 << 16
_MOST_CHUNKS = 1024
_WAV_CODECS = {1: "pcm", 3: "float", 6: "alaw", 7: "ulaw", 2: "adpcm", 17: "adpcm", 0x55: "mp3"}
_EXTENSIBLE = 0xFFFE


def mpeg(file: BinaryIO, size: int, start: int) -> Header:
    """An mp3 or ADTS stream that begins at or after `start`. Raises BadAudio without frames."""
    file.seek(start)
    data = file.read(_SEARCH_BYTES)
    found = first_frame(data, is_all=start + len(data) >= size)
    if found is None:
        raise BadAudio("This file begins like an mp3 but holds no mp3 sound.")
    at, frame = found
    if frame.is_adts:
        seconds = _adts_seconds(data, at, size - start - at)
        return Header("aac", seconds, frame.sample_rate, frame.channels)
    frames = _frame_count(data[at : at + frame.length])
    if frames:
        seconds = frames * frame.samples / frame.sample_rate
    else:
        seconds = (size - start - at) * 8 / frame.bits_per_second
    return Header("mp3", seconds, frame.sample_rate, frame.channels)


def wav(file: BinaryIO, size: int) -> Header:
    """RIFF, RF64 and BW64 files. The length is that of the data really there."""
    form: bytes = b""
    for name, at, length in _chunks(file, size, "<I"):
        if name == b"fmt ":
            file.seek(at)
            form = file.read(min(length, 40))
        elif name == b"data" and len(form) >= 16:
            is_streamed = length in (0, 0xFFFFFFFF)
            held = size - at if is_streamed else min(length, size - at)
            return _wav_header(form, held)
    raise BadAudio("This wav file is damaged: it has no format or no sound in it.")


def aiff(file: BinaryIO, size: int) -> Header:
    """AIFF and AIFF-C files."""
    for name, at, length in _chunks(file, size, ">I"):
        if name == b"COMM" and length >= 18:
            file.seek(at)
            body = file.read(min(length, 32))
            channels, frames, _, exponent, mantissa = struct.unpack(">hIhHQ", body[:18])
            rate = mantissa * 2.0 ** ((exponent & 0x7FFF) - 16383 - 63) if exponent < 16450 else 0
            codec = body[18:22].decode("ascii", "replace").strip().lower() if body[18:] else "pcm"
            return Header(codec, frames / rate if rate else None, int(rate), max(channels, 0))
    raise BadAudio("This aiff file is damaged: it does not say what it holds.")


def flac(file: BinaryIO, start: int) -> Header:
    """A FLAC stream whose marker is at `start`."""
    file.seek(start + 4)
    body = file.read(38)
    if len(body) < 38 or body[0] & 0x7F != 0:
        raise BadAudio("This flac file is damaged: it does not say what it holds.")
    return _stream_info(body[4:])


def ogg(file: BinaryIO, size: int) -> Header:
    """The first Vorbis, Opus or FLAC stream of an Ogg file."""
    file.seek(0)
    head = file.read(8192)
    found = re.search(rb"\x01vorbis(?=.{21})|OpusHead(?=.{8})|\x7fFLAC(?=.{42})", head, re.DOTALL)
    if found is None:
        raise BadAudio("This ogg file holds neither Vorbis nor Opus nor FLAC.")
    body = head[found.end() :]
    if found.group() == b"OpusHead":
        granules = _last_granule(file, size)
        seconds = max(0.0, (granules - int.from_bytes(body[2:4], "little")) / 48000)
        return Header("opus", seconds or None, 48000, body[1])
    if found.group() == b"\x7fFLAC":
        return _stream_info(body[12:])
    rate = int.from_bytes(body[5:9], "little")
    seconds = _last_granule(file, size) / rate if rate else 0.0
    return Header("vorbis", seconds or None, rate, body[4])


def _chunks(file: BinaryIO, size: int, form: str) -> Iterator[tuple[bytes, int, int]]:
    at, wide = 12, 0
    for _ in range(_MOST_CHUNKS):
        file.seek(at)
        start = file.read(8)
        if len(start) < 8 or at >= size:
            return
        name, (length,) = start[:4], struct.unpack(form, start[4:])
        if name == b"ds64":
            wide = int.from_bytes(file.read(16)[8:16], "little")
        if name == b"data" and length == 0xFFFFFFFF and wide:
            length = wide
        yield name, at + 8, length
        at += 8 + length + (length & 1)


def _wav_header(form: bytes, held: int) -> Header:
    tag, channels, rate, per_second, align, _ = struct.unpack("<HHIIHH", form[:16])
    if tag == _EXTENSIBLE and len(form) >= 26:
        tag = int.from_bytes(form[24:26], "little")
    codec = _WAV_CODECS.get(tag, f"wav {tag:#06x}")
    per_second = align * rate if codec in ("pcm", "float", "alaw", "ulaw") else per_second
    return Header(codec, held / per_second if per_second else None, rate, channels)


def _stream_info(body: bytes) -> Header:
    packed = int.from_bytes(body[10:18], "big")
    rate, channels = packed >> 44, (packed >> 41 & 7) + 1
    samples = packed & (1 << 36) - 1
    return Header("flac", samples / rate if rate and samples else None, rate, channels)


def _last_granule(file: BinaryIO, size: int) -> int:
    file.seek(max(0, size - _TAIL_BYTES))
    tail = file.read(_TAIL_BYTES)
    at = tail.rfind(b"OggS")
    while at >= 0:
        granule = int.from_bytes(tail[at + 6 : at + 14], "little", signed=True)
        if len(tail) >= at + 14 and granule > 0:
            return granule
        at = tail.rfind(b"OggS", 0, at)
    return 0


def _frame_count(frame: bytes) -> int:
    """Frames a Xing, Info or VBRI header promises, 0 without one."""
    found = re.search(rb"(?:Xing|Info)(?=.{8})", frame[:64], re.DOTALL)
    if found and frame[found.end() + 3] & 1:
        return int.from_bytes(frame[found.end() + 4 : found.end() + 8], "big")
    if frame[36:40] == b"VBRI":
        return int.from_bytes(frame[50:54], "big")
    return 0


def _adts_seconds(data: bytes, at: int, held: int) -> float:
    """An estimate from the average of the frames that were read."""
    begun, seconds, last = at, 0.0, None
    while (frame := frame_at(data, at)) is not None and frame.is_adts:
        seconds, at, last = seconds + frame.samples / frame.sample_rate, at + frame.length, frame
    return held * seconds / (at - begun) if isinstance(last, Frame) else 0.0

"""The quick look at a file: kind, claimed facts, tags. Reads headers only, decodes nothing, and
uses no native code, so it may run inside a web request."""

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from remixes.audio import containers, headers
from remixes.audio.header import Header
from remixes.audio.kinds import (
    AAC,
    AIFF,
    FLAC,
    M4A,
    MP3,
    SNIFF_BYTES,
    WAV,
    WEBM,
    BadAudio,
    Kind,
    id3_length,
    not_audio,
    sniff,
)
from remixes.audio.tags import title_and_artist

_SLOWEST_HZ, _FASTEST_HZ = 1000, 768_000
_MOST_TAGS = 4


@dataclass(frozen=True)
class Probe:
    """What a file claims. `duration_s` is None where the header does not say; trust `measure`."""

    kind: Kind
    codec: str
    duration_s: float | None
    sample_rate: int
    channels: int
    title: str
    artist: str


def probe(path: Path) -> Probe:
    """Look at a file's headers. Raises BadAudio for what is not audio of a known kind, OSError
    for a file that cannot be read."""
    size = path.stat().st_size
    with path.open("rb") as file:
        kind, start = kind_of(file)
        header = _header(file, size, kind, start)
    _refuse_nonsense(header)
    title, artist = title_and_artist(path)
    codec = header.codec
    return Probe(kind, codec, header.duration_s, header.sample_rate, header.channels, title, artist)


def kind_of(file: BinaryIO) -> tuple[Kind, int]:
    """The kind of an open file and the offset behind its ID3 tags. Raises BadAudio."""
    start, head = 0, file.read(SNIFF_BYTES)
    for _ in range(_MOST_TAGS):
        if not id3_length(head):
            break
        start += id3_length(head)
        file.seek(start)
        head = file.read(SNIFF_BYTES)
    if start and not head:
        raise BadAudio("This file holds a tag but no sound.")
    kind = sniff(head)
    if kind is None:
        raise not_audio(head)
    return kind, start


def _header(file: BinaryIO, size: int, kind: Kind, start: int) -> Header:
    if kind in (MP3, AAC):
        return headers.mpeg(file, size, start)
    if kind == FLAC:
        return headers.flac(file, start)
    readers = {WAV: headers.wav, AIFF: headers.aiff, M4A: containers.mpeg4, WEBM: containers.webm}
    return readers.get(kind, headers.ogg)(file, size)


def _refuse_nonsense(header: Header) -> None:
    if not _SLOWEST_HZ <= header.sample_rate <= _FASTEST_HZ:
        raise BadAudio(
            f"This file claims {header.sample_rate} samples a second. "
            f"Expected {_SLOWEST_HZ} to {_FASTEST_HZ}."
        )
    if header.channels < 1:
        raise BadAudio("This file claims to have no channel. Expected one or more.")
    if header.duration_s is not None and header.duration_s <= 0:
        raise BadAudio("This file holds no sound: it lasts 0 seconds.")

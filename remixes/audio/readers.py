"""Decoders, one door for all: a file and its kind become blocks of float32 samples.

miniaudio and libsndfile read plain audio. MPEG-4, AAC and WebM, and what the
two give up on, need FFmpeg, as a program or as the library inside PyAV; its parsers are large, so
only the limited process asks it (elsewhere `decode.to_wav` does).
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import numpy as np

from remixes.audio.kinds import (
    AAC,
    AIFF,
    FLAC,
    M4A,
    MP3,
    OGG,
    OPUS,
    WAV,
    WEBM,
    BadAudio,
    Kind,
)
from remixes.audio.reader_ffmpeg import FORMATS, read_ffmpeg
from remixes.audio.reader_miniaudio import read_miniaudio
from remixes.audio.reader_soundfile import read_soundfile
from remixes.audio.stream import MOST_CHANNELS, Samples, Stream, Unreadable

Reader = Callable[[Path, Kind, int], Stream]

NEED_FFMPEG = frozenset((M4A, AAC, WEBM))
_LOUDEST = 64.0
_ORDERS: dict[Kind, Sequence[Reader]] = {
    MP3: (read_miniaudio, read_soundfile),
    FLAC: (read_miniaudio, read_soundfile),
    WAV: (read_soundfile, read_miniaudio),
    OGG: (read_soundfile, read_miniaudio),
    OPUS: (read_soundfile,),
    AIFF: (read_soundfile,),
}


def open_stream(path: Path, kind: Kind, block_frames: int, *, is_limited: bool) -> Stream:
    """Decode with the first reader that gets any sound out. Damage later on ends the stream.

    `is_limited`: this is the limited process, so FFmpeg may be asked too. Raises BadAudio if no
    reader gets any sound out.
    """
    for reader in _readers(kind, is_limited=is_limited):
        try:
            stream = reader(path, kind, block_frames)
            if stream.channels > MOST_CHANNELS:
                raise BadAudio(
                    f"This file has {stream.channels} channels. Expected at most {MOST_CHANNELS}."
                )
            first = next(stream.blocks, None)
        except Unreadable:
            continue
        if first is not None:
            blocks = chain([first], _until_damage(stream.blocks))
            return Stream(stream.sample_rate, stream.channels, _sane(blocks, kind))
    raise BadAudio(f"This {kind.label} file holds no sound that can be decoded.")


def _readers(kind: Kind, *, is_limited: bool) -> Sequence[Reader]:
    plain = _ORDERS.get(kind, ())
    if not is_limited or kind not in FORMATS:
        return plain
    if shutil.which("ffmpeg"):
        return (*plain, read_ffmpeg)
    # Imported here alone: no process may load PyAV but the limited one.
    from remixes.audio.reader_av import read_av

    return (*plain, read_av)


def _until_damage(blocks: Iterator[Samples]) -> Iterator[Samples]:
    try:
        yield from blocks
    except Unreadable:
        return


def _sane(blocks: Iterator[Samples], kind: Kind) -> Iterator[Samples]:
    # Floating point files may hold anything; one NaN would spread through every filter.
    for block in blocks:
        if kind in (WAV, AIFF) and not np.abs(block).max(initial=0) <= _LOUDEST:
            block = np.clip(np.nan_to_num(block), -_LOUDEST, _LOUDEST)
        yield block

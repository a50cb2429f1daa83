"""Files out: 16-bit wav and 256 kbit/s mp3 of the same blocks, complete or not there."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import soxr

from remixes.audio import Mp3Writer, write_wav16
from remixes.audio.id3 import Tags
from remixes.engine.music import limiter
from remixes.engine.music.sound import RATE, Frames, as_stereo, ride

_KBITS = 256


def write_both(
    blocks: Iterable[Frames],
    wav: Path,
    mp3: Path,
    tags: Tags,
    rate: int = RATE,
    channels: int = 2,
    mp3_gain: limiter.Curve | None = None,
) -> int:
    """Write blocks as they are to the wav and as 44.1 kHz stereo to the mp3; returns the frames.

    `mp3_gain` (one value per 256 frames of the blocks) is for sound that is hotter than mp3 bears.
    """
    wav_part, mp3_part = wav.with_suffix(".wav.part"), mp3.with_suffix(".mp3.part")
    try:
        with Mp3Writer(mp3_part, RATE, 2, _KBITS, tags=tags) as writer:
            frames = write_wav16(
                wav_part, _heard_by(writer, blocks, rate, mp3_gain), rate, channels
            )
    except BaseException:
        wav_part.unlink(missing_ok=True)
        raise
    wav_part.replace(wav)
    mp3_part.replace(mp3)
    _sync(wav.parent)
    return frames


def _heard_by(
    writer: Mp3Writer, blocks: Iterable[Frames], rate: int, gain: limiter.Curve | None
) -> Iterator[Frames]:
    """Pass blocks on while the mp3 takes them in."""
    stream = soxr.ResampleStream(rate, RATE, 2, dtype="float32", quality="HQ")
    at = 0
    for block in blocks:
        stereo = np.ascontiguousarray(as_stereo(block))
        if gain is not None:
            stereo = stereo.copy()
            ride(stereo, limiter.gains(gain, at, at + len(stereo)))
            at += len(stereo)
        writer.write(stereo if rate == RATE else stream.resample_chunk(stereo))
        yield block
    if rate != RATE:
        writer.write(stream.resample_chunk(np.zeros((0, 2), np.float32), last=True))


def _sync(folder: Path) -> None:
    """Names are as durable as bytes only when the folder is synced too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

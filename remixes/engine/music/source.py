"""Where frames come from: the one place of the music side that opens a song file."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from remixes.engine.music.stops import Unrenderable


@dataclass(frozen=True)
class Facts:
    """What the header says: rate in Hz, channels, seconds (None when the header does not know)."""

    sample_rate: int
    channels: int
    duration_s: float | None


def facts(path: Path) -> Facts:
    """Read the header only. Raises Unrenderable."""
    try:
        info = soundfile.info(str(path))
    except (soundfile.LibsndfileError, OSError) as error:
        raise Unrenderable("The song could not be read as audio.") from error
    return Facts(info.samplerate, info.channels, info.duration)


def decode_blocks(
    path: Path, *, sample_rate: int | None, block_frames: int
) -> Iterator[NDArray[np.float32]]:
    """(frames, channels) float32 blocks, at the file's own rate when None. Raises Unrenderable."""
    known = facts(path)
    stream = None
    if sample_rate and sample_rate != known.sample_rate:
        stream = soxr.ResampleStream(known.sample_rate, sample_rate, known.channels, "float32")
    with soundfile.SoundFile(str(path)) as file:
        for block in file.blocks(block_frames, dtype="float32", always_2d=True):
            yield stream.resample_chunk(block) if stream else block
    if stream:
        yield stream.resample_chunk(np.zeros((0, known.channels), np.float32), last=True)

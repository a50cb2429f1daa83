"""Where frames come from: the one place of the music side that opens a song file."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from remixes.audio import BadAudio, decode_blocks, probe
from remixes.engine.music.stops import Unrenderable


def claimed_length_s(path: Path) -> float | None:
    """Seconds by the header, good enough for progress; None when it does not say."""
    try:
        return probe(path).duration_s
    except BadAudio as error:
        raise Unrenderable(error.sentence) from error


def blocks_of(
    path: Path, *, sample_rate: int | None, block_frames: int
) -> Iterator[NDArray[np.float32]]:
    """(frames, channels) float32 blocks, at the file's own rate when None. Raises Unrenderable."""
    try:
        yield from decode_blocks(path, sample_rate=sample_rate, block_frames=block_frames)
    except BadAudio as error:
        raise Unrenderable(error.sentence) from error

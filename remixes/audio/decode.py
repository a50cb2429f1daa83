"""Samples for the engine: blocks of any file, at its own rate or another one."""

import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from remixes.audio.kinds import WAV, BadAudio, Kind
from remixes.audio.limited import ask
from remixes.audio.probing import kind_of
from remixes.audio.readers import NEED_FFMPEG, open_stream
from remixes.audio.stream import Samples, Stream

_LONGEST_S = 3 * 3600.0
_MOST_WAV_BYTES = 1 << 32


def to_wav(src: Path, dst: Path, *, max_duration_s: float) -> None:
    """Decode any file into a 32-bit float wav of the same rate and channels, in the limited
    process; `dst` is fsynced, or absent after an error. Raises as `measure`, and BadAudio for
    more than a wav can hold."""
    order = {"task": "to_wav", "path": str(src.resolve()), "to": str(dst.resolve())}
    try:
        ask({**order, "max_duration_s": max_duration_s, "file_bytes": _MOST_WAV_BYTES})
    except BaseException:
        dst.unlink(missing_ok=True)
        raise


def decode_blocks(
    path: Path, *, sample_rate: int | None = None, block_frames: int = 1 << 16
) -> Iterator[Samples]:
    """Blocks (frames, channels) float32, the file's own channels, at `sample_rate` Hz or its own.

    m4a, aac, webm and damaged files are decoded to a temporary file by the limited process first.
    Blocks vary in length around `block_frames`. Raises BadAudio on the first block.
    """
    with path.open("rb") as file:
        kind, _ = kind_of(file)
    stream = None if kind in NEED_FFMPEG else _opened(path, kind, block_frames)
    if stream is not None:
        yield from _at_rate(stream, sample_rate)
        return
    with tempfile.TemporaryDirectory(prefix="decode-") as folder:
        plain = Path(folder) / "decoded.wav"
        to_wav(path, plain, max_duration_s=_LONGEST_S)
        yield from _at_rate(open_stream(plain, WAV, block_frames, is_limited=False), sample_rate)


def _opened(path: Path, kind: Kind, block_frames: int) -> Stream | None:
    with suppress(BadAudio):
        return open_stream(path, kind, block_frames, is_limited=False)
    return None


def _at_rate(stream: Stream, sample_rate: int | None) -> Iterator[Samples]:
    if sample_rate in (None, stream.sample_rate):
        yield from stream.blocks
        return
    import soxr

    changer: Any = soxr.ResampleStream(
        stream.sample_rate, sample_rate, stream.channels, dtype="float32"
    )
    for block in stream.blocks:
        changed = changer.resample_chunk(np.ascontiguousarray(block))
        if len(changed):
            yield changed.reshape(-1, stream.channels)
    rest = changer.resample_chunk(np.zeros((0, stream.channels), np.float32), last=True)
    if len(rest):
        yield rest.reshape(-1, stream.channels)

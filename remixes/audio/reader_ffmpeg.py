"""Anything through the ffmpeg program, which inherits the limits of its caller."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

import numpy as np

from remixes.audio.kinds import AAC, AIFF, M4A, OGG, OPUS, WAV, WEBM, Kind
from remixes.audio.stream import MOST_CHANNELS, Samples, Stream, Unreadable

# The names of FFmpeg's demuxers: the file may be read by these and by no other.
FORMATS = {
    M4A: "mov,mp4,m4a,3gp,3g2,mj2",
    AAC: "aac",
    WEBM: "matroska,webm",
    OGG: "ogg",
    OPUS: "ogg",
    WAV: "wav",
    AIFF: "aiff",
}
_MOST_CHUNKS = 16


def read_ffmpeg(path: Path, kind: Kind, block_frames: int) -> Stream:
    """Blocks of the first sound track. Raises Unreadable."""
    formats = FORMATS[kind]
    # The format is named, not guessed, and the whitelists stop files that name other files.
    command = ["ffmpeg", "-nostdin", "-hide_banner", "-v", "quiet", "-threads", "1"]
    command += ["-protocol_whitelist", "file", "-format_whitelist", formats]
    command += ["-f", formats.partition(",")[0], "-i", f"file:{path.resolve()}"]
    command += ["-map", "0:a:0", "-vn", "-sn", "-dn", "-map_metadata", "-1"]
    command += ["-c:a", "pcm_f32le", "-f", "wav", "pipe:1"]
    # The command is ours; the one foreign word is a path, and "file:" makes it no option.
    process = subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL
    )
    out = cast(IO[bytes], process.stdout)
    try:
        rate, channels = _wav_head(out)
    except Unreadable:
        _end(process)
        raise
    return Stream(rate, channels, _blocks(process, out, channels, block_frames))


def _wav_head(out: IO[bytes]) -> tuple[int, int]:
    """Hz and channels; afterwards `out` stands at the first sample."""
    rate = channels = 0
    if out.read(12)[8:] != b"WAVE":
        raise Unreadable
    for _ in range(_MOST_CHUNKS):
        name, length = out.read(4), int.from_bytes(out.read(4), "little")
        if name == b"data" and rate and 1 <= channels <= MOST_CHANNELS:
            return rate, channels
        body = out.read(min(length, 1 << 16))
        if name == b"fmt ":
            channels, rate = (
                int.from_bytes(body[2:4], "little"),
                int.from_bytes(body[4:8], "little"),
            )
    raise Unreadable


def _blocks(
    process: subprocess.Popen[bytes], out: IO[bytes], channels: int, block_frames: int
) -> Iterator[Samples]:
    frame_bytes = 4 * channels
    try:
        while data := out.read(block_frames * frame_bytes):
            whole = len(data) // frame_bytes * frame_bytes
            if whole:
                yield np.frombuffer(data[:whole], "<f4").reshape(-1, channels)
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    if process.stdout is not None:
        process.stdout.close()
    process.wait()

"""Anything through the FFmpeg inside PyAV. Never import this in a web process."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.error import FFmpegError

from remixes.audio.kinds import Kind
from remixes.audio.reader_ffmpeg import FORMATS
from remixes.audio.stream import Samples, Stream, Unreadable

_MOST_DAMAGE = 1000


def read_av(path: Path, kind: Kind, block_frames: int) -> Stream:
    """Blocks of the first sound track. Raises Unreadable."""
    formats = FORMATS[kind]
    try:
        # The format is named, not guessed, and the whitelists stop files that name other files.
        container = av.open(
            str(path),
            format=formats.partition(",")[0],
            options={"protocol_whitelist": "file", "format_whitelist": formats},
        )
        track = container.streams.audio[0]
        track.codec_context.thread_count = 1
        frames = _frames(container, track)
        first = next(frames, None)
    except (FFmpegError, IndexError, ValueError, OSError) as error:
        raise Unreadable from error
    if first is None:
        raise Unreadable
    resampler = av.AudioResampler(format="flt", layout=first.layout, rate=first.sample_rate)
    channels = len(first.layout.channels)
    blocks = _gathered(_blocks(resampler, first, frames, channels), block_frames)
    return Stream(first.sample_rate, channels, blocks)


def _frames(container: Any, track: Any) -> Iterator[Any]:
    damaged = 0
    with container:
        packets = container.demux(track)
        while damaged < _MOST_DAMAGE:
            try:
                packet = next(packets, None)
                if packet is None:
                    return
                yield from packet.decode()
            except FFmpegError:
                # A cut or scratched file: what can be decoded around the damage counts.
                damaged += 1


def _blocks(resampler: Any, first: Any, rest: Iterator[Any], channels: int) -> Iterator[Samples]:
    try:
        frame = first
        while frame is not None:
            for same in resampler.resample(frame):
                yield same.to_ndarray().reshape(-1, channels)
            frame = next(rest, None)
    except (FFmpegError, ValueError) as error:
        raise Unreadable from error


def _gathered(blocks: Iterator[Samples], block_frames: int) -> Iterator[Samples]:
    held: list[Samples] = []
    count = 0
    for block in blocks:
        held.append(block)
        count += len(block)
        if count >= block_frames:
            yield np.concatenate(held)
            held, count = [], 0
    if held:
        yield np.concatenate(held)

"""Decoded sound on scratch disk: reading a file into frames, folding channels, changing rates.

Long songs are kept in memory-mapped files, so an hour of music does not need an hour of memory.
"""

import mmap
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import numpy as np
import soxr
from numpy.typing import NDArray

from remixes.analysis.progress import Step
from remixes.engine.music.source import blocks_of
from remixes.engine.music.stops import Unrenderable

RATE = 44_100
BLOCK = 1 << 18
"""Frames handled at once, six seconds: small enough to cancel between, big enough for FFTs."""
SHORTEST_S = 3.0
INAUDIBLE = 0.001
"""Peak under which sound counts as silence, -60 dBFS."""

_GUESSED_S = 180.0
_RATES = (
    8000,
    11025,
    12000,
    16000,
    22050,
    24000,
    32000,
    44100,
    48000,
    88200,
    96000,
    176400,
    192000,
)

Frames = NDArray[np.float32]
"""(frames, channels) float32, full scale at 1.0."""


class Scratch:
    """Float32 sound in one folder on disk; a file is gone when nobody holds its sound any more."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0

    def room(self, frames: int, channels: int = 2) -> Frames:
        """A zeroed buffer of shape (frames, channels); small ones stay in memory."""
        if frames * channels < 40 * RATE:
            return np.zeros((frames, channels), np.float32)
        path = self._path()
        return self._mapped(path, "w+", frames, channels)

    def fill(self, blocks: Iterator[Frames]) -> Frames:
        """Keep blocks of unknown total length one behind the other."""
        path = self._path()
        return self.opened(path, self._write(path, blocks))

    def keep(self, blocks: Iterator[Frames]) -> Path:
        """The same of stereo blocks, to be `opened` by any process that shares the folder."""
        path = self._path()
        self._write(path, blocks)
        return path

    def opened(self, path: Path, channels: int = 2) -> Frames:
        """What was kept under a name, which is gone then."""
        frames = path.stat().st_size // (4 * channels)
        if not frames:
            path.unlink()
            return np.zeros((0, channels), np.float32)
        return self._mapped(path, "r+", frames, channels)

    @staticmethod
    def _write(path: Path, blocks: Iterator[Frames]) -> int:
        """All blocks into a file; how many channels they have."""
        channels = 2
        with path.open("wb") as file:
            for block in blocks:
                channels = block.shape[1]
                np.ascontiguousarray(block, np.float32).tofile(file)
        return channels

    @staticmethod
    def _mapped(path: Path, mode: Literal["w+", "r+"], frames: int, channels: int) -> Frames:
        mapped = np.memmap(path, np.float32, mode, shape=(frames, channels))
        # The mapping keeps the bytes; without a name they cannot outlive it.
        path.unlink()
        return mapped

    def _path(self) -> Path:
        self._count += 1
        return self._folder / f"{os.getpid()}-{self._count:03d}.f32"


def let_go(sound: Frames) -> None:
    """Take what lies on scratch disk out of this process's memory; it comes back when touched.

    Without this an hour of music, read from front to end, would count as 1.3 GB of memory.
    """
    mapped = getattr(sound, "_mmap", None)
    if mapped is not None and hasattr(mmap, "MADV_DONTNEED"):
        mapped.madvise(mmap.MADV_DONTNEED)


def pieces(sound: Frames) -> Iterator[tuple[slice, Frames]]:
    """Blocks of a sound and where they lie, from front to back, in the memory of one block."""
    for span in spans(len(sound)):
        yield span, np.asarray(sound[span])
        let_go(sound)


def load_stereo(path: Path, scratch: Scratch, expected_s: float | None, step: Step) -> Frames:
    """The whole file at 44.1 kHz in two channels. Raises Unrenderable.

    Unreadable, under 3 s or silent is refused; an offset alone is silence, too.
    """
    expected = (expected_s or _GUESSED_S) * RATE
    peak = 0.0

    def folded() -> Iterator[Frames]:
        nonlocal peak
        done = 0
        for block in blocks_of(path, sample_rate=RATE, block_frames=BLOCK):
            done += len(block)
            step(done / expected)
            stereo = as_stereo(block)
            peak = max(peak, *(_swing(stereo[:, side]) for side in (0, 1)))
            yield stereo

    sound = scratch.fill(folded())
    seconds = len(sound) / RATE
    if seconds < SHORTEST_S:
        raise Unrenderable(f"The song lasts {seconds:.1f} s; a remix needs at least 3 seconds.")
    if peak < INAUDIBLE:
        raise Unrenderable("There is nothing to hear in this file: it is silent throughout.")
    return sound


def load_native(path: Path, scratch: Scratch, stereo: Frames, step: Step) -> tuple[Frames, int]:
    """The whole file in its own channels, and its own rate; `stereo` is the same at 44.1 kHz.

    The rate follows from both lengths: some headers name half of what the decoder gives.
    """

    def watched() -> Iterator[Frames]:
        done = 0
        for block in blocks_of(path, sample_rate=None, block_frames=BLOCK):
            done += len(block)
            step(done / (2 * len(stereo)))
            yield block

    sound = scratch.fill(watched())
    exact = len(sound) / len(stereo) * RATE
    return sound, min(_RATES, key=lambda rate: abs(rate - exact))


def _swing(channel: NDArray[np.float32]) -> float:
    """Half of what lies between the highest and the lowest sample."""
    return float(channel.max() - channel.min()) / 2 if len(channel) else 0.0


def as_stereo(block: Frames) -> Frames:
    """Fold any number of channels to two: even ones left, odd ones right, level kept."""
    channels = block.shape[1]
    if channels == 2:
        return block
    if channels == 1:
        return np.repeat(block, 2, axis=1)
    return np.stack([block[:, 0::2].mean(1), block[:, 1::2].mean(1)], axis=1)


def spread(stereo: Frames, channels: int) -> Frames:
    """Lay a stereo sound on `channels` channels; the inverse of `as_stereo` for level."""
    if channels == 1:
        return stereo.mean(1, keepdims=True)
    return stereo[:, [c % 2 for c in range(channels)]]


def middle(stereo: Frames) -> NDArray[np.float32]:
    """(frames,) mean of both channels; several times faster than numpy's along so short an axis."""
    return (stereo[:, 0] + stereo[:, 1]) * np.float32(0.5)


def ride(stereo: Frames, gains: NDArray[np.float32]) -> None:
    """Multiply both channels by one gain a frame, in place."""
    stereo[:, 0] *= gains
    stereo[:, 1] *= gains


def mono_blocks(sound: Frames, rate: int, step: Step) -> Iterator[NDArray[np.float32]]:
    """Mono blocks of 44.1 kHz sound at `rate`."""
    stream = soxr.ResampleStream(RATE, rate, 1, dtype="float32", quality="HQ")
    for span, block in pieces(sound):
        yield stream.resample_chunk(middle(block), last=span.stop >= len(sound))
        step(span.stop / len(sound))


def mono_at(sound: Frames, rate: int, step: Step) -> NDArray[np.float32]:
    """The same as one (samples,) copy."""
    return np.concatenate(list(mono_blocks(sound, rate, step)))


def spans(frames: int, size: int = BLOCK) -> Iterator[slice]:
    """Slices that cover `frames` from front to back."""
    for at in range(0, frames, size):
        yield slice(at, min(frames, at + size))

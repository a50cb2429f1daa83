"""Decoded sound on scratch disk: reading a file into frames, folding channels, changing rates.

Long songs are kept in memory-mapped files, so an hour of music does not need an hour of memory.
"""

from collections.abc import Iterator
from pathlib import Path

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
    """Numbered float32 files in one folder that the caller deletes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0

    def room(self, frames: int, channels: int = 2) -> Frames:
        """A zeroed buffer of shape (frames, channels); small ones stay in memory."""
        if frames * channels < 40 * RATE:
            return np.zeros((frames, channels), np.float32)
        return np.memmap(self._path(), np.float32, "w+", shape=(frames, channels))

    def fill(self, blocks: Iterator[Frames]) -> Frames:
        """Keep blocks of unknown total length one behind the other."""
        path = self._path()
        channels = 2
        with path.open("wb") as file:
            for block in blocks:
                channels = block.shape[1]
                np.ascontiguousarray(block, np.float32).tofile(file)
        frames = path.stat().st_size // (4 * channels)
        if not frames:
            return np.zeros((0, channels), np.float32)
        return np.memmap(path, np.float32, "r+", shape=(frames, channels))

    def _path(self) -> Path:
        self._count += 1
        return self._folder / f"{self._count:03d}.f32"


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
            stereo = as_stereo(_finite(block))
            peak = max(peak, float(np.ptp(stereo, axis=0).max(initial=0.0)) / 2)
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

    def finite() -> Iterator[Frames]:
        for block in blocks_of(path, sample_rate=None, block_frames=BLOCK):
            step(0.5)
            yield _finite(block)

    sound = scratch.fill(finite())
    exact = len(sound) / len(stereo) * RATE
    return sound, min(_RATES, key=lambda rate: abs(rate - exact))


def _finite(block: Frames) -> Frames:
    return np.nan_to_num(block, nan=0.0, posinf=1.0, neginf=-1.0)


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


def mono_at(sound: Frames, rate: int, step: Step) -> NDArray[np.float32]:
    """A (samples,) mono copy of 44.1 kHz sound at `rate`, resampled block by block."""
    stream = soxr.ResampleStream(RATE, rate, 1, dtype="float32", quality="HQ")
    parts = []
    for at in range(0, len(sound), BLOCK):
        block = np.ascontiguousarray(sound[at : at + BLOCK].mean(1))
        parts.append(stream.resample_chunk(block, last=at + BLOCK >= len(sound)))
        step(at / len(sound))
    return np.concatenate(parts)


def spans(frames: int, size: int = BLOCK) -> Iterator[slice]:
    """Slices that cover `frames` from front to back."""
    for at in range(0, frames, size):
        yield slice(at, min(frames, at + size))

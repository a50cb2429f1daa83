"""Another tempo at the same pitch, by Signalsmith Stretch; knows nothing of beats.

Stretching is half of the work of a remix, so it is done at 32 kHz: against sound synthesised at
both tempos, spectra, attacks and stereo come out as near as with the full rate, in half the time.
What lies above 14.5 kHz is lost; the band that plays over it has its own cymbals.
"""

from collections.abc import Iterator

import numpy as np
import python_stretch
import soxr

from remixes.engine.music.sound import RATE, Frames

_INNER_RATE = 32_000
_WINDOW, _HOP = 3072, 1024
"""Frames at the inner rate: 96 and 32 ms. The library's own 120 and 30 ms blur attacks more."""
_SAME = 0.002


def is_same(rate: float) -> bool:
    """Whether nobody would hear the change."""
    return abs(rate - 1) < _SAME


def stretched_frames(frames: int, rate: float) -> int:
    """How long so many frames become."""
    return frames if is_same(rate) else int(frames / rate)


def stretch(blocks: Iterator[Frames], frames: int, rate: float) -> Iterator[Frames]:
    """`frames` of stereo blocks played `rate` times as fast; as they are when the rate is about 1.

    The blocks that come out vary in length; together they are `stretched_frames` or a little less.
    """
    if is_same(rate):
        yield from blocks
        return
    left = stretched_frames(frames, rate)
    outward = soxr.ResampleStream(_INNER_RATE, RATE, 2, dtype="float32", quality="HQ")
    for block in _slowed(blocks, rate):
        made = outward.resample_chunk(block)[:left]
        left -= len(made)
        yield made
    yield outward.resample_chunk(np.zeros((0, 2), np.float32), last=True)[:left]


def _slowed(blocks: Iterator[Frames], rate: float) -> Iterator[Frames]:
    """At the inner rate; the last window is pushed out by silence."""
    machine = python_stretch.Signalsmith.Stretch()
    machine.configure(2, _WINDOW, _HOP)
    machine.setTimeFactor(rate)
    inward = soxr.ResampleStream(RATE, _INNER_RATE, 2, dtype="float32", quality="HQ")
    for block in blocks:
        inner = inward.resample_chunk(np.ascontiguousarray(block))
        if len(inner):
            yield _through(machine, inner)
    rest = inward.resample_chunk(np.zeros((0, 2), np.float32), last=True)
    yield _through(machine, np.pad(rest, ((0, 2 * _WINDOW), (0, 0))))


def _through(machine: object, block: Frames) -> Frames:
    made = machine.process(np.ascontiguousarray(block.T))  # type: ignore[attr-defined]
    return np.ascontiguousarray(np.asarray(made).T)

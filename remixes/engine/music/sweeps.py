"""The sweeping filters of a mix at work on consecutive blocks; it must not know what sounds.

The corner is set anew every hundredth of an octave, every 5.8 ms at most: in such steps a
second-order filter moves inaudibly.
"""

from collections.abc import Sequence

import numpy as np
import scipy.signal
from numpy.typing import NDArray

from remixes.engine.music.automation import Sweep
from remixes.engine.music.filters import Sections
from remixes.engine.music.sound import RATE, Frames

_FINEST, _COARSEST = 256, 4096
"""Frames that a corner stays as it is; powers of two."""
_STEP_OCTAVES = 0.01
_FADE = int(0.012 * RATE)
_LOWEST_HZ, _HIGHEST_HZ = 20.0, 19_000.0


class Swept:
    """Applies sweeps to blocks of (frames, 2); outside of them nothing changes."""

    def __init__(self, sweeps: Sequence[Sweep]) -> None:
        self._states = [(sweep, np.zeros((1, 2, 2))) for sweep in sweeps]
        self._at = 0

    def __call__(self, block: Frames) -> Frames:
        """The filtered block."""
        start, self._at = self._at, self._at + len(block)
        for sweep, state in self._states:
            low = max(round(sweep.start_s * RATE), start)
            high = min(round(sweep.stop_s * RATE), self._at)
            if low < high:
                wet = _filtered(sweep, state, block[low - start : high - start], low)
                block = np.array(block)
                dry = block[low - start : high - start]
                dry += (wet - dry) * _share(sweep, low, high)
        return block


def _filtered(sweep: Sweep, state: NDArray[np.float64], dry: Frames, first: int) -> Frames:
    """Filter what begins at frame `first`; `state` moves on in place."""
    wet = np.empty(dry.shape, np.float32)
    grid = _grid(sweep)
    # A fixed grid on the clock of the song, so that the size of blocks changes nothing.
    for at in range(first // grid * grid, first + len(dry), grid):
        piece = slice(max(0, at - first), max(0, at + grid - first))
        sections = _sections(sweep, at / RATE)
        wet[piece], state[:] = scipy.signal.sosfilt(sections, dry[piece], axis=0, zi=state)
    return wet


def _grid(sweep: Sweep) -> int:
    """Frames in which the corner moves by a hundredth of an octave, rounded down."""
    octaves = abs(float(np.log2(sweep.to_hz / sweep.from_hz)))
    frames = (sweep.stop_s - sweep.start_s) * RATE * _STEP_OCTAVES / max(octaves, _STEP_OCTAVES)
    return int(2 ** np.floor(np.log2(min(_COARSEST, max(_FINEST, frames)))))


def _sections(sweep: Sweep, at_s: float) -> Sections:
    share = (at_s - sweep.start_s) / max(1e-3, sweep.stop_s - sweep.start_s)
    first, last = (min(max(hz, _LOWEST_HZ), _HIGHEST_HZ) for hz in (sweep.from_hz, sweep.to_hz))
    corner = first * (last / first) ** min(1.0, max(0.0, share))
    return _second_order(corner, is_low=sweep.kind == "low")


def _second_order(hz: float, *, is_low: bool) -> Sections:
    """`low_pass` and `high_pass` of `filters` in closed form, for they are needed so often."""
    k = float(np.tan(np.pi * hz / RATE))
    scale = 1 / (1 + 2**0.5 * k + k * k)
    gain, middle = (k * k * scale, 2) if is_low else (scale, -2)
    poles = (1.0, 2 * (k * k - 1) * scale, (1 - 2**0.5 * k + k * k) * scale)
    return np.array([[gain, middle * gain, gain, *poles]])


def _share(sweep: Sweep, low: int, high: int) -> Frames:
    """How much of the filtered sound is heard, (frames, 1): none at the very edges."""
    at = np.arange(low, high)
    near = np.minimum(at - round(sweep.start_s * RATE), round(sweep.stop_s * RATE) - at)
    return np.clip(near / _FADE, 0, 1).astype(np.float32)[:, None]

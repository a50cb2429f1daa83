"""The instrumental under a voice: the source at one gain, a little less while somebody sings."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from remixes.engine.music.curves import unfolded
from remixes.engine.music.mixer import Feed
from remixes.engine.music.recut import Cut
from remixes.engine.music.sound import RATE, Frames, ride
from remixes.engine.music.treatment import Treated, Treatment

_DUCKED_DB = -2.4
"""Under the voice; the promise is 3 dB at most."""
_RAMP_S = 0.25
_BREATH_S = 1.2
"""Shorter pauses of the voice do not bring the instrumental back up."""
_HOP = 512


class Bed:
    """Consecutive (frames, 2) of a cut at the level that mixes are made from."""

    def __init__(self, cut: Cut, sung_s: Sequence[tuple[float, float]]) -> None:
        self._feed = Feed(cut.blocks())
        self._even = Treated(Treatment(), cut.sound)
        self._duck = ducking(sung_s, len(cut))
        self._at = 0

    def take(self, frames: int) -> Frames:
        """The next ones, fewer where the sound ends."""
        block = np.array(self._even(self._feed.take(frames)), np.float32)
        ride(block, unfolded(self._duck, _HOP, self._at, self._at + len(block)))
        self._at += len(block)
        return block


def ducking(sung_s: Sequence[tuple[float, float]], frames: int) -> NDArray[np.float32]:
    """A gain per 512 frames: 1, or 2.4 dB less while somebody sings, with ramps of 250 ms."""
    curve = np.ones(frames // _HOP + 2, np.float32)
    stopped = -np.inf
    for start, stop in sorted(sung_s):
        low = stopped if start - stopped < _BREATH_S else start - _RAMP_S / 2
        curve[max(0, int(low * RATE / _HOP)) : int(stop * RATE / _HOP) + 1] = 10 ** (
            _DUCKED_DB / 20
        )
        stopped = max(stopped, stop)
    width = int(_RAMP_S * RATE / _HOP) | 1
    padded = np.pad(curve, width // 2, mode="edge")
    return np.convolve(padded, np.ones(width) / width, "valid").astype(np.float32)

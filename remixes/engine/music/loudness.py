"""Integrated loudness after ITU-R BS.1770-4 of the engine's own sound: 44.1 kHz stereo."""

import numpy as np
from numpy.typing import NDArray

from remixes.audio import StreamingLoudness
from remixes.audio import lufs as standard
from remixes.engine.music.sound import RATE, Frames, pieces

HOP = RATE // 10
SILENCE_LUFS = -70.0


def k_weighting() -> NDArray[np.float64]:
    """The K-weighting of the standard as (2, 6) second-order sections."""
    return standard.k_weighting(RATE)


class Meter:
    """Collects K-weighted power per tenth of a second."""

    def __init__(self) -> None:
        self._meter = StreamingLoudness(RATE, 2)

    def add(self, block: Frames) -> None:
        """Take in the next (frames, 2)."""
        self._meter.add(block)

    @property
    def power(self) -> NDArray[np.float64]:
        """Summed over both channels, one value per whole tenth of a second so far."""
        return self._meter.powers()


def gated(power: NDArray[np.float64]) -> float:
    """LUFS from power per tenth of a second; -70 for silence and for less than 0.4 s."""
    found = standard.gated(power)
    return SILENCE_LUFS if found is None else found


def lufs(sound: Frames) -> float:
    """Integrated loudness of (frames, 2); -70 for silence."""
    meter = Meter()
    for _, block in pieces(sound):
        meter.add(block)
    return gated(meter.power)

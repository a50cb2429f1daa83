"""How loud sound is where it sounds: the RMS that balances are made of, pauses left out."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from remixes.engine.music.sound import RATE, Frames

HOP = RATE // 10
_NOTHING = 1e-8


def active_rms(pieces: Iterable[Frames]) -> float:
    """RMS of the louder two thirds of all tenths of a second of (frames, 2); 0 for silence."""
    powers = [_power(piece) for piece in pieces]
    return active(np.concatenate(powers)) if powers else 0.0


def active(power: NDArray[np.float32] | NDArray[np.float64]) -> float:
    """The same from the mean square of every tenth of a second."""
    heard = np.sort(power[power > _NOTHING])
    return float(np.sqrt(heard[len(heard) // 3 :].mean())) if len(heard) else 0.0


def _power(piece: Frames) -> NDArray[np.float32]:
    whole = len(piece) // HOP * HOP
    return (np.asarray(piece[:whole]).reshape(-1, HOP * piece.shape[1]) ** 2).mean(1)

"""Sound that is already there as a part of a mix, e.g. a voice that the model has made."""

from functools import cached_property

import numpy as np

from remixes.engine.music.level import HOP, active_rms
from remixes.engine.music.sound import RATE, Frames

_HEARD = 0.15
"""Of its usual level: below this it pauses."""
_BREATH = 4
"""Tenths of a second that a pause must exceed."""


class Stem:
    """A Part of given (frames, 2) at 44.1 kHz, from its first frame."""

    def __init__(self, sound: Frames) -> None:
        self._sound = sound
        self._at = 0

    @cached_property
    def rms(self) -> float:
        """How loud it is where it sounds."""
        return active_rms([self._sound])

    @cached_property
    def spans(self) -> tuple[tuple[float, float], ...]:
        """Seconds (start, stop) in which it sounds."""
        whole = len(self._sound) // HOP * HOP
        power = (self._sound[:whole].reshape(-1, HOP * 2) ** 2).mean(1)
        heard = np.flatnonzero(np.sqrt(power) > _HEARD * self.rms)
        if not len(heard):
            return ()
        groups = np.split(heard, np.flatnonzero(np.diff(heard) > _BREATH) + 1)
        tenth = HOP / RATE
        return tuple((float(g[0] * tenth), float((g[-1] + 1) * tenth)) for g in groups)

    @property
    def timeline(self) -> tuple[dict[str, int | str], ...]:
        """Nothing: a model does not say when each line comes."""
        return ()

    def block(self, frames: int) -> Frames:
        """The next (frames, 2); silence behind the end."""
        piece = self._sound[self._at : self._at + frames]
        self._at += frames
        return np.pad(piece, ((0, frames - len(piece)), (0, 0)))

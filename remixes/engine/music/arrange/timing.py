"""Steps of a bar to seconds: swing and the small unevenness of hands on the song's own beats."""

import numpy as np

from remixes.analysis.song import Song
from remixes.engine.music.styles import STRENGTH

STEPS = 4
"""Sixteenths in a beat."""


class Clock:
    """Times of sixteenths; `loose_s` is the spread of human timing."""

    def __init__(self, song: Song, swing: float, *, swings_eighths: bool, seed: int) -> None:
        self._song = song
        self._swing = swing
        self._eighths = swings_eighths
        self._rng = np.random.default_rng(seed)

    def exact(self, bar: int, step: float) -> float:
        """Seconds of a step, swung."""
        beat, rest = divmod(step, STEPS)
        return self._song.at(bar * self._song.meter + beat + self._swung(rest / STEPS))

    def human(self, bar: int, step: float, loose_s: float = 0.004) -> float:
        """Seconds of a step as a hand would hit it."""
        return self.exact(bar, step) + float(np.clip(self._rng.normal(0, loose_s), -0.012, 0.012))

    def touch(self, steps: str, step: int) -> float:
        """The strength of a pattern's step with a little life in it, 0 for a rest."""
        sign = pattern_at(steps, step)
        if sign == ".":
            return 0.0
        return STRENGTH[sign] * float(1 + np.clip(self._rng.normal(0, 0.06), -0.15, 0.15))

    def chance(self, share: float) -> bool:
        """True in `share` of all calls."""
        return bool(self._rng.random() < share)

    def _swung(self, inside: float) -> float:
        """Move off-beats late: the second eighth, or the second sixteenth of each eighth."""
        if self._swing == 0.5:
            return inside
        unit = 1.0 if self._eighths else 0.5
        whole, part = divmod(inside, unit)
        share = part / unit
        bent = (
            share * 2 * self._swing
            if share <= 0.5
            else self._swing + (share - 0.5) * 2 * (1 - self._swing)
        )
        return whole * unit + bent * unit


def pattern_at(steps: str, step: int) -> str:
    """The sign of a step; patterns repeat when a bar is longer."""
    return steps[step % len(steps)] if steps else "."


def length_of(steps: str, step: int, bar_steps: int) -> int:
    """Steps until the next note of the pattern or the bar's end."""
    for ahead in range(step + 1, bar_steps):
        if pattern_at(steps, ahead) != ".":
            return ahead - step
    return bar_steps - step

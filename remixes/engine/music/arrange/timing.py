"""Steps of a bar to seconds: swing and the unevenness of hands on the song's own beats.

Hands drift: their errors are correlated over many beats, not white (Hennig et al., The nature and
perception of fluctuations in human musical rhythms, PLoS ONE 6(10), 2011).
"""

import numpy as np

from remixes.analysis.song import Song
from remixes.engine.music.arrange.meters import STEPS, sign_at
from remixes.engine.music.styles import STRENGTH, Style

_MEMORIES = (0.0, 0.6, 0.93)
"""Three first-order processes whose sum is roughly 1/f."""
_KEPT = np.array(_MEMORIES)
_NEW = np.sqrt(1 - _KEPT**2)
_FARTHEST = 2.5
_UNEVEN = 0.06


class Clock:
    """Times and strengths of sixteenths as one player would hit them."""

    def __init__(self, song: Song, style: Style, seed: int, *, swing: float | None = None) -> None:
        self._song = song
        self._swing = style.swing if swing is None else swing
        self._eighths = style.swings_eighths
        self._loose = style.looseness
        self._rng = np.random.default_rng(seed)
        self._drift = np.zeros(len(_MEMORIES))

    @property
    def meter(self) -> int:
        """Beats in a bar."""
        return self._song.meter

    def exact(self, bar: int, step: float) -> float:
        """Seconds of a step, swung."""
        beat, rest = divmod(step, STEPS)
        return self._song.at(bar * self._song.meter + beat + self._swung(rest / STEPS))

    def human(self, bar: int, step: float, loose_s: float = 0.004, late_s: float = 0.0) -> float:
        """Seconds of a step as a hand would hit it, `late_s` behind on purpose."""
        fresh = self._rng.standard_normal(len(_MEMORIES))
        self._drift = _KEPT * self._drift + _NEW * fresh
        error = float(self._drift.sum()) / len(_MEMORIES) ** 0.5
        spread = loose_s * self._loose
        exact = self.exact(bar, step)
        played = exact + late_s + spread * min(_FARTHEST, max(-_FARTHEST, error))
        # Nobody plays before the recording begins who should begin with it.
        return max(0.0, played) if exact >= 0 else played

    def touch(self, steps: str, bar: int, step: int) -> float:
        """The strength of a pattern's step with a little life in it, 0 for a rest."""
        sign = sign_at(steps, self._song.meter, bar, step)
        return 0.0 if sign == "." else STRENGTH[sign] * self.life()

    def life(self) -> float:
        """A factor near 1 for the strength of a hit."""
        spread = _UNEVEN * (0.4 + 0.6 * self._loose)
        return 1 + min(0.16, max(-0.16, spread * float(self._rng.standard_normal())))

    def chance(self, share: float) -> bool:
        """True in `share` of all calls."""
        return bool(self._rng.random() < share)

    def pick(self, count: int) -> int:
        """A number below `count`."""
        return int(self._rng.integers(count))

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

"""The twelve songs that the engine is measured on: what each one is, before a note is written."""

from collections.abc import Mapping
from dataclasses import dataclass

from remixes.engine.evaluate.songs.feels import FEELS, Feel

Progressions = Mapping[str, tuple[int, ...]]
"""Scale steps of the bars by the letter of a section."""


@dataclass(frozen=True)
class Spec:
    """`tonic` is a pitch class, C = 0.

    `wander` is the deviation of a beat's length between players who do not follow a click (0 to
    0.01), `drift_bpm` a slow swing of the tempo around `bpm`, as bands do.
    """

    name: str
    bpm: float
    tonic: int
    feel: Feel
    progressions: Progressions
    is_minor: bool = False
    seconds: float = 60.0
    wander: float = 0.0
    drift_bpm: float = 0.0
    is_sung: bool = True

    @property
    def meter(self) -> int:
        """Beats in a bar."""
        return self.feel.meter


_MAJOR: Progressions = {"A": (0, 4, 5, 3), "B": (5, 3, 0, 4), "C": (3, 4, 5, 5)}
_MINOR: Progressions = {"A": (0, 5, 2, 6), "B": (3, 0, 5, 4), "C": (5, 6, 0, 0)}
_MINOR_LOOP: Progressions = {"A": (0, 0, 5, 6), "B": (0, 3, 5, 4), "C": (5, 5, 0, 6)}
_JAZZY: Progressions = {"A": (0, 5, 1, 4), "B": (3, 4, 2, 5), "C": (1, 4, 0, 0)}

SPECS = (
    Spec("pop120", 120, 0, FEELS["pop"], _MAJOR, is_minor=False, seconds=180),
    Spec("rock97", 97, 4, FEELS["rock"], _MINOR, is_minor=True, wander=0.004),
    Spec("ballad72", 72, 6, FEELS["ballad"], _MAJOR, is_minor=False, wander=0.004),
    Spec("house126", 126, 9, FEELS["house"], _MINOR_LOOP, is_minor=True, is_sung=False),
    Spec("waltz140", 140, 2, FEELS["waltz"], _MAJOR, is_minor=False, wander=0.003),
    Spec("shuffle104", 104, 10, FEELS["shuffle"], _JAZZY, is_minor=False, wander=0.003),
    Spec("drift92", 92, 7, FEELS["folk"], _MAJOR, is_minor=False, drift_bpm=4),
    Spec("trap140", 140, 5, FEELS["trap"], _MINOR, is_minor=True, is_sung=False),
    Spec("latin104", 104, 2, FEELS["latin"], _MINOR, is_minor=True, wander=0.003),
    Spec("soul78", 78, 3, FEELS["soul"], _JAZZY, is_minor=False, wander=0.003),
    Spec("breaks172", 172, 1, FEELS["breaks"], _MINOR_LOOP, is_minor=True, is_sung=False),
    Spec("sixeight156", 156, 11, FEELS["sixeight"], _MINOR, is_minor=True, wander=0.003),
)
"""6/8 is written as two bars of three quick beats: the analysis is allowed to count it so."""

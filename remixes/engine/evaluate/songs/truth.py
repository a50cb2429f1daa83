"""What is known of a made song; plain values that survive JSON."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Harmony:
    """One chord and how long it sounds, seconds; root as pitch class, C = 0."""

    start_s: float
    stop_s: float
    root: int
    is_minor: bool


@dataclass(frozen=True)
class Part:
    """A section, seconds; equal letters are the same music."""

    start_s: float
    stop_s: float
    letter: str


@dataclass(frozen=True)
class SungLine:
    """A line of the vocal: from the first vowel to the end of the last note, seconds."""

    text: str
    start_s: float
    stop_s: float


@dataclass(frozen=True)
class Truth:
    """`beats` are seconds, one more than there are beats: the last ends the last beat."""

    name: str
    meter: int
    tonic: int
    is_minor: bool
    beats: tuple[float, ...]
    chords: tuple[Harmony, ...]
    sections: tuple[Part, ...]
    lines: tuple[SungLine, ...]
    seconds: float

    @property
    def downbeats(self) -> tuple[float, ...]:
        """Where bars begin, seconds."""
        return self.beats[: -1 : self.meter]

    @property
    def tempo_curve(self) -> NDArray[np.float64]:
        """Beats per minute of every beat."""
        return 60 / np.diff(np.array(self.beats))

    def at(self, beats: NDArray[np.float64]) -> NDArray[np.float64]:
        """Seconds of fractional beats inside the song."""
        return np.interp(beats, np.arange(len(self.beats)), np.array(self.beats))

    def write(self, path: Path) -> None:
        """Keep as JSON."""
        path.write_text(json.dumps(asdict(self), indent=1) + "\n")


def read_truth(path: Path) -> Truth:
    """The reverse of `Truth.write`."""
    held = json.loads(path.read_text())
    return Truth(
        name=held["name"],
        meter=held["meter"],
        tonic=held["tonic"],
        is_minor=held["is_minor"],
        beats=tuple(held["beats"]),
        chords=tuple(Harmony(**chord) for chord in held["chords"]),
        sections=tuple(Part(**section) for section in held["sections"]),
        lines=tuple(SungLine(**line) for line in held["lines"]),
        seconds=held["seconds"],
    )

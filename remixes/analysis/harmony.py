"""Chords and keys as values, with the names people read; knows nothing of sound."""

from dataclasses import dataclass
from functools import cached_property

NAMES = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
MAJOR = (0, 2, 4, 5, 7, 9, 11)
MINOR = (0, 2, 3, 5, 7, 8, 10)


@dataclass(frozen=True)
class Chord:
    """A triad: root as pitch class (C = 0), major or minor."""

    root: int
    is_minor: bool

    @property
    def tones(self) -> tuple[int, int, int]:
        """Pitch classes of root, third and fifth."""
        third = 3 if self.is_minor else 4
        return self.root, (self.root + third) % 12, (self.root + 7) % 12

    def __str__(self) -> str:
        return NAMES[self.root] + ("m" if self.is_minor else "")


@dataclass(frozen=True)
class Key:
    """A tonic (pitch class) and its mode."""

    tonic: int
    is_minor: bool

    @cached_property
    def scale(self) -> frozenset[int]:
        """Pitch classes of the key; minor is the natural one."""
        return frozenset((self.tonic + s) % 12 for s in (MINOR if self.is_minor else MAJOR))

    def __str__(self) -> str:
        return f"{NAMES[self.tonic]} {'minor' if self.is_minor else 'major'}"


TRIADS = tuple(Chord(root, is_minor) for is_minor in (False, True) for root in range(12))

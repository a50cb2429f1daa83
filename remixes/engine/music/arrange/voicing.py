"""Chords to pitches: diatonic extensions and the smoothest step from the chord before.

The size of a step is the sum of what all voices move, paired without crossings (D. Tymoczko, The
geometry of musical chords, Science 313, 2006).
"""

from itertools import pairwise, product

from remixes.analysis.harmony import Chord, Key
from remixes.engine.music.styles import Tones

_REACH = 11
"""Semitones that a voicing may lie around its centre."""
_WIDEST = 15
_CLOSE_LOW = 52
"""Below this pitch, tones closer than a fourth are mud."""


def tones_of(chord: Chord, key: Key, kind: Tones) -> tuple[int, ...]:
    """Pitch classes that a kind of voicing plays; extensions are the key's own."""
    root, third, fifth = chord.tones
    if kind in ("triad", "open"):
        return root, third, fifth
    if kind == "power":
        return root, fifth
    seventh = (root + 10) % 12 if kind == "dominant" else _seventh(chord, key)
    if kind in ("seventh", "dominant"):
        return root, third, fifth, seventh
    ninth = (root + 2) % 12
    colour = ninth if ninth in key.scale else root
    return (third, colour, seventh) if kind == "shell" else (third, fifth, colour, seventh)


def _seventh(chord: Chord, key: Key) -> int:
    minor, major = (chord.root + 10) % 12, (chord.root + 11) % 12
    return minor if chord.is_minor or major not in key.scale else major


def near(tone: int, centre: int) -> int:
    """The pitch of a pitch class that lies closest to `centre`."""
    return centre + (tone - centre + 6) % 12 - 6


class Voicer:
    """Remembers the last chord and moves every voice as little as it can."""

    def __init__(self, key: Key, kind: Tones, centre: int) -> None:
        self._key, self._kind, self._centre = key, kind, centre
        self._last: tuple[int, ...] = ()
        self._known: dict[tuple[Chord, tuple[int, ...]], tuple[int, ...]] = {}

    def __call__(self, chord: Chord) -> tuple[int, ...]:
        """Sorted pitches of the next chord."""
        before = (chord, self._last)
        if before not in self._known:
            self._known[before] = self._fixed(chord) or self._closest(chord)
        self._last = self._known[before]
        return self._last

    def _fixed(self, chord: Chord) -> tuple[int, ...]:
        """Shapes that move as a block: power chords, and open ones with the third on top."""
        if self._kind not in ("power", "open"):
            return ()
        root = near(chord.root, self._centre - 4)
        third = (chord.tones[1] - chord.root) % 12
        return root, root + 7, root + 12 + (third if self._kind == "open" else 0)

    def _closest(self, chord: Chord) -> tuple[int, ...]:
        tones = tones_of(chord, self._key, self._kind)
        low, high = self._centre - _REACH, self._centre + _REACH
        places = [[p for p in range(low, high + 1) if p % 12 == tone] for tone in tones]
        options = (tuple(sorted(voices)) for voices in product(*places))
        return min(options, key=lambda voices: (self._cost(voices), voices))

    def _cost(self, voices: tuple[int, ...]) -> float:
        middle = sum(voices) / len(voices)
        cost = 0.35 * abs(middle - self._centre) * len(voices)
        cost += 1.2 * max(0, voices[-1] - voices[0] - _WIDEST)
        cost += sum(3.0 for a, b in pairwise(voices) if b - a < 2)
        cost += sum(1.5 for a, b in pairwise(voices) if a < _CLOSE_LOW and b - a < 5)
        if len(self._last) == len(voices):
            cost += sum(abs(a - b) for a, b in zip(voices, self._last, strict=True))
        return cost

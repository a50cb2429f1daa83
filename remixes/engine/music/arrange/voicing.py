"""Chords to pitches: diatonic extensions and the smoothest step from the chord before."""

from itertools import pairwise, product

from remixes.analysis.harmony import Chord, Key


def tones_of(chord: Chord, key: Key, kind: str) -> tuple[int, ...]:
    """Pitch classes: `power` root and fifth, `triad`, or `seventh` with the key's own seventh."""
    root, third, fifth = chord.tones
    if kind == "power":
        return root, fifth
    if kind != "seventh":
        return root, third, fifth
    minor, major = (root + 10) % 12, (root + 11) % 12
    seventh = minor if chord.is_minor or major not in key.scale else major
    return root, third, fifth, seventh


def near(tone: int, centre: int) -> int:
    """The pitch of a pitch class that lies closest to `centre`."""
    return centre + (tone - centre + 6) % 12 - 6


class Voicer:
    """Remembers the last chord and moves every voice as little as it can."""

    def __init__(self, key: Key, kind: str, centre: int) -> None:
        self._key, self._kind, self._centre = key, kind, centre
        self._last: tuple[int, ...] = ()
        self._known: dict[tuple[Chord, tuple[int, ...]], tuple[int, ...]] = {}

    def __call__(self, chord: Chord) -> tuple[int, ...]:
        """Sorted pitches of the next chord."""
        if self._kind == "power":
            root = near(chord.root, self._centre - 4)
            return root, root + 7, root + 12
        before = (chord, self._last)
        if before not in self._known:
            self._known[before] = self._closest(chord)
        self._last = self._known[before]
        return self._last

    def _closest(self, chord: Chord) -> tuple[int, ...]:
        tones = tones_of(chord, self._key, self._kind)
        places = [[near(t, self._centre) + shift for shift in (-12, 0, 12)] for t in tones]
        options = (tuple(sorted(voices)) for voices in product(*places))
        return min(options, key=lambda voices: (self._cost(voices), voices))

    def _cost(self, voices: tuple[int, ...]) -> float:
        middle = sum(voices) / len(voices)
        cost = 0.35 * abs(middle - self._centre) * len(voices)
        cost += 0.6 * max(0, voices[-1] - voices[0] - 14)
        cost += sum(3.0 for a, b in pairwise(voices) if b - a < 2)
        if self._last:
            cost += sum(min(abs(v - old) for old in self._last) for v in voices)
        return cost

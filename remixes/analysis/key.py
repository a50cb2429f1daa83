"""The key of a song: profiles of pitch classes, then what the chords say.

Profiles after Albrecht and Shanahan (Music Perception 2013).
"""

from collections import Counter
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from remixes.analysis.chords import find_chords
from remixes.analysis.harmony import Chord, Key
from remixes.analysis.spectra import Array

_MAJOR_PROFILE = np.array(
    [0.238, 0.006, 0.111, 0.006, 0.137, 0.094, 0.016, 0.214, 0.009, 0.080, 0.008, 0.081]
)
_MINOR_PROFILE = np.array(
    [0.220, 0.006, 0.104, 0.123, 0.019, 0.103, 0.012, 0.214, 0.062, 0.022, 0.061, 0.052]
)


_FITS, _TONIC, _FIRST, _OPENING, _CADENCES = 0.85, 0.6, 0.3, 0.3, 0.55
"""What chords say, next to the profile's correlation: near what fits 83 computed songs best, but
for phrase starts, which count more: loops in relative keys may differ by nothing else."""
_OPENING_BEATS = 8


def find_key(notes: Array, bass: Array, phrases: NDArray[np.intp]) -> Key:
    """The key of (beats, 12) chroma; `phrases` are the beats at which phrases begin.

    Profile correlation, then the chords: how well they fit, how often the tonic sounds, opens
    the song, begins phrases and is led to by its dominant. Tonics count by their root: where it
    is distorted, or has no third, a minor one is heard as major, and only the other chords tell
    the mode.
    """
    ranked = _profile_ranking(notes.mean(0))
    chords = find_chords(notes, bass, ranked[0][1])
    roots = Counter(chord.root for chord in chords)
    starts = Counter(chords[i].root for i in phrases if i < len(chords))
    opening = Counter(chord.root for chord in chords[:_OPENING_BEATS])
    changes = [(a, b) for a, b in pairwise(chords) if a != b]

    def evidence(item: tuple[float, Key]) -> float:
        score, key = item
        fits = sum(_fit(chord, key) for chord in chords) / len(chords)
        often = roots[key.tonic] / len(chords)
        first = starts[key.tonic] / max(1, starts.total())
        opens = opening[key.tonic] / opening.total()
        dominant = Chord((key.tonic + 7) % 12, is_minor=False)
        led_to = sum(a == dominant and b.root == key.tonic for a, b in changes)
        cadences = led_to / max(1, len(changes))
        home = _FIRST * first + _OPENING * opens
        return score + _FITS * fits + _TONIC * often + home + _CADENCES * cadences

    return max(ranked, key=evidence)[1]


def _profile_ranking(mean: Array) -> list[tuple[float, Key]]:
    cleared = np.maximum(mean - np.percentile(mean, 10), 0)
    seen = (cleared - cleared.mean()) / (cleared.std() + 1e-9)
    ranked = []
    for is_minor, profile in ((False, _MAJOR_PROFILE), (True, _MINOR_PROFILE)):
        shape = (profile - profile.mean()) / profile.std()
        for tonic in range(12):
            score = float((np.roll(shape, tonic) * seen).mean())
            ranked.append((score, Key(tonic, is_minor)))
    return sorted(ranked, key=lambda item: -item[0])


def _fit(chord: Chord, key: Key) -> float:
    """Half for root and fifth in the key, half for the third; minor has its leading note too."""
    allowed = key.scale | ({(key.tonic + 11) % 12} if key.is_minor else frozenset())
    root, third, fifth = chord.tones
    return 0.5 * (root in key.scale and fifth in allowed) + 0.5 * (third in allowed)

"""The key of a song: profiles of pitch classes, then what the chords say.

Profiles after Albrecht and Shanahan (Music Perception 2013).
"""

from collections import Counter

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


def find_key(notes: Array, bass: Array, phrases: NDArray[np.intp]) -> Key:
    """The key of (beats, 12) chroma; `phrases` are the beats at which phrases begin.

    Profile correlation, then what the chords say: diatonic share, tonic share, phrase starts.
    """
    ranked = _profile_ranking(notes.mean(0))
    chords = find_chords(notes, bass, ranked[0][1])
    count = Counter(chords)
    starts = Counter(chords[i] for i in phrases if i < len(chords))

    def evidence(item: tuple[float, Key]) -> float:
        score, key = item
        fits = sum(n for chord, n in count.items() if _is_diatonic(chord, key)) / len(chords)
        tonic = Chord(key.tonic, key.is_minor)
        first = starts[tonic] / max(1, starts.total())
        return score + 0.35 * fits + 0.5 * count[tonic] / len(chords) + 0.35 * first

    return max(ranked[:6], key=evidence)[1]


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


def _is_diatonic(chord: Chord, key: Key) -> bool:
    allowed = key.scale | ({(key.tonic + 11) % 12} if key.is_minor else frozenset())
    return all(tone in allowed for tone in chord.tones)

"""Which key chords make, also where distortion or a missing third hides the mode."""

import numpy as np
import pytest

from remixes.analysis.key import find_key
from remixes.analysis.spectra import Array

PARTIALS = ((0, 1.0), (7, 0.4), (4, 0.3))
"""Pitch classes of the first six partials, from the root."""


def heard(chords: list[tuple[int, ...]], beats: int) -> tuple[Array, Array]:
    """Chroma of notes and of the bass, each chord for four beats, over and over."""
    notes, bass = np.full((beats, 12), 0.05), np.full((beats, 12), 0.05)
    for beat in range(beats):
        tones = chords[beat // 4 % len(chords)]
        bass[beat, tones[0]] = 1
        for tone in tones:
            for step, size in PARTIALS:
                notes[beat, (tone + step) % 12] += size
    return notes.astype(np.float32), bass.astype(np.float32)


@pytest.mark.parametrize(
    ("chords", "key"),
    [
        ([(4, 11), (4, 11), (0, 7), (2, 9)], "E minor"),
        ([(11, 6), (9, 4), (7, 2), (9, 4)], "B minor"),
        ([(9, 4), (2, 9), (4, 11), (4, 11)], "A major"),
        ([(0, 4, 7), (9, 0, 4), (2, 5, 9), (7, 11, 2)], "C major"),
        ([(9, 0, 4), (5, 9, 0), (2, 5, 9), (4, 8, 11)], "A minor"),
    ],
)
def test_key_is_told_from_what_the_chords_do(chords: list[tuple[int, ...]], key: str) -> None:
    notes, bass = heard(chords, 64)

    found = find_key(notes, bass, np.arange(0, 64, 16))

    assert str(found) == key

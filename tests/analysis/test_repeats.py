"""Bars that come back have a say in each other's chords, and only in those that are like them."""

import numpy as np
from numpy.typing import NDArray

from remixes.analysis.chords import find_chords
from remixes.analysis.harmony import Chord, Key
from remixes.analysis.repeats import by_all_alike

C, F, D_MINOR = (Chord(root, is_minor) for root, is_minor in ((0, False), (5, False), (2, True)))
D = 2
IN_C = Key(0, is_minor=False)


def chroma(chords: list[Chord]) -> NDArray[np.float32]:
    """(beats, 12): each chord for a bar of four beats."""
    bars = np.zeros((len(chords), 12), np.float32)
    for row, chord in zip(bars, chords, strict=True):
        row[list(chord.tones)] = 1
    return bars.repeat(4, axis=0)


def heard(notes: NDArray[np.float32]) -> tuple[Chord, ...]:
    """The chord of each beat, with a bass that tells nothing."""
    bars = np.pad(notes, ((0, -len(notes) % 4), (0, 0)), mode="edge").reshape(-1, 48)
    return find_chords(by_all_alike(notes, bars), np.zeros_like(notes), IN_C)


def test_a_passing_note_in_one_of_four_times_does_not_change_the_chord() -> None:
    notes = chroma([F, C] * 4)
    notes[18:20, D], notes[18:20, 0] = 1, 0.5

    alone = find_chords(notes, np.zeros_like(notes), IN_C)

    assert alone[16:20] == (F, F, D_MINOR, D_MINOR)
    assert heard(notes) == ((F,) * 4 + (C,) * 4) * 4


def test_a_bar_that_never_returns_keeps_its_own_chord_and_the_last_may_be_short() -> None:
    notes = chroma([C, F, C, F, D_MINOR, F, C])[:-2]

    assert heard(notes)[::4] == (C, F, C, F, D_MINOR, F, C)
    assert len(heard(notes)) == 26

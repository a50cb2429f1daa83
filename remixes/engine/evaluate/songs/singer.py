"""Sings the lines of the made songs."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from remixes.engine.evaluate.songs.tune import Verse
from remixes.engine.music.instruments.notes import Note, sound_of
from remixes.engine.music.lyrics import syllables

RATE = 44_100


def sung(verses: Sequence[Verse], frames: int) -> NDArray[np.float32]:
    """(frames,) of all lines, each vowel of the choir voice on its note."""
    out = np.zeros(frames, np.float32)
    for verse in verses:
        for vowel, (start, length, pitch) in zip(syllables(verse.text), verse.notes, strict=True):
            wave = sound_of(Note(start, length, f"voice {vowel}", pitch, 1.0))
            at = round(start * RATE)
            wave = wave[: frames - at]
            out[at : at + len(wave)] += wave
    return out

"""Sings the lines of the made songs with the engine's voice, one take, dry."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from remixes.engine.evaluate.songs.tune import Verse
from remixes.engine.music.voice.fit import Tone
from remixes.engine.music.voice.line import Phrase
from remixes.engine.music.voice.phonemes import phonemes_of
from remixes.engine.music.voice.sung import Sung


def sung(verses: Sequence[Verse], frames: int) -> NDArray[np.float32]:
    """(frames,) of all lines at 44.1 kHz."""
    phrases = [
        Phrase(phonemes_of(verse.text), tuple(Tone(*note) for note in verse.notes), seed)
        for seed, verse in enumerate(verses)
    ]
    return np.asarray(Sung(phrases).block(frames).mean(1), np.float32)

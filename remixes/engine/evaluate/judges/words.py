"""Which of a few known lines a recording says, by pocketsphinx; an easy exam for a listener.

The recogniser may answer only with one of the lines. It was made for speech, so that singing it can
follow is singing whose words are there.
"""

import re
from collections.abc import Sequence

import numpy as np
import soxr
from numpy.typing import NDArray

_RATE = 16_000
_LOUD = 0.5


class Listener:
    """Recognises one of a closed set of lines."""

    def __init__(self, lines: Sequence[str]) -> None:
        from pocketsphinx import Decoder  # 0.3 s of models that only this figure needs

        self._plain = [_plain(line) for line in lines]
        self._decoder = Decoder(samprate=_RATE, lm=None, loglevel="FATAL")
        missing = {w for line in self._plain for w in line.split() if not self._knows(w)}
        if missing:
            raise ValueError(f"The recogniser has no pronunciation for {sorted(missing)}.")
        rules = " | ".join(self._plain)
        self._decoder.add_jsgf_string("lines", f"#JSGF V1.0; grammar g; public <line> = {rules};")
        self._decoder.activate_search("lines")

    def heard(self, mono: NDArray[np.float32], rate: int) -> int | None:
        """The number of the line that (samples,) says; None when it understands nothing."""
        sound = soxr.resample(mono, rate, _RATE)
        sound = sound * (_LOUD / (np.abs(sound).max() + 1e-9))
        self._decoder.start_utt()
        self._decoder.process_raw((sound * 32767).astype("<i2").tobytes(), full_utt=True)
        self._decoder.end_utt()
        guess = self._decoder.hyp()
        said = guess.hypstr if guess else ""
        return self._plain.index(said) if said in self._plain else None

    def _knows(self, word: str) -> bool:
        return bool(self._decoder.lookup_word(word))


def _plain(line: str) -> str:
    return " ".join(re.findall(r"[a-z']+", line.lower()))

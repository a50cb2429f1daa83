"""How a text sounds: phonemes from the voice's own dictionary, and the syllables in them.

Syllable counts and stress come from here, never from spelling. It loads no neural network unless a
word is in no dictionary.
"""

# ruff: noqa: RUF001 - the alphabet of phonemes has letters that look like others

import gc
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

VOWELS = frozenset("AIOQWYaeiouæɑɐɒɔəɚɛɜɪʊʌᵊᵻɨ")
MARKS = frozenset("ˈˌː")
PAUSES = frozenset(';:,.!?—…"()“” ')
WORDLESS = (("ˈu", "ˈu", "ˈO"), ("lˈɑ", "lˈɑ", "lˈɑ"), ("ˈɑ", "ˈO", "ˈu"), ("nˈɑ", "nˈɑ", "hˈA"))
"""What people sing without words: the first three syllables, the last of which goes on."""
_LONG = frozenset("AIOQWYiuɑɔɜ")
_QUOTES = re.compile(r'["“”()]')
_CONSONANT_S = 0.062
_VOWEL_S = 0.085
_LONG_VOWEL_S = 0.115


@dataclass(frozen=True)
class Syllable:
    """Where it lies in the phonemes [start, stop), its vowel, and how it wants to be sung."""

    start: int
    vowel: int
    stop: int
    stress: float
    """1 for primary, 0.5 for secondary, 0 for none."""
    begins_word: bool
    shortest_s: float
    """How long its vowel and what follows up to the next vowel take at a fast, clear pace."""


@lru_cache(4096)
def phonemes_of(text: str) -> str:
    """The text in the voice's alphabet, words separated by spaces; "" if nothing can be said."""
    said = _QUOTES.sub("", _reader()(text))
    return " ".join(said.split())


def is_known(word: str) -> bool:
    """The dictionary has the word, so that it need not be guessed from its letters."""
    return word in _reader().lexicon.golds


@lru_cache(4096)
def syllables_in(phonemes: str) -> tuple[Syllable, ...]:
    """One syllable per vowel; the last consonant between two vowels belongs to the second."""
    vowels = [i for i, sign in enumerate(phonemes) if sign in VOWELS]
    edges: list[int | None] = [*vowels[1:], None][: len(vowels)]
    found: list[Syllable] = []
    start = 0
    for vowel, after in zip(vowels, edges, strict=True):
        stop = len(phonemes) if after is None else _cut(phonemes, vowel, after)
        head = phonemes[start:vowel]
        reach = phonemes[vowel + 1 : len(phonemes) if after is None else after]
        found.append(
            Syllable(
                start,
                vowel,
                stop,
                1.0 if "ˈ" in head else 0.5 if "ˌ" in head else 0.0,
                start == 0 or phonemes[start - 1] == " ",
                _shortest(phonemes[vowel], reach),
            )
        )
        start = stop
    return tuple(found)


def _cut(phonemes: str, vowel: int, after: int) -> int:
    """Where the next syllable begins: at the word, else at the last consonant with its stress."""
    between = range(vowel + 1, after)
    spaces = [i for i in between if phonemes[i] == " "]
    if spaces:
        return spaces[0] + 1
    consonants = [i for i in between if phonemes[i] not in MARKS]
    cut = consonants[-1] if consonants else vowel + 1
    while cut - 1 > vowel and phonemes[cut - 1] in MARKS:
        cut -= 1
    return cut


def _shortest(vowel: str, reach: str) -> float:
    consonants = sum(sign not in MARKS and sign not in PAUSES for sign in reach)
    return (_LONG_VOWEL_S if vowel in _LONG else _VOWEL_S) + _CONSONANT_S * consonants


@cache
def _reader() -> Any:
    """The grapheme-to-phoneme rules of hibari-tts, loaded once per process."""
    from hibari.g2p import G2P  # type: ignore[import-untyped]  # 0.5 s of dictionaries

    # A million small objects come at once; looking for cycles among them doubles the time.
    was_on = gc.isenabled()
    gc.disable()
    try:
        return G2P()
    finally:
        if was_on:
            gc.enable()

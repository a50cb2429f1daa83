"""Lines of lyrics as what one breath holds: phonemes, and who sings which syllable."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from remixes.engine.music.lyrics import Line, Said
from remixes.engine.music.voice.phonemes import Syllable, phonemes_of, syllables_in
from remixes.engine.music.voice.words import readable

MOST = 14
"""Syllables that one breath holds at ease."""
_CLAUSE = re.compile(r"(?<=[,;:.!?\u2026\u2014])\s+")


@dataclass(frozen=True)
class Breath:
    """Phonemes with at least one syllable; `is_backing` has an entry per syllable."""

    phonemes: str
    is_backing: tuple[bool, ...]

    @property
    def syllables(self) -> tuple[Syllable, ...]:
        """In order."""
        return syllables_in(self.phonemes)


def breaths_of(line: Line) -> tuple[Breath, ...]:
    """The breaths of a line, as often as it is sung; none for a tag or a line without words."""
    pieces = [piece for said in line.said for piece in _pieces(said)]
    return tuple(_breath(group) for group in _grouped(pieces)) * line.times


def _pieces(said: Said) -> Iterator[tuple[str, bool]]:
    """(phonemes, is backing) of what may not be parted: clauses, or fewer words if too long."""
    for clause in _CLAUSE.split(readable(said.text)):
        for words in _halved(clause.split()):
            phonemes = phonemes_of(" ".join(words))
            if syllables_in(phonemes):
                yield phonemes, said.is_backing


def _halved(words: Sequence[str]) -> list[Sequence[str]]:
    """Words in runs that one breath holds."""
    if len(words) < 2 or len(syllables_in(phonemes_of(" ".join(words)))) <= MOST:
        return [words]
    half = len(words) // 2
    return [*_halved(words[:half]), *_halved(words[half:])]


def _grouped(pieces: Sequence[tuple[str, bool]]) -> list[list[tuple[str, bool]]]:
    """As many pieces to a breath as it holds."""
    groups: list[list[tuple[str, bool]]] = []
    count = 0
    for piece in pieces:
        own = len(syllables_in(piece[0]))
        if not groups or count + own > MOST:
            groups.append([])
            count = 0
        groups[-1].append(piece)
        count += own
    return groups


def _breath(group: Sequence[tuple[str, bool]]) -> Breath:
    backing = [back for phonemes, back in group for _ in syllables_in(phonemes)]
    return Breath(" ".join(phonemes for phonemes, _ in group), tuple(backing))

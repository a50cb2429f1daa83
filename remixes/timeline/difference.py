"""Word by word: what was asked for against what is sung, or one version against another.

The longest common runs of words (Ratcliff and Obershelp's gestalt matching, as in difflib) are the
same, or in very repetitive songs a longest common subsequence; case and punctuation make no
difference, tags such as [Chorus] take no part.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from remixes.remote.lyrics import is_section
from remixes.timeline.subsequence import Stretch, stretches

SAME, MISSING, ADDED, CHANGED = "same", "missing", "added", "changed"
WORDS_LIMIT = 6_000
_MEETINGS_LIMIT = 50_000
_KEPT = re.compile(r"[^\w']+")


@dataclass(frozen=True)
class Run:
    """A run of words that are the same, or differ in one way. `before` was asked for."""

    kind: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """All runs in order, and the share of the words asked for that are there, 0..1."""

    runs: tuple[Run, ...]
    kept: float

    @property
    def is_same(self) -> bool:
        return all(run.kind == SAME for run in self.runs)


def difference(before: Iterable[str], after: Iterable[str]) -> Difference:
    """Compare two texts, each given as lines."""
    old, new = list(sung_words(before)), list(sung_words(after))
    runs = []
    same = 0
    for is_same, i, j, k, m in _stretches(_bare(old), _bare(new)):
        kind = SAME if is_same else _kind(old[i:j], new[k:m])
        same += j - i if is_same else 0
        runs.append(Run(kind, " ".join(old[i:j]), " ".join(new[k:m])))
    return Difference(tuple(runs), same / len(old) if old else 1.0)


def _stretches(old: list[str], new: list[str]) -> list[Stretch]:
    """Long runs read best, but searching them takes cubic time where a song sings "la la la"."""
    often = Counter(new)
    if sum(often[word] for word in old) > _MEETINGS_LIMIT:
        return stretches(old, new)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [(tag == "equal", *places) for tag, *places in matcher.get_opcodes()]  # type: ignore[misc]


def _kind(before: list[str], after: list[str]) -> str:
    if before and after:
        return CHANGED
    return MISSING if before else ADDED


def sung_words(lines: Iterable[str]) -> Iterator[str]:
    """The words that are sung, at most a sane number of them."""
    count = 0
    for line in lines:
        if is_section(line.strip()):
            continue
        for word in line.split():
            if not _bare([word])[0]:
                continue
            count += 1
            if count > WORDS_LIMIT:
                return
            yield word


def _bare(words: Iterable[str]) -> list[str]:
    return [_KEPT.sub("", word.casefold().replace("\u2019", "'")).strip("'") for word in words]

"""What two sequences have in common in the same order, in time that repetition cannot stretch.

The bit-parallel longest common subsequence of Hyyrö ("Bit-parallel LCS-length computation
revisited", 2004): a whole row of the table is one number. Where a song sings "la la la" difflib
takes cubic time: a minute for two thousand words.
"""

from collections import defaultdict
from collections.abc import Hashable, Sequence

Stretch = tuple[bool, int, int, int, int]
"""Whether both are the same here, where in the first, where in the second; ends not included."""


def stretches(first: Sequence[Hashable], second: Sequence[Hashable]) -> list[Stretch]:
    """Both sequences from start to end, as stretches that are the same and that differ."""
    found: list[Stretch] = []
    i = k = 0
    for a, b in shared(first, second):
        if found and (i, k) == (a, b):
            _, start, _, begin, _ = found.pop()
        else:
            start, begin = a, b
            found += _between(i, a, k, b)
        i, k = a + 1, b + 1
        found.append((True, start, i, begin, k))
    return [*found, *_between(i, len(first), k, len(second))]


def _between(i: int, a: int, k: int, b: int) -> list[Stretch]:
    return [(False, i, a, k, b)] if i < a or k < b else []


def shared(first: Sequence[Hashable], second: Sequence[Hashable]) -> list[tuple[int, int]]:
    """The places of a longest common subsequence, in order."""
    rows = _rows(first, second)
    pairs = []
    i, k = len(first), len(second)
    while i and k:
        if rows[k] >> (i - 1) & 1:  # nothing is gained by this word of the first
            i -= 1
        elif not rows[k - 1] >> (i - 1) & 1:  # nor by this one of the second
            k -= 1
        else:
            i, k = i - 1, k - 1
            pairs.append((i, k))
    return pairs[::-1]


def _rows(first: Sequence[Hashable], second: Sequence[Hashable]) -> list[int]:
    """For each beginning of `second` a number whose bits are 0 where one more word of `first`
    makes the common subsequence longer."""
    places: defaultdict[Hashable, int] = defaultdict(int)
    for place, word in enumerate(first):
        places[word] |= 1 << place
    all_ones = (1 << len(first)) - 1
    rows = [all_ones]
    for word in second:
        row = rows[-1]
        hits = row & places[word]
        rows.append((row + hits | row - hits) & all_ones)
    return rows

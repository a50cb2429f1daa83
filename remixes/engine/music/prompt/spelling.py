"""Slips of the keyboard in words that the lexicon knows; real English words are never corrected."""

from functools import cache

from remixes.engine.music.prompt.lexicon import lexicon

_SHORTEST = 4
_LONG = 8


def meant(joined: str, parts: int) -> str:
    """The one entry within a slip (two in words of eight letters or more), "" for none."""
    if not (_SHORTEST <= len(joined) <= 24 and joined.isascii() and joined.isalpha()):
        return ""
    most = 2 if len(joined) >= _LONG and parts == 1 else 1
    found = [
        (distance, abs(len(word) - len(joined)), word)
        for word in _candidates(joined[0], parts)
        if abs(len(word) - len(joined)) <= most and (distance := slips(joined, word, most)) <= most
    ]
    return min(found)[2] if found else ""


@cache
def _candidates(first: str, parts: int) -> tuple[str, ...]:
    """Entries with the same first letter that may be written as so many words."""
    return tuple(
        word
        for word, entry in lexicon().items()
        if word[0] == first
        and len(word) >= _SHORTEST
        and (parts == 1 or entry.parts == parts)
        and not any(m.kind in {"op", "absent", "hints", "artists"} for m in entry.meanings)
    )


def slips(one: str, other: str, most: int) -> int:
    """Letters wrong, missing, added or swapped with a neighbour; `most` + 1 when more than that.

    F. Damerau: A technique for computer detection and correction of spelling errors (1964).
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(row[-1] + 1, before[j] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]

"""A difference laid out in lines as people read lyrics: what stays, what is missing, what came."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest

from remixes.remote.lyrics import is_section
from remixes.timeline.difference import ADDED, MISSING, SAME, Difference, sung_words


@dataclass(frozen=True)
class Piece:
    """Words in a row of one kind: same, missing or added."""

    kind: str
    text: str


@dataclass(frozen=True)
class ComparedLine:
    """One line of either text or of both; `title` is a tag such as Chorus above it."""

    pieces: tuple[Piece, ...]
    title: str = ""

    @property
    def is_same(self) -> bool:
        return all(piece.kind == SAME for piece in self.pieces)


@dataclass(frozen=True)
class _Spoken:
    """A word with the places of its line in the text before and after; -1 where it is not."""

    kind: str
    text: str
    before: int
    after: int
    is_swap: bool = False


def by_line(
    found: Difference, before: Sequence[str], after: Sequence[str]
) -> tuple[ComparedLine, ...]:
    """`found` is the difference of `before` and `after`, both as lines."""
    titles = _titles(after)
    lines: list[tuple[str, list[_Spoken]]] = []
    here = (-1, -1)
    for word in _spoken(found, before, after):
        if _begins_line(word, here) or not lines:
            lines.append((titles.pop(word.after, ""), []))
        lines[-1][1].append(word)
        here = (max(here[0], word.before), max(here[1], word.after))
    return tuple(ComparedLine(_pieces(words), title) for title, words in lines)


def _begins_line(word: _Spoken, here: tuple[int, int]) -> bool:
    """What replaces a word stands right behind it, in whatever line that was."""
    if word.kind == MISSING:
        return word.before > here[0]
    return word.after > here[1] and not word.is_swap


def _spoken(found: Difference, before: Sequence[str], after: Sequence[str]) -> Iterator[_Spoken]:
    olds, news = _places(before), _places(after)
    for run in found.runs:
        if run.kind == SAME:
            for text in run.after.split():
                yield _Spoken(SAME, text, next(olds, -1), next(news, -1))
            continue
        missing = [_Spoken(MISSING, text, next(olds, -1), -1) for text in run.before.split()]
        added = [_Spoken(ADDED, text, -1, next(news, -1)) for text in run.after.split()]
        yield from _side_by_side(missing, added)


def _side_by_side(missing: list[_Spoken], added: list[_Spoken]) -> Iterator[_Spoken]:
    """Line by line: what came first, behind what it came for."""
    old_lines = [list(words) for _, words in groupby(missing, key=lambda word: word.before)]
    new_lines = [list(words) for _, words in groupby(added, key=lambda word: word.after)]
    nothing: list[_Spoken] = []
    for old, new in zip_longest(old_lines, new_lines, fillvalue=nothing):
        yield from old
        if old and new:
            yield replace(new[0], is_swap=True)
            new = new[1:]
        yield from new


def _places(lines: Sequence[str]) -> Iterator[int]:
    """For every word that is sung, the place of its line."""
    for place, line in enumerate(lines):
        for _ in sung_words([line]):
            yield place


def _titles(lines: Sequence[str]) -> dict[int, str]:
    """The tag right above a line, by the place of that line."""
    found, title = {}, ""
    for place, line in enumerate(lines):
        if is_section(line.strip()):
            title = line.strip().strip("[] ")
        elif title and any(sung_words([line])):
            found[place], title = title, ""
    return found


def _pieces(words: Sequence[_Spoken]) -> tuple[Piece, ...]:
    groups = groupby(words, key=lambda word: word.kind)
    return tuple(Piece(kind, " ".join(word.text for word in group)) for kind, group in groups)

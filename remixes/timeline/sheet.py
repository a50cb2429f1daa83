"""A timeline with its title, and the lines as a file can say them: in order, one at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from remixes.remote.lyrics import Line, blocks


@dataclass(frozen=True)
class Sheet:
    """What a lyric file holds. `duration_ms` is that of the audio, None when unknown."""

    lines: tuple[Line, ...]
    title: str = ""
    artist: str = ""
    duration_ms: int | None = None


def settled(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines as they are shown: none longer than until the next one, all with an end.

    Most formats can say nothing else, and a line is one row. Tags have no length of their own.
    """
    lit = iter([line for block in blocks(lines) for line in block.lines])
    return tuple(
        replace(_in_one_row(line), end_ms=line.start_ms)
        if line.is_section
        else replace(_in_one_row(line), end_ms=max(line.start_ms, next(lit).lit_until_ms))
        for line in lines
    )


def _in_one_row(line: Line) -> Line:
    """A service may send a line that breaks; in a file, what follows would be something else."""
    return replace(
        line,
        text=flat(line.text),
        words=tuple(replace(word, text=flat(word.text)) for word in line.words),
    )


def flat(text: str) -> str:
    return " ".join(text.split())

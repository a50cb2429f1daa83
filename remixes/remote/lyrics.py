"""The lyric timeline: read from whatever a service sends, and laid out for a page to follow.

Pure functions; knows nothing of audio files, models or pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from remixes.remote import reading
from remixes.remote.errors import Unreadable

LINES_LIMIT = 5_000
LINE_LENGTH_LIMIT = 1_000
LAST_MS = 24 * 60 * 60 * 1000
UNTIMED_LIT_MS = 4_000
"""How long a line without a length of its own stays lit when nothing follows it."""

_SECTION = re.compile(r"\[[^\[\]]+\]")
_NESTED_STRINGS = 3
_NEVER = 2 * LAST_MS


@dataclass(frozen=True)
class Word:
    """One word of a line and when it begins, in milliseconds from the start of the audio."""

    text: str
    start_ms: int


@dataclass(frozen=True)
class Line:
    """One entry of a timeline; times in milliseconds from the start of the audio.

    `words` together spell `text`, or there are none, because nobody knows their times.
    """

    text: str
    start_ms: int
    end_ms: int
    is_section: bool
    words: tuple[Word, ...] = ()


@dataclass(frozen=True)
class LitLine:
    """A sung line and when to light it: from `lit_from_ms` up to, not including, `lit_until_ms`."""

    text: str
    start_ms: int
    end_ms: int
    lit_from_ms: int
    lit_until_ms: int


@dataclass(frozen=True)
class Block:
    """A section with its lines. `title` is the tag without brackets, "" before the first tag."""

    title: str
    start_ms: int
    end_ms: int
    lines: tuple[LitLine, ...]


def read_timeline(value: object) -> tuple[Line, ...] | None:
    """Lines in order of time from a `lyrics_timestamped` value: a list, or one inside a string.

    None where the value says nothing (missing, null, "", broken); an empty list gives ().
    Sorted by start, then index, because indexes have gaps and are no positions.
    """
    items = _unwrapped(value)
    if not isinstance(items, list):
        return None
    found = [
        entry for place, item in enumerate(items[:LINES_LIMIT]) if (entry := _entry(item, place))
    ]
    found.sort(key=lambda entry: (entry[1].start_ms, entry[0]))
    return tuple(line for _, line in found) if found or not items else None


def as_rows(timeline: Iterable[Line]) -> list[dict[str, object]]:
    """The timeline as plain dicts (text, start_ms, end_ms, is_section), fit for a JSON column.

    Lines whose words have times also have `words`: a list of {text, start_ms}.
    """
    return [_as_row(line) for line in timeline]


def _as_row(line: Line) -> dict[str, object]:
    row: dict[str, object] = {
        "text": line.text,
        "start_ms": line.start_ms,
        "end_ms": line.end_ms,
        "is_section": line.is_section,
    }
    if line.words:
        row["words"] = [{"text": word.text, "start_ms": word.start_ms} for word in line.words]
    return row


def from_rows(rows: object) -> tuple[Line, ...]:
    """The reverse of `as_rows`; rows that are no lines are left out."""
    return read_timeline(rows) or ()


def blocks(timeline: Sequence[Line]) -> tuple[Block, ...]:
    """Sections as blocks in order of time, each sung line with the interval in which it is lit.

    At most one line is lit at any moment, and none after the last one is over.
    """
    lit = _lit_lines(timeline)
    groups: list[tuple[Line | None, list[LitLine]]] = []
    for line in timeline:
        if line.is_section:
            groups.append((line, []))
            continue
        if not groups:
            groups.append((None, []))
        groups[-1][1].append(next(lit))
    drawn = [_block(tag, lines) for tag, lines in groups]
    for place, (before, after) in enumerate(pairwise(drawn)):
        drawn[place] = replace(before, end_ms=min(before.end_ms, after.start_ms))
    return tuple(drawn)


def _unwrapped(value: object) -> object:
    for _ in range(_NESTED_STRINGS):
        if not isinstance(value, str):
            break
        try:
            value = reading.parse(value[: reading.BODY_LIMIT])
        except Unreadable:
            return None
    return value


def _entry(item: object, place: int) -> tuple[float, Line] | None:
    if not isinstance(item, dict):
        return None
    words = reading.text(item.get("text"), LINE_LENGTH_LIMIT)
    start = _milliseconds(item.get("start", item.get("start_ms")))
    if not words or start is None:
        return None
    end = _milliseconds(item.get("end", item.get("end_ms")))
    index = reading.number(item.get("index"))
    line = Line(
        text=words,
        start_ms=start,
        end_ms=start if end is None else end,
        is_section=is_section(words),
        words=_words(item.get("words"), words),
    )
    return (place if index is None else index), line


def is_section(text: str) -> bool:
    """Whether a line is a tag like [Chorus], which nobody sings."""
    return _SECTION.fullmatch(text) is not None


def _words(value: object, text: str) -> tuple[Word, ...]:
    """Words with times, if they spell the line and run forward; else none are known."""
    found = []
    for item in value if isinstance(value, list) else ():
        start = _milliseconds(item.get("start_ms")) if isinstance(item, dict) else None
        if start is None or not isinstance(item.get("text"), str):
            return ()
        found.append(Word(item["text"], start))
    spells = " ".join(word.text for word in found) == text
    runs = all(one.start_ms <= two.start_ms for one, two in pairwise(found))
    return tuple(found) if spells and runs else ()


def _milliseconds(value: object) -> int | None:
    found = reading.number(value)
    if found is None or found > LAST_MS:
        return None
    return max(0, round(found))


def _lit_lines(timeline: Sequence[Line]) -> Iterator[LitLine]:
    nexts = _following_starts(timeline)
    for line, (next_sung, next_entry) in zip(timeline, nexts, strict=True):
        if line.is_section:
            continue
        until = line.end_ms
        if until <= line.start_ms:
            until = min(line.start_ms + UNTIMED_LIT_MS, next_entry)
        yield LitLine(
            text=line.text,
            start_ms=line.start_ms,
            end_ms=line.end_ms,
            lit_from_ms=line.start_ms,
            lit_until_ms=min(until, next_sung),
        )


def _following_starts(timeline: Sequence[Line]) -> list[tuple[int, int]]:
    """For each line: when the next sung line starts, and when the next later entry starts."""
    next_sung, later, start = _NEVER, _NEVER, _NEVER
    nexts: list[tuple[int, int]] = []
    for line in reversed(timeline):
        if line.start_ms < start:
            later, start = start, line.start_ms
        nexts.append((next_sung, later))
        if not line.is_section:
            next_sung = line.start_ms
    return nexts[::-1]


def _block(tag: Line | None, lines: list[LitLine]) -> Block:
    ends = [max(line.end_ms, line.lit_until_ms) for line in lines]
    if tag is None:
        return Block("", lines[0].start_ms, max(ends), tuple(lines))
    return Block(
        tag.text.strip("[] "), tag.start_ms, max([tag.start_ms, tag.end_ms, *ends]), tuple(lines)
    )

"""LRC, the format of lyric displays, with words where their times are known (enhanced LRC).

A stamp without text ends the line before it. Tags such as [Chorus] are text to other programs.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from remixes.remote.lyrics import LINES_LIMIT, Line, Word, is_section
from remixes.timeline import clock
from remixes.timeline.sheet import Sheet, flat, settled

_STAMPS = re.compile(r"((?:\[\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?\])+)(.*)")
_STAMP = re.compile(r"\[([\d:.]+)\]")
_TAG = re.compile(r"\[([a-zA-Z#]+):(.*)\]")
_WORD = re.compile(r"<(\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?)>")
_ENTRIES_LIMIT = 2 * LINES_LIMIT + 1
_STAMPS_LENGTH = 20_000
_LAST_LINE_MS = 4_000
"""How long a last line without an end is shown."""


def write(sheet: Sheet) -> str:
    """The sheet as LRC."""
    lines = settled(sheet.lines)
    out = [f"[{tag}:{value}]" for tag, value in _tags(sheet) if value]
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        out.append(f"[{clock.minutes(line.start_ms)}]{_body(line)}")
        is_followed = after is not None and after.start_ms <= line.end_ms
        if not line.is_section and not is_followed:
            out.append(f"[{clock.minutes(line.end_ms)}]")
    return "\n".join(out) + "\n"


def read(text: str) -> Sheet:
    """What an LRC file says; lines in order of time. Shifts everything by its `offset` tag."""
    tags: dict[str, str] = {}
    entries: list[tuple[int, str]] = []
    for raw in text.splitlines():
        if found := _STAMPS.fullmatch(raw.strip()):
            stamps = _STAMP.findall(found[1][:_STAMPS_LENGTH])
            entries += [(at, found[2].strip()) for s in stamps if (at := clock.read(s)) is not None]
        elif tag := _TAG.fullmatch(raw.strip()):
            tags[tag[1].lower()] = tag[2].strip()
        if len(entries) > _ENTRIES_LIMIT:
            break  # too many for a song, which is said of the lines that are there by now
    offset = _offset(tags.get("offset", ""))
    entries.sort(key=lambda entry: entry[0])
    lines = tuple(_moved(line, -offset) for line in _lines(entries))
    return Sheet(lines, tags.get("ti", ""), tags.get("ar", ""), clock.read(tags.get("length", "")))


def _tags(sheet: Sheet) -> tuple[tuple[str, str], ...]:
    length = "" if sheet.duration_ms is None else clock.minutes(sheet.duration_ms)
    return ("ti", flat(sheet.title)), ("ar", flat(sheet.artist)), ("length", length)


def _body(line: Line) -> str:
    if not line.words:
        return line.text
    return " ".join(f"<{clock.minutes(word.start_ms)}>{word.text}" for word in line.words)


def _offset(text: str) -> int:
    """A positive offset means that the lines come earlier; nonsense means none."""
    try:
        return int(text)
    except ValueError:
        return 0


def _lines(entries: Sequence[tuple[int, str]]) -> list[Line]:
    """Stamped texts as lines that last until the next stamp."""
    last = entries[-1][0] + _LAST_LINE_MS if entries else 0
    lines = []
    for (start, body), (end, _) in pairwise([*entries, (last, "")]):
        text, words = _worded(body)
        if not text:
            continue
        tag = is_section(text)
        lines.append(Line(text, start, start if tag else end, tag, words))
    return lines


def _worded(body: str) -> tuple[str, tuple[Word, ...]]:
    """The text of a line and its words, if every one has a time."""
    pieces = _WORD.split(body)
    if len(pieces) == 1 or pieces[0].strip():
        return flat(_WORD.sub("", body)), ()
    words = []
    for stamp, text in zip(pieces[1::2], pieces[2::2], strict=True):
        at = clock.read(stamp)
        if at is not None and text.strip():
            words.append(Word(flat(text), at))
    return " ".join(word.text for word in words), tuple(words)


def _moved(line: Line, by_ms: int) -> Line:
    return replace(
        line,
        start_ms=max(0, line.start_ms + by_ms),
        end_ms=max(0, line.end_ms + by_ms),
        words=tuple(Word(w.text, max(0, w.start_ms + by_ms)) for w in line.words),
    )

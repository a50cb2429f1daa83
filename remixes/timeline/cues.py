"""WebVTT and SubRip: numbered cues with a start and an end.

WebVTT knows comments, so tags such as [Chorus] are notes there; SubRip shows them for no time.
"""

import html
import re
from collections.abc import Iterator

from remixes.remote.lyrics import Line, Word, is_section
from remixes.timeline import clock
from remixes.timeline.sheet import Sheet, flat, settled

_SHORTEST_MS = 1
_ARROW = re.compile(r"^\s*([\d:.,]+)\s+-->\s+([\d:.,]+)(?:\s.*)?$")
_NOTE = re.compile(r"^NOTE ([\d:.]+) (\[[^\[\]]+\])$")
_INNER = re.compile(r"<(\d{1,3}:\d{1,2}:\d{1,2}\.\d{3})>")
# Each kind ends where the next begins: a megabyte of open brackets must not be read once for each.
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|\{\\[^{}]*\}")


def write_vtt(sheet: Sheet) -> str:
    """The sheet as WebVTT (W3C)."""
    out = ["WEBVTT" + (f" - {flat(sheet.title)}" if sheet.title else "")]
    number = 0
    for line in settled(sheet.lines):
        if line.is_section:
            out.append(f"NOTE {clock.hours(line.start_ms, '.')} {line.text}")
            continue
        number += 1
        end = max(line.end_ms, line.start_ms + _SHORTEST_MS)
        times = f"{clock.hours(line.start_ms, '.')} --> {clock.hours(end, '.')}"
        out.append(f"{number}\n{times}\n{_vtt_body(line)}")
    return "\n\n".join(out) + "\n"


def write_srt(sheet: Sheet) -> str:
    """The sheet as SubRip."""
    cues = [
        f"{number}\n{clock.hours(line.start_ms, ',')} --> {clock.hours(line.end_ms, ',')}\n"
        f"{line.text}\n"
        for number, line in enumerate(settled(sheet.lines), start=1)
    ]
    return "\n".join(cues)


def read_vtt(text: str) -> Sheet:
    """What a WebVTT file says; several lines of a cue become one."""
    first = text.lstrip("\ufeff").partition("\n")[0].strip()
    title = first.removeprefix("WEBVTT").strip(" -\t")
    return Sheet(tuple(_vtt_lines(text)), title=title)


def read_srt(text: str) -> Sheet:
    """What a SubRip file says; several lines of a cue become one."""
    lines = []
    for start, end, body in _cues(text):
        words = flat(_MARKUP.sub("", body))
        if words:
            lines.append(Line(words, start, end, is_section(words)))
    return Sheet(tuple(_in_order(lines)))


def _vtt_lines(text: str) -> list[Line]:
    notes = [_NOTE.match(row.strip()) for row in text.splitlines()]
    lines = [
        Line(found[2], at, at, is_section=True)
        for found in notes
        if found and (at := clock.read(found[1])) is not None
    ]
    for start, end, body in _cues(text):
        pieces = _INNER.split(_MARKUP.sub("", body))
        words = _inner_words(start, pieces)
        spoken = flat(html.unescape("".join(pieces[0::2])))
        if spoken:
            tag = is_section(spoken)
            lines.append(Line(spoken, start, start if tag else end, tag, words))
    return _in_order(lines)


def _in_order(lines: list[Line]) -> list[Line]:
    """By start; of two at once a tag comes first."""
    return sorted(lines, key=lambda line: (line.start_ms, not line.is_section))


def _inner_words(start: int, pieces: list[str]) -> tuple[Word, ...]:
    """Words from stamps inside a cue, whose first word begins with the cue."""
    if len(pieces) == 1:
        return ()
    found = [Word(flat(html.unescape(pieces[0])), start)]
    for stamp, text in zip(pieces[1::2], pieces[2::2], strict=True):
        found.append(Word(flat(html.unescape(text)), clock.read(stamp) or 0))
    return tuple(word for word in found if word.text)


def _vtt_body(line: Line) -> str:
    if not line.words:
        return html.escape(line.text, quote=False)
    first, *later = ((word, html.escape(word.text, quote=False)) for word in line.words)
    # A stamp has to lie inside the cue, so the first word begins with it.
    return " ".join([first[1], *(f"<{clock.hours(w.start_ms, '.')}>{text}" for w, text in later)])


def _cues(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, text) of each block that has an arrow."""
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        rows = block.strip("\ufeff\n ").split("\n")
        for place, row in enumerate(rows[:2]):
            found = _ARROW.match(row)
            if not found:
                continue
            start, end = clock.read(found[1]), clock.read(found[2])
            if start is not None and end is not None:
                yield start, max(start, end), " ".join(rows[place + 1 :])
            break

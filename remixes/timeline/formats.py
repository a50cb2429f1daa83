"""The lyric formats by file extension, and reading a file whatever its name says."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from remixes.remote.lyrics import LAST_MS, LINE_LENGTH_LIMIT, LINES_LIMIT
from remixes.remote.reading import clean
from remixes.timeline import cues, lrc, plain
from remixes.timeline.sheet import Sheet
from remixes.timeline.unreadable import BadTimeline

__all__ = ["FORMATS", "Format", "Sheet", "read_any"]


@dataclass(frozen=True)
class Format:
    """One file format. `read` raises BadTimeline."""

    extension: str
    label: str
    mime: str
    write: Callable[[Sheet], str]
    read: Callable[[str], Sheet]


FORMATS = {
    one.extension: one
    for one in (
        Format("lrc", "LRC", "application/x-lrc", lrc.write, lrc.read),
        Format("vtt", "WebVTT", "text/vtt", cues.write_vtt, cues.read_vtt),
        Format("srt", "SubRip", "application/x-subrip", cues.write_srt, cues.read_srt),
        Format("txt", "Text", "text/plain", plain.write_text, plain.read_text),
        Format("json", "JSON", "application/json", plain.write_json, plain.read_json),
    )
}


def read_any(text: str) -> Sheet:
    """The timeline in a file of any of these formats, told apart by content.

    Raises BadTimeline for one that holds no line or more than is sane.
    """
    text = clean(text)
    sheet = FORMATS[_kind(text)].read(text)
    if not sheet.lines:
        raise BadTimeline("There is no line of lyrics in this file.")
    if len(sheet.lines) > LINES_LIMIT:
        raise BadTimeline(f"This file has more than {LINES_LIMIT} lines.")
    if any(len(line.text) > LINE_LENGTH_LIMIT for line in sheet.lines):
        raise BadTimeline(f"A line in this file is longer than {LINE_LENGTH_LIMIT} characters.")
    if any(line.end_ms > LAST_MS for line in sheet.lines):
        raise BadTimeline("A line in this file comes later than 24 hours.")
    return sheet


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _kind(text: str) -> str:
    head = text.lstrip("\ufeff \t\r\n")
    if head.startswith("WEBVTT"):
        return "vtt"
    if head.startswith("{") or (head.startswith("[") and _is_json(head)):
        return "json"
    if "-->" in text and cues.read_srt(text).lines:
        return "srt"
    return "lrc" if lrc.read(text).lines else "txt"

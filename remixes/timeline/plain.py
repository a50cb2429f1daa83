"""Words without times, and everything as JSON."""

import json

from remixes.remote.lyrics import Line, as_rows, from_rows, is_section
from remixes.timeline.sheet import Sheet, flat
from remixes.timeline.unreadable import BadTimeline


def write_text(sheet: Sheet) -> str:
    """The words alone, an empty line before each section."""
    out: list[str] = []
    for line in sheet.lines:
        if line.is_section and out:
            out.append("")
        out.append(flat(line.text))
    return "\n".join(out) + "\n"


def read_text(text: str) -> Sheet:
    """Lines without times: all at 0, to be tapped along."""
    rows = (flat(row) for row in text.splitlines())
    return Sheet(tuple(Line(row, 0, 0, is_section(row)) for row in rows if row))


def write_json(sheet: Sheet) -> str:
    """Everything that is known, times in milliseconds."""
    body = {
        "title": sheet.title,
        "artist": sheet.artist,
        "duration_ms": sheet.duration_ms,
        "lines": as_rows(sheet.lines),
    }
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def read_json(text: str) -> Sheet:
    """Our own form, a bare list of lines, or the `lyrics_timestamped` of the Remix API.

    Raises BadTimeline.
    """
    try:
        body = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadTimeline("This is not valid JSON.") from error
    if isinstance(body, list):
        return Sheet(from_rows(body))
    if not isinstance(body, dict):
        raise BadTimeline("This JSON holds no lines; a list of lines was expected.")
    rows = body.get("lines", body.get("lyrics_timestamped"))
    duration = body.get("duration_ms")
    return Sheet(
        from_rows(rows),
        str(body.get("title") or ""),
        str(body.get("artist") or ""),
        duration if isinstance(duration, int) and duration >= 0 else None,
    )

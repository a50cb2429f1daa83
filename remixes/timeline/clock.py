"""Times as lyric files write them, to and from milliseconds."""

import re

_PARTS = re.compile(r"(?:(\d{1,3}):)?(\d{1,4}):(\d{1,2})(?:[.,:](\d{1,3}))?")


def minutes(ms: int) -> str:
    """mm:ss.mmm, as in LRC; three digits, so that nothing is lost."""
    return f"{ms // 60_000:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"


def hours(ms: int, point: str) -> str:
    """hh:mm:ss.mmm with the format's own decimal point."""
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}{point}{ms % 1000:03}"


def read(text: str) -> int | None:
    """Milliseconds of any of these forms, also with one or two decimals; None for anything else."""
    found = _PARTS.fullmatch(text.strip())
    if not found:
        return None
    hour, minute, second, rest = found.groups()
    return (
        int(hour or 0) * 3_600_000
        + int(minute) * 60_000
        + int(second) * 1000
        + int((rest or "0").ljust(3, "0"))
    )

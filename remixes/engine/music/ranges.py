"""Which seconds an INPAINT order means: numbers first, then words, then the middle of the song."""

import re
from dataclasses import dataclass

from remixes.engine.music.analysis.song import Song
from remixes.engine.music.stops import Unrenderable

_BARS = 8
_SHORTEST_S = 0.5
_TIME = r"(\d+:\d{1,2}(?:\.\d+)?|\d+(?:\.\d+)?\s*(?:s\b|sec\b|secs\b|seconds?\b)?)"
_FROM_TO = re.compile(rf"{_TIME}\s*(?:-|\u2013|\u2014|to|until|till|bis)\s*{_TIME}")
_EDGE = re.compile(r"\b(first|last|final)\s+(\d+(?:\.\d+)?)\s*(s\b|sec|second|bar|min)")
_EDGE_WORDS = (
    (re.compile(r"\b(?:intro|beginning|opening|start)\b"), "intro"),
    (re.compile(r"\b(?:outro|ending|the end)\b"), "outro"),
)


@dataclass(frozen=True)
class Range:
    """Seconds; exact as asked for, or on downbeats when the engine chose."""

    start_s: float
    stop_s: float


def choose_range(song: Song, start: float | None, stop: float | None, prompt: str) -> Range:
    """The range to replace. Raises Unrenderable when it does not lie in the song."""
    if start is not None or stop is not None:
        return _checked(song, *_completed(song, start, stop))
    text = prompt.lower()
    named = _clock_times(text)
    if named:
        return _checked(song, *named)
    return _edge(song, text) or _middle(song)


def _completed(song: Song, start: float | None, stop: float | None) -> tuple[float, float]:
    """A missing end is eight bars away from the given one."""
    length = _BARS * song.meter * 60 / song.bpm
    if start is None:
        return max(0.0, (stop or 0.0) - length), stop or 0.0
    return start, stop if stop is not None else min(song.duration_s, start + length)


def _checked(song: Song, start: float, stop: float) -> Range:
    end = song.duration_s
    if start < 0 or stop <= start:
        raise Unrenderable(
            f"The range {_clock(start)} to {_clock(stop)} does not go forward; its end must come "
            "after its start."
        )
    if start > end - _SHORTEST_S:
        raise Unrenderable(
            f"The range starts at {_clock(start)}, but the song ends at {_clock(end)}."
        )
    if min(stop, end) - start < _SHORTEST_S:
        raise Unrenderable("The range is shorter than half a second; choose a longer one.")
    return Range(start, min(stop, end))


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds, 1), 60)
    return f"{int(minutes)}:{rest:04.1f}"


def _clock_times(text: str) -> tuple[float, float] | None:
    for match in _FROM_TO.finditer(text):
        # Bare numbers ("80 to 90") may be anything; one side must look like a time.
        if any(":" in side or re.search(r"\ds|\d\s+s", side) for side in match.groups()):
            return _seconds(match.group(1)), _seconds(match.group(2))
    return None


def _seconds(text: str) -> float:
    if ":" in text:
        minutes, seconds = text.split(":")
        return 60 * int(minutes) + float(seconds)
    return float(re.match(r"[\d.]+", text).group())  # type: ignore[union-attr]


def _edge(song: Song, text: str) -> Range | None:
    end = song.duration_s
    match = _EDGE.search(text)
    if match:
        unit = {"b": song.meter * 60 / song.bpm, "m": 60.0}.get(match.group(3)[0], 1.0)
        length = min(max(_SHORTEST_S, float(match.group(2)) * unit), end)
        return Range(0.0, length) if match.group(1) == "first" else Range(end - length, end)
    for pattern, where in _EDGE_WORDS:
        if pattern.search(text):
            first, last = song.sections[0], song.sections[-1]
            if where == "intro":
                return _on_bars(song, 0, min(first[1], _BARS))
            return _on_bars(song, max(last[0], song.bars - _BARS), song.bars)
    return None


def _middle(song: Song) -> Range:
    """Eight bars, or a third of a short song, from the section start nearest to the middle."""
    length = max(1, min(_BARS, song.bars // 3))
    middle = (song.bars - length) / 2
    starts = [first for first, _ in song.sections if abs(first - middle) <= _BARS]
    start = min(starts, key=lambda bar: abs(bar - middle), default=round(middle))
    start = max(0, min(start, song.bars - length))
    return _on_bars(song, start, start + length)


def _on_bars(song: Song, first: int, stop: int) -> Range:
    start = max(0.0, song.bar_at(first))
    end = song.duration_s if stop >= song.bars else min(song.duration_s, song.bar_at(stop))
    if end - start < _SHORTEST_S:
        return Range(max(0.0, song.duration_s / 3), 2 * song.duration_s / 3)
    return Range(start, end)

"""Which seconds an INPAINT order means: numbers first, then words, then the middle of the song."""

import math
import re
from dataclasses import dataclass, replace

from remixes.analysis.song import Song
from remixes.engine.music.named_parts import named_part
from remixes.engine.music.prompt.part_words import without_eras
from remixes.engine.music.stops import Unrenderable

_BARS = 8
_SHORTEST_S = 0.5
_FINE_S = 2.0
_LEAD_IN_S = 0.012
"""How long before a downbeat the cut lies, so that no attack is cut in half."""
_MOVED_S = 0.25
_UNIT = r"(?:s|secs?|seconds?)\b"
_NUMBER = r"\d{1,5}(?:[.,]\d{1,6})?"
_TIME = rf"((?:\d{{1,2}}:)?\d{{1,3}}:\d{{1,2}}(?:[.,]\d{{1,6}})?|{_NUMBER}\s*{_UNIT}|{_NUMBER})"
_FROM_TO = re.compile(rf"{_TIME}\s*(?:-|\u2013|\u2014|to|until|till|bis|and|und)\s*{_TIME}")
_UP_TO = re.compile(rf"\b(?:until|till|up to|before|bis)\s+{_TIME}")
_FROM = re.compile(rf"\b(?:from|after|at|around|since|ab)\s+{_TIME}")
_EDGE = re.compile(
    r"\b(first|last|final|opening|closing)\s+(?:(\d{1,6}(?:\.\d+)?|[a-z]+(?=\s))\s*)??"
    r"(s\b|secs?\b|seconds?\b|bars?\b|measures?\b|mins?\b|minutes?\b)"
)
_NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "sixteen": 16, "twenty": 20, "thirty": 30,
    "few": 4, "couple": 2, "half": 0.5,
}  # fmt: skip


@dataclass(frozen=True)
class Range:
    """Seconds; a breath before downbeats wherever there are bars to speak of.

    Exact as asked for in sound without a pulse and for less than a bar. `note` says what people
    would not expect of it, "" when nothing.
    """

    start_s: float
    stop_s: float
    note: str = ""

    @property
    def words(self) -> str:
        """For people, e.g. "replaces 0:00 to 0:09 (the song ends at 0:48)"."""
        fine = self.stop_s - self.start_s < _FINE_S
        span = f"replaces {_clock(self.start_s, fine=fine)} to {_clock(self.stop_s, fine=fine)}"
        return f"{span} ({self.note})" if self.note else span


def choose_range(song: Song, start: float | None, stop: float | None, prompt: str) -> Range:
    """The range to replace, in whole milliseconds. Raises Unrenderable if there is no such."""
    found = _found(song, start, stop, prompt)
    last = math.ceil(1000 * found.stop_s - 1e-6) / 1000
    return replace(found, start_s=round(found.start_s, 3), stop_s=last)


def _found(song: Song, start: float | None, stop: float | None, prompt: str) -> Range:
    if start is not None or stop is not None:
        return _checked(song, *_completed(song, start, stop))
    text = prompt.lower()
    times = without_eras(text)
    between = _between(times)
    if between:
        return _checked(song, *between)
    return _edge(song, text) or _one_time(song, times) or _named(song, text) or _middle(song)


def _completed(song: Song, start: float | None, stop: float | None) -> tuple[float, float]:
    """A missing end is eight bars away from the given one."""
    length = _BARS * song.meter * 60 / song.bpm
    if start is None:
        return max(0.0, (stop or 0.0) - length), stop or 0.0
    return start, stop if stop is not None else max(start, min(song.duration_s, start + length))


def _checked(song: Song, start: float, stop: float) -> Range:
    end = song.duration_s
    if start > end - _SHORTEST_S:
        raise Unrenderable(
            f"The range starts at {_clock(start, fine=True)}, but the song ends at "
            f"{_clock(end, fine=True)}."
        )
    if start < 0 or stop <= start:
        raise Unrenderable(
            f"The range {_clock(start, fine=True)} to {_clock(stop, fine=True)} does not go "
            "forward; its end must come after its start."
        )
    if min(stop, end) - start < _SHORTEST_S:
        raise Unrenderable("The range is shorter than half a second; choose a longer one.")
    cut = stop > end + _SHORTEST_S
    return _snapped(song, start, min(stop, end), f"the song ends at {_clock(end)}" if cut else "")


def _snapped(song: Song, start: float, stop: float, note: str) -> Range:
    """Both ends on the nearest bar lines, if the range has about a bar and still has one then."""
    low, high = _nearest(song, start), _nearest(song, stop)
    if not song.has_pulse or min(stop - start, high - low) < 0.9 * song.meter * 60 / song.bpm:
        return Range(start, stop, note)
    if not note and max(abs(low - start), abs(high - stop)) > _MOVED_S:
        note = "moved to bar lines"
    return Range(low, high, note)


def _nearest(song: Song, seconds: float) -> float:
    """The closest cut: before a downbeat, or at an end of the song."""
    lines = [song.bar_at(bar) - _LEAD_IN_S for bar in range(song.bars + 1)]
    inside = [line for line in lines if _MOVED_S < line < song.duration_s - _MOVED_S]
    return min([0.0, *inside, song.duration_s], key=lambda line: abs(line - seconds))


def _clock(seconds: float, *, fine: bool = False) -> str:
    """m:ss, with tenths when fine."""
    if fine:
        minutes, rest = divmod(round(seconds, 1), 60)
        return f"{int(minutes)}:{rest:04.1f}"
    minutes, rest = divmod(int(seconds + 2 * _LEAD_IN_S), 60)
    return f"{minutes}:{rest:02d}"


def _between(text: str) -> tuple[float, float] | None:
    for match in _FROM_TO.finditer(text):
        # Bare numbers ("80 to 90") may be anything; one side must look like a time.
        if any(_is_time(side) for side in match.groups()):
            return _seconds(match.group(1)), _seconds(match.group(2))
    return None


def _is_time(text: str) -> bool:
    return not re.fullmatch(r"[\d.,]+", text)


def _seconds(text: str) -> float:
    *larger, seconds = re.split(":", text.replace(",", "."))
    total = 0.0
    for part in larger:
        total = 60 * (total + int(part))
    return total + float(re.match(r"[\d.]+", seconds).group().rstrip("."))  # type: ignore[union-attr]


def _edge(song: Song, text: str) -> Range | None:
    """So many bars, seconds or minutes at either end."""
    match = _EDGE.search(text)
    if not match:
        return None
    is_first = match.group(1) in {"first", "opening"}
    count, unit = _count(match.group(2)), match.group(3)
    if unit.startswith(("bar", "mea")):
        bars = max(1, min(song.bars, round(count)))
        return _on_bars(song, 0, bars) if is_first else _on_bars(song, song.bars - bars, song.bars)
    end = song.duration_s
    wanted = max(_SHORTEST_S, count * (60 if unit.startswith("m") else 1))
    note = f"the song ends at {_clock(end)}" if wanted > end + _SHORTEST_S else ""
    length = min(wanted, end)
    low, high = (0.0, length) if is_first else (end - length, end)
    return _snapped(song, low, high, note)


def _count(text: str | None) -> float:
    if text is None:
        return 1
    return float(text) if re.fullmatch(r"\d+(?:\.\d+)?", text) else _NUMBERS.get(text, 1)


def _one_time(song: Song, text: str) -> Range | None:
    """Up to a time, or eight bars from one."""
    for match in _UP_TO.finditer(text):
        if _is_time(match.group(1)):
            return _checked(song, 0.0, _seconds(match.group(1)))
    for match in _FROM.finditer(text):
        if _is_time(match.group(1)):
            return _checked(song, *_completed(song, _seconds(match.group(1)), None))
    return None


def _named(song: Song, text: str) -> Range | None:
    named = named_part(song, text)
    if not named:
        return None
    word, bars = named
    chosen = _on_bars(song, *bars)
    return Range(chosen.start_s, chosen.stop_s, f"what we take for the {word}")


def _middle(song: Song) -> Range:
    """Eight bars, or a third of a short song, from the section start nearest to the middle."""
    length = max(1, min(_BARS, song.bars // 3))
    middle = (song.bars - length) / 2
    starts = [first for first, _ in song.sections if abs(first - middle) <= _BARS]
    start = min(starts, key=lambda bar: abs(bar - middle), default=round(middle))
    start = max(0, min(start, song.bars - length))
    chosen = _on_bars(song, start, start + length)
    return Range(chosen.start_s, chosen.stop_s, "our choice near the middle")


def _on_bars(song: Song, first: int, stop: int) -> Range:
    start = max(0.0, song.bar_at(first) - _LEAD_IN_S) if first else 0.0
    end = song.duration_s
    if stop < song.bars:
        end = min(end, song.bar_at(stop) - _LEAD_IN_S)
    if end - start < _SHORTEST_S:
        return Range(max(0.0, song.duration_s / 3), 2 * song.duration_s / 3)
    return Range(start, end)

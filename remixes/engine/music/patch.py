"""The bars around a range as a little song of their own, with a form that leads into what follows.

It knows the song's score only: no sound.
"""

from dataclasses import dataclass, replace

from remixes.analysis.song import Song
from remixes.engine.music.arrange.shape import Bar

_AROUND_S = 1.0
"""The little song begins so early that the room already sounds when the range does."""
_LATE_S = 0.02
_FILL, _SMALL_FILL = 1.0, 0.45


@dataclass(frozen=True)
class Patch:
    """`song` starts at `offset_s` of the whole one; its last bar, if there is one, is silent.

    The bars (first, stop) of `whole` lie entirely inside the range: there is room for lyrics.
    """

    song: Song
    offset_s: float
    bars: tuple[Bar, ...]
    whole: tuple[int, int]


def patch_of(song: Song, start_s: float, stop_s: float) -> Patch:
    """Cut the score to the bars that the range touches and the one behind it.

    That one gives the new music a chord to lead to; nobody plays in it.
    """
    first, stop = _touched(song, start_s, stop_s)
    last = min(stop + 1, song.bars)
    meter = song.meter
    offset = max(0.0, min(start_s, song.bar_at(first)) - _AROUND_S)
    low, high = first * meter, min(last * meter, song.beats)
    small = replace(
        song,
        times=song.times[low : high + 1] - offset,
        chords=song.chords[low:high],
        levels=song.levels[first:last],
        sections=((0, last - first),),
        letters=(),
        labels=(),
        duration_s=min(song.duration_s, song.bar_at(last)) - offset,
    )
    inside = [
        bar - first
        for bar in range(first, stop)
        if song.bar_at(bar) > start_s - _LATE_S and song.bar_at(bar + 1) < stop_s + _LATE_S
    ]
    whole = (inside[0], inside[-1] + 1) if inside else (0, 0)
    ends = stop_s > song.duration_s - _LATE_S
    bars = _form(song, first, stop, ends_song=ends)
    return Patch(small, offset, bars + (Bar(0),) * (last - stop), whole)


def _touched(song: Song, start_s: float, stop_s: float) -> tuple[int, int]:
    """(first bar, bar after the last) that sound in the range."""
    touched = [bar for bar in range(song.bars) if song.bar_at(bar + 1) > start_s + _LATE_S]
    first = touched[0] if touched else song.bars - 1
    stop = first + 1
    while stop < song.bars and song.bar_at(stop) < stop_s - _LATE_S:
        stop += 1
    return first, stop


def _form(song: Song, first: int, stop: int, *, ends_song: bool) -> tuple[Bar, ...]:
    """As full as the song is there, fuller in the second half, with a fill into the join."""
    count = stop - first
    return tuple(
        Bar(
            3 if k >= count // 2 or _is_loud(song, first + k) else 2,
            k == 0,
            fill=_fill(k, count, ends_song=ends_song),
            part="verse",
            place=k,
            length=count,
        )
        for k in range(count)
    )


def _is_loud(song: Song, bar: int) -> bool:
    """Whether a bar belongs to what people would call a chorus."""
    for (low, high), label in zip(song.sections, song.labels, strict=False):
        if low <= bar < high:
            return label == "chorus"
    return False


def _fill(k: int, count: int, *, ends_song: bool) -> float:
    if k == count - 1:
        return 0.0 if ends_song else _FILL
    return _SMALL_FILL if k % 4 == 3 else 0.0

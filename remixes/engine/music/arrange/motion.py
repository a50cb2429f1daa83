"""What happens to the song's own layer between the parts: filters that open, holes before drops."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from remixes.analysis.song import Song
from remixes.engine.music.arrange.shape import Bar
from remixes.engine.music.automation import Fade, Sweep
from remixes.engine.music.styles import Drama

_OPEN_HZ = 14_000.0
_CLOSED_HZ: dict[Drama, float] = {"song": 1100.0, "club": 420.0, "drift": 750.0}
_THIN_HZ = 520.0
_DEEP_HZ = 60.0
_RIDES = {"intro": (0.62, 0.9), "breakdown": (0.68, 0.9), "outro": (0.9, 0.6),
          "verse": (0.86, 0.86)}  # fmt: skip


@dataclass(frozen=True)
class Motion:
    """Automation of the layer for one version."""

    sweeps: tuple[Sweep, ...] = ()
    fades: tuple[Fade, ...] = ()


@dataclass(frozen=True)
class _Run:
    """A part in seconds."""

    part: str
    start_s: float
    stop_s: float
    bars: int


def motion(song: Song, bars: tuple[Bar, ...], drama: Drama, number: int) -> Motion:
    """Sweeps and fades of version `number`; one that follows a band's song opens unfiltered."""
    runs = list(_runs(song, bars))
    sweeps = [sweep for run in runs for sweep in _sweeps(run, drama, number)]
    fades = [*_holes(song, bars), *(fade for run in runs for fade in _rides(run, drama))]
    return Motion(tuple(sweeps), tuple(sorted(fades, key=lambda fade: fade.start_s)))


def _runs(song: Song, bars: tuple[Bar, ...]) -> Iterator[_Run]:
    """Neighbouring bars of one part."""
    for _, group in groupby(enumerate(bars), key=lambda item: item[0] - item[1].place):
        members = [i for i, _ in group]
        first, stop = members[0], members[-1] + 1
        yield _Run(bars[first].part, song.bar_at(first), song.bar_at(stop), stop - first)


def _sweeps(run: _Run, drama: Drama, number: int) -> Iterator[Sweep]:
    closed = _CLOSED_HZ[drama]
    if run.bars < 2:
        return
    if run.part == "intro" and (number == 2 or drama != "song"):
        yield Sweep(run.start_s, run.stop_s, closed, _OPEN_HZ)
    elif run.part == "breakdown":
        yield Sweep(run.start_s, run.stop_s, 2.5 * closed, _OPEN_HZ)
    elif run.part == "build" and drama == "club":
        yield Sweep(run.start_s, run.stop_s, _DEEP_HZ, _THIN_HZ, "high")
    elif run.part == "outro" and drama != "song":
        yield Sweep(run.start_s, run.stop_s, _OPEN_HZ, 2 * closed)


def _holes(song: Song, bars: tuple[Bar, ...]) -> Iterator[Fade]:
    for start, stop in halts(song, bars):
        yield Fade(start, stop, 0.0, 0.0)


def _rides(run: _Run, drama: Drama) -> Iterator[Fade]:
    """The song steps back where little plays, so that the peaks have somewhere to come from."""
    if run.part in _RIDES and run.bars >= 2:
        low, high = _RIDES[run.part]
        yield Fade(run.start_s, run.stop_s, low, high)
    elif run.part == "build" and drama == "club" and run.bars >= 2:
        # Its last bar is left to the hole before the drop.
        last_bar_s = (run.stop_s - run.start_s) / run.bars
        yield Fade(run.start_s, run.stop_s - last_bar_s, 0.9, 0.75)


def halts(song: Song, bars: tuple[Bar, ...]) -> list[tuple[float, float]]:
    """(start, stop) seconds of the silent beats before peaks."""
    return [
        (song.at((i + 1) * song.meter - 1), song.bar_at(i + 1))
        for i, bar in enumerate(bars)
        if bar.halts
    ]

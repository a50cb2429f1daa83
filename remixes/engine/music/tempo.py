"""How fast each version goes: the song's tempo where the style allows it, else bent."""

import math
from dataclasses import dataclass

from remixes.analysis.song import Song
from remixes.engine.music.prompt import Wish

_LEVELS = (0.5, 1.0, 2.0)
_FARTHEST = 1.34
_FARTHEST_ASKED = 2.0
_APART = 0.045
_OTHER_STEP = 1.08


@dataclass(frozen=True)
class Pace:
    """`rate` speeds the sound up; `level` (0.5, 1, 2) is how the band counts; `bpm` its tempo."""

    rate: float
    level: float
    bpm: float

    def count(self, song: Song) -> Song:
        """The song at this pace, with the band's idea of a beat."""
        counted = {0.5: song.halved, 1.0: lambda: song, 2.0: song.doubled}[self.level]()
        return counted.scaled(self.rate)


def paces(song: Song, wish: Wish) -> tuple[Pace, Pace]:
    """One pace per version; equal only when the prompt names a tempo in numbers."""
    if wish.bpm:
        asked = _towards(song.bpm, wish.bpm, wish.bpm, 0, _FARTHEST_ASKED)
        return asked, asked
    low, high = wish.style.tempo
    lean = wish.pace or wish.style.leans
    first = _towards(song.bpm, low, high, lean, _FARTHEST)
    if wish.pace and abs(first.rate - 1) < _APART:
        first = _moved(first, 0.88 if wish.pace < 0 else 1.12)
    return first, _second(first, low, high, wish)


def _towards(bpm: float, low: float, high: float, lean: int, farthest: float) -> Pace:
    """The nearest way into low..high, a little further in the direction the style leans."""
    options = []
    for level in _LEVELS:
        counted = bpm * level
        target = min(max(counted, low), high)
        rate = target / counted
        against = 0.35 if lean and math.log(rate) * lean < 0 else 0.0
        options.append((abs(math.log2(rate)) + against + 0.02 * abs(level - 1), rate, level))
    _, rate, level = min(options)
    rate = min(max(rate, 1 / farthest), farthest)
    return Pace(rate, level, bpm * level * rate)


def _moved(pace: Pace, by: float) -> Pace:
    return Pace(pace.rate * by, pace.level, pace.bpm * by)


def _second(first: Pace, low: float, high: float, wish: Wish) -> Pace:
    """Audibly slower or faster than the first, where style and song suffer least."""
    steps = {_OTHER_STEP, 1 / _OTHER_STEP, low / first.bpm, high / first.bpm}
    options = [_moved(first, by) for by in sorted(steps) if abs(math.log(by)) >= _APART]
    if wish.pace:
        options = [pace for pace in options if (pace.rate - first.rate) * wish.pace > 0]

    def cost(pace: Pace) -> float:
        outside = max(0.0, math.log2(low / pace.bpm), math.log2(pace.bpm / high))
        against = 0.05 * ((pace.rate - first.rate) * wish.style.leans < 0)
        far = max(0.0, abs(math.log(pace.rate)) - math.log(_FARTHEST))
        return 4 * outside + abs(math.log2(pace.rate)) + against + 9 * far

    return min(options, key=cost)

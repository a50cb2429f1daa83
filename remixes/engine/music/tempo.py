"""How fast each version goes: the song's tempo where the style allows it, else bent."""

import math
from dataclasses import dataclass

from remixes.analysis.song import Song
from remixes.engine.music.prompt import Wish

_LEVELS = (0.5, 1.0, 2.0)
_SLOWEST, _FASTEST = 0.746, 1.4
_FARTHEST_ASKED = 2.0
_APART = 0.045
_OTHER_STEP = 1.08
_ALIKE, _ALIKE_BPM = 0.015, 0.3
"""As near as this to the song's own tempo, its sound is left alone."""
_AGAINST = 0.35
"""How unwelcome a change against the style's lean is, in octaves of tempo."""
_SHORT_OF_STYLE = 3.0
"""How unwelcome a tempo is that the style does not know, in octaves of tempo per octave."""


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
        asked = _towards(song.bpm, wish.bpm, wish.bpm, 0, (1 / _FARTHEST_ASKED, _FARTHEST_ASKED))
        asked = _own(asked, _ALIKE_BPM / wish.bpm)
        return asked, asked
    low, high = wish.style.tempo
    lean = wish.pace or wish.style.leans
    first = _own(_towards(song.bpm, low, high, lean, (_SLOWEST, _FASTEST)), _ALIKE)
    if wish.pace and abs(first.rate - 1) < _APART:
        first = _moved(first, 0.88 if wish.pace < 0 else 1.12)
    return first, _own(_second(first, low, high, wish), _ALIKE)


def _towards(bpm: float, low: float, high: float, lean: int, bounds: tuple[float, float]) -> Pace:
    """The nearest way into low..high, a little further in the direction the style leans."""
    options = []
    for level in _LEVELS:
        counted = bpm * level
        wanted = min(max(counted, low), high) / counted
        rate = min(max(wanted, bounds[0]), bounds[1])
        against = _AGAINST if lean and math.log(wanted) * lean < 0 else 0.0
        short = _SHORT_OF_STYLE * abs(math.log2(wanted / rate))
        cost = abs(math.log2(wanted)) + against + short + 0.02 * abs(level - 1)
        options.append((cost, rate, level))
    _, rate, level = min(options)
    return Pace(rate, level, bpm * level * rate)


def _own(pace: Pace, alike: float) -> Pace:
    """The song's own tempo where a pace is as good as that: nothing need be stretched."""
    if abs(pace.rate - 1) > alike:
        return pace
    return Pace(1.0, pace.level, pace.bpm / pace.rate)


def _moved(pace: Pace, by: float) -> Pace:
    return Pace(pace.rate * by, pace.level, pace.bpm * by)


def _second(first: Pace, low: float, high: float, wish: Wish) -> Pace:
    """Audibly slower or faster than the first, where style and song suffer least."""
    steps = {_OTHER_STEP, 1 / _OTHER_STEP, low / first.bpm, high / first.bpm, 1 / first.rate}
    options = [_moved(first, by) for by in sorted(steps) if abs(math.log(by)) >= _APART]
    if wish.pace:
        options = [pace for pace in options if (pace.rate - first.rate) * wish.pace > 0]
    lean = wish.pace or wish.style.leans

    def cost(pace: Pace) -> float:
        outside = max(0.0, math.log2(low / pace.bpm), math.log2(pace.bpm / high))
        away = abs(math.log2(pace.rate))
        against = _AGAINST * away if lean and math.log(pace.rate) * lean < 0 else 0.0
        far = max(0.0, pace.rate - _FASTEST, _SLOWEST - pace.rate)
        return 4 * outside + away + against + 9 * far

    return min(options, key=cost)

"""When syllables sound: stressed ones on strong beats, each as long as it needs; no pitch here."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from remixes.engine.music.voice.phonemes import Syllable

_GRIDS = (0.5, 0.25, 0.125)
_LONGEST_BEATS = 2.0
_BREATH_S = 0.35
_CRAMPED = 5.0
"""What a syllable shorter than it can be costs, against 1 for a stress off the beat."""
_UNEVEN = 0.5
_GAP = 1.2
_LATE = 0.12


@dataclass(frozen=True)
class Room:
    """Where a phrase may sound: beats from a downbeat on, how long a beat is, its bars."""

    beats: float
    beat_s: float
    meter: int


@dataclass(frozen=True)
class Timing:
    """One syllable: beats from the phrase's downbeat, beats."""

    onset: float
    length: float


def rhythm(syllables: Sequence[Syllable], room: Room, pace_s: float) -> tuple[Timing, ...]:
    """The best path through a grid; `pace_s` is how far apart syllables like to be.

    Words that would not fit on eighths or sixteenths get as close as they must, like speech.
    """
    usable = max(0.5, room.beats - _BREATH_S / room.beat_s)
    onsets = _onsets(syllables, room, usable, pace_s)
    timings = []
    for k, onset in enumerate(onsets):
        stop = onsets[k + 1] if k + 1 < len(onsets) else usable
        longest = max(_LONGEST_BEATS, 1.0 / room.beat_s) if k + 1 == len(onsets) else _LONGEST_BEATS
        timings.append(Timing(onset, max(0.05, min(longest, stop - onset))))
    return tuple(timings)


def _onsets(syllables: Sequence[Syllable], room: Room, usable: float, pace_s: float) -> list[float]:
    last = max(0.3, syllables[-1].shortest_s / room.beat_s)
    ends = max(0.5, usable - last)
    grid = next((g for g in _GRIDS if _has_room(syllables, ends, g, room.beat_s)), 0.0)
    if not grid:
        weights = np.cumsum([0.0, *(s.shortest_s for s in syllables)])
        return [float(at) for at in weights[:-1] / weights[-1] * usable]
    slots = np.arange(0, ends + 1e-6, grid)
    wanted = _wanted(syllables, ends * room.beat_s, pace_s) / room.beat_s
    return [float(slots[i]) for i in _path(syllables, slots, wanted, room)]


def _has_room(syllables: Sequence[Syllable], beats: float, grid: float, beat_s: float) -> bool:
    """Every syllable finds a slot that is long enough for it."""
    slots = [max(1, round(s.shortest_s * 0.8 / beat_s / grid)) for s in syllables[:-1]]
    return sum(slots) * grid <= beats + 1e-6


def _wanted(syllables: Sequence[Syllable], span_s: float, pace_s: float) -> NDArray[np.float64]:
    """(syllables - 1,) seconds to the next onset: more for stress and at the ends of words."""
    share = []
    for k, syllable in enumerate(syllables[:-1]):
        ends_word = syllables[k + 1].begins_word
        share.append(0.8 + 0.4 * syllable.stress + 0.2 * ends_word)
    weights = np.array(share)
    if not len(weights):
        return weights
    gaps = weights / weights.mean() * min(pace_s, span_s / len(weights))
    return np.maximum(gaps, [s.shortest_s for s in syllables[:-1]])


def _path(
    syllables: Sequence[Syllable],
    slots: NDArray[np.float64],
    wanted: NDArray[np.float64],
    room: Room,
) -> list[int]:
    """Slot numbers, found by dynamic programming."""
    strength = _strengths(slots, room.meter)
    apart = slots[None] - slots[:, None]
    total = (0.4 + syllables[0].stress) * strength - _LATE * slots
    came: list[NDArray[np.int_]] = []
    for k in range(1, len(syllables)):
        shortest = syllables[k - 1].shortest_s / room.beat_s
        cost = _UNEVEN * np.abs(apart - wanted[k - 1])
        cost += _CRAMPED * np.maximum(0, shortest - apart) / shortest
        cost += _GAP * (apart > _LONGEST_BEATS)
        options = np.where(apart > 0, total[:, None] - cost, -np.inf)
        came.append(options.argmax(0))
        weight = 0.4 + syllables[k].stress + 0.4 * (k + 1 == len(syllables))
        total = options.max(0) + weight * strength
    path = [int(total.argmax())]
    for back in reversed(came):
        path.append(int(back[path[-1]]))
    return path[::-1]


def _strengths(slots: NDArray[np.float64], meter: int) -> NDArray[np.float64]:
    """(slots,) how much each place of the bar is felt."""
    half = meter / 2 if meter % 2 == 0 else meter
    levels = ((meter, 1.0), (half, 0.8), (1.0, 0.6), (0.5, 0.25))
    strength = np.zeros(len(slots))
    for every, felt in levels:
        on = np.abs((slots + 1e-9) % every) < 1e-6
        strength = np.maximum(strength, felt * on)
    return strength

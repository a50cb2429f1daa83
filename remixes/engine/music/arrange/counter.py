"""A second voice: answers in the gaps of a lead, sings over full passages, minds the bass.

First-species manners (J. J. Fux, Gradus ad Parnassum, 1725) as costs of a Viterbi path: chord
tones on strong beats, small steps, contrary motion to the bass, no parallel fifths or octaves.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from remixes.analysis.song import Song
from remixes.engine.music.arrange.meters import STEPS, bars_of
from remixes.engine.music.arrange.rhythm import changes_in
from remixes.engine.music.arrange.shape import PEAKS, Bar
from remixes.engine.music.arrange.timing import Clock
from remixes.engine.music.instruments.notes import Note
from remixes.engine.music.instruments.sampled_names import SAMPLED

LOWEST, HIGHEST = 60, 81
_RANGE = HIGHEST - LOWEST
_OVER = (
    "X.......x.......X.......x...x...",
    "X.....x.....x...X.......x.......",
    "....x...x.......X.......x...x.x.",
    "X...x.......x.......x...X.......",
)
_ANSWER = (
    "........x...x...X...........x...",
    "........x.x.x...X...............",
    "......x.x...x.......x...........",
    "............x.x.X.......x.......",
)
_LONGEST_BEATS = 3.0
_PERFECT = (0, 7)
_FORBIDDEN = 40.0


@dataclass(frozen=True)
class _Spot:
    """A note to be: bar and step, its beat, how long in beats, and the bass below it."""

    bar: int
    step: int
    beat: float
    length: float
    bass: int | None
    is_answer: bool


def counter_notes(
    song: Song,
    bars: tuple[Bar, ...],
    instrument: str,
    bass: Sequence[Note],
    clock: Clock,
    taken: Sequence[tuple[float, float]] = (),
) -> list[Note]:
    """The counter-melody; `taken` are seconds in which a lead sounds and this voice rests."""
    notes: list[Note] = []
    low, high = range_of(instrument)
    for phrase in _phrases(list(_spots(song, bars, bass, taken, clock))):
        pitches = _path(song, phrase, (low, high), clock)
        for spot, pitch in zip(phrase, pitches, strict=True):
            start = clock.human(spot.bar, spot.step, 0.004)
            length = 0.95 * (clock.exact(spot.bar, spot.step + spot.length * STEPS) - start)
            gain = (0.7 if spot.is_answer else 0.85) * clock.life()
            notes.append(Note(start, max(0.15, length), instrument, pitch, gain, 0.25))
    return notes


def range_of(instrument: str) -> tuple[int, int]:
    """(lowest, highest) pitch of a second voice on an instrument."""
    high = min(HIGHEST, SAMPLED[instrument].high) if instrument in SAMPLED else HIGHEST
    return high - _RANGE, high


def _spots(
    song: Song,
    bars: tuple[Bar, ...],
    bass: Sequence[Note],
    taken: Sequence[tuple[float, float]],
    clock: Clock,
) -> Iterator[_Spot]:
    starts = [note.start_s for note in bass]
    order = np.argsort(starts, kind="stable")
    starts = [starts[k] for k in order]
    figure = clock.pick(len(_OVER))
    found = [spot for i, bar in enumerate(bars) for spot in _of_bar(song, i, bar, figure)]
    for k, (i, step, is_answer) in enumerate(found):
        beat = i * song.meter + step / STEPS
        at = clock.exact(i, step)
        if any(start - 0.1 <= at < stop for start, stop in taken):
            continue
        following = found[k + 1] if k + 1 < len(found) else None
        until = following[0] * song.meter + following[1] / STEPS if following else song.beats
        below = bisect_right(starts, at + 0.03) - 1
        pitch = bass[order[below]].pitch if below >= 0 else None
        yield _Spot(i, step, beat, min(_LONGEST_BEATS, until - beat), pitch, is_answer)


def _of_bar(song: Song, i: int, bar: Bar, figure: int) -> Iterator[tuple[int, int, bool]]:
    """(bar, step, is answer): over peaks, as an answer at the end of every fourth verse bar."""
    is_over = bar.part in PEAKS or (bar.level == 3 and not bar.part)
    is_answer = bar.part in ("verse", "breakdown") and bar.place % 4 >= 2
    if not (is_over or is_answer) or i >= song.bars:
        return
    choices = _OVER if is_over else _ANSWER
    signs = bars_of(choices[(figure + bar.turn) % len(choices)], song.meter)[bar.place % 2]
    turns = changes_in(song, i) if is_over else frozenset()
    for step, sign in enumerate(signs):
        if sign != "." or (step in turns and step % (2 * STEPS) == 0):
            yield i, step, not is_over


def _phrases(spots: list[_Spot]) -> Iterator[list[_Spot]]:
    """Spots with more than a bar or so between them belong to different phrases."""
    phrase: list[_Spot] = []
    for spot in spots:
        if phrase and (spot.beat - phrase[-1].beat > 6 or len(phrase) >= 64):
            yield phrase
            phrase = []
        phrase.append(spot)
    if phrase:
        yield phrase


def _path(song: Song, spots: Sequence[_Spot], reach: tuple[int, int], clock: Clock) -> list[int]:
    """The cheapest tune through the scale."""
    scale = song.key.scale | {tone for spot in spots for tone in song.chord_at(spot.beat).tones}
    pitches = np.array([p for p in range(reach[0], reach[1] + 1) if p % 12 in scale])
    leap = np.abs(pitches[:, None] - pitches)
    step_cost = 0.22 * leap + 0.8 * (leap > 5) + 2.0 * (leap > 9) + 1.8 * (leap == 0)
    total = _fit(song, spots[0], pitches, 0.0, clock)
    back: list[NDArray[np.intp]] = []
    for k in range(1, len(spots)):
        move = total[:, None] + step_cost + _against(spots[k - 1], spots[k], pitches)
        back.append(move.argmin(0))
        total = move.min(0) + _fit(song, spots[k], pitches, k / len(spots), clock)
    path = [int(total.argmin())]
    for came_from in reversed(back):
        path.append(int(came_from[path[-1]]))
    return [int(pitches[k]) for k in reversed(path)]


def _fit(
    song: Song, spot: _Spot, pitches: NDArray[np.int64], share: float, clock: Clock
) -> NDArray[np.float64]:
    """Chord tones, the more so on strong beats; an arch over the phrase; a grain of chance."""
    outside = ~np.isin(pitches % 12, song.chord_at(spot.beat).tones)
    weight = 6.0 if spot.step % (2 * STEPS) == 0 or spot.length >= 1.5 else 2.0
    wanted = pitches.mean() + 4 * np.sin(np.pi * share)
    grain = 0.3 * np.array([clock.life() - 1 for _ in pitches])
    return weight * outside + 0.05 * np.abs(pitches - wanted) + grain


def _against(before: _Spot, spot: _Spot, pitches: NDArray[np.int64]) -> NDArray[np.float64]:
    """What a move from each pitch (row) to each (column) costs against the bass."""
    cost = np.zeros((len(pitches), len(pitches)))
    if before.bass is None or spot.bass is None or before.bass == spot.bass:
        return cost
    down = spot.bass - before.bass
    moved = pitches[None, :] - pitches[:, None]
    cost += np.where(moved * down > 0, 0.35, 0.0)
    first = (pitches - before.bass) % 12
    second = (pitches - spot.bass) % 12
    for interval in _PERFECT:
        parallel = (first[:, None] == interval) & (second[None, :] == interval) & (moved != 0)
        cost += _FORBIDDEN * parallel
    return cost

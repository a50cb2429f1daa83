"""Where a song has its hook, its quietest phrase and its verses: what forms are made from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from remixes.analysis.song import Song

_CHORUS_FROM, _QUIET_BELOW = 0.88, 0.5
_MOST_CHORUS = 0.6
_CHORUS = ("chorus", "drop", "hook")
_KNOWN = {"chorus": "chorus", "drop": "chorus", "hook": "chorus", "verse": "verse",
          "bridge": "breakdown", "breakdown": "breakdown", "break": "breakdown"}  # fmt: skip


@dataclass(frozen=True)
class Landmarks:
    """Bars of a song: phrases are `phrase` long, `long` ones twice that or more.

    `start` is the first bar that lies wholly inside the sound, `full` the end of the last
    complete one; `cuts` are beginnings of sections and phrases.
    """

    phrase: int
    long: int
    start: int
    full: int
    cuts: tuple[int, ...]
    verse: int
    hook: int
    hook_stop: int
    last_hook: int
    last_hook_stop: int
    quiet: int


def landmarks(song: Song) -> Landmarks:
    """Read them from labels where the analysis has them, else from levels."""
    bars = song.bars
    full = max(1, song.beats // song.meter)
    start = first_loopable(song)
    phrase = 8 if bars >= 64 else 4 if bars >= 20 else 2
    long = 4 * phrase if bars > 14 * phrase else 2 * phrase
    cuts = _cuts(song, max(4, phrase))
    levels = relative_levels(song)
    spots = [cut for cut in cuts if start <= cut <= full - phrase] or [start]
    scores = {cut: _hookness(song, levels, cut, phrase) for cut in spots}
    hook = max(spots, key=lambda cut: (round(scores[cut], 1), -abs(cut - full / 4)))
    stop = _stop(song, levels, hook, phrase, min(full, hook + long))
    alike = [c for c in spots if c >= stop and scores[c] >= scores[hook] - 0.15]
    last = next((c for c in reversed(alike) if c + stop - hook <= full), hook)
    last_stop = _stop(song, levels, last, phrase, min(full, last + long))
    quiet = _quietest(levels, spots, phrase, ((hook, stop), (last, last_stop)), full)
    verse = next((c for c in spots if c < hook and scores[c] < scores[hook]), spots[0])
    return Landmarks(phrase, long, start, full, cuts, verse, hook, stop, last, last_stop, quiet)


def first_loopable(song: Song) -> int:
    """The first bar that lies wholly inside the sound."""
    return 0 if song.times[0] >= 0 or song.bars < 2 else 1


def relative_levels(song: Song) -> NDArray[np.float64]:
    """RMS per bar against the louder bars of the song: about 1 in choruses."""
    return np.asarray(song.levels / (np.percentile(song.levels, 85) + 1e-9))


def label_at(song: Song, bar: int) -> str:
    """What the analysis calls the section around a bar; empty if it has no name for it."""
    for (first, stop), label in zip(song.sections, song.labels, strict=False):
        if first <= bar < stop:
            return label
    return ""


def parts_by_bar(song: Song, marks: Landmarks) -> list[str]:
    """The part of each bar by label, else by level: verse, chorus or breakdown."""
    levels = relative_levels(song)
    parts: list[str] = []
    for first, stop in zip(marks.cuts, (*marks.cuts[1:], song.bars), strict=True):
        loud = float(levels[first:stop].mean()) if stop > first else 0.0
        guess = "chorus" if loud >= _CHORUS_FROM else "verse"
        if loud < _QUIET_BELOW:
            guess = "breakdown"
        parts += [_KNOWN.get(label_at(song, first), guess)] * (stop - first)
    hooks = ((marks.hook, marks.hook_stop), (marks.last_hook, marks.last_hook_stop))
    if song.bars >= 12 and parts.count("chorus") > _MOST_CHORUS * song.bars:
        # A song that is equally loud all through: only its hooks are lifted.
        parts = ["verse" if part == "chorus" else part for part in parts]
    for first, stop in hooks:
        parts[first:stop] = ["chorus"] * (stop - first)
    return parts[: song.bars]


def _cuts(song: Song, phrase: int) -> tuple[int, ...]:
    """Section starts, with long sections cut into phrases."""
    cuts: list[int] = [0]
    for first, stop in song.sections:
        for cut in range(first, min(stop, song.bars), phrase):
            if cut - cuts[-1] >= 2:
                cuts.append(cut)
    return tuple(cuts)


def _hookness(song: Song, levels: NDArray[np.float64], cut: int, length: int) -> float:
    """How much a stretch stands out; a section named chorus wins, the very beginning loses."""
    loud = float(levels[cut : cut + length].mean())
    named = 0.5 if label_at(song, cut) in _CHORUS else 0.0
    early = 0.04 if cut < length else 0.0
    return min(1.2, loud) + named - early


def _stop(song: Song, levels: NDArray[np.float64], first: int, phrase: int, most: int) -> int:
    """Where a hook ends: with its section, unless that is short or the next one is as loud."""
    loud = float(levels[first : first + phrase].mean())
    for _, stop in song.sections:
        goes_on = float(levels[stop : stop + phrase].mean()) >= 0.9 * loud if stop < most else True
        if first + phrase <= stop < most and not goes_on:
            return stop
    return most


def _quietest(
    levels: NDArray[np.float64],
    spots: Sequence[int],
    phrase: int,
    hooks: Sequence[tuple[int, int]],
    full: int,
) -> int:
    """The quietest phrase that is neither the very beginning nor a hook, where there is one."""
    others = [c for c in spots[1:] if not any(a <= c < b for a, b in hooks)] or list(spots)
    return min(
        others,
        key=lambda c: (round(float(levels[c : c + phrase].mean()), 1), abs(c - 0.6 * full)),
    )

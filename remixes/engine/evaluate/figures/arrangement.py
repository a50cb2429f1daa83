"""Whether the added band plays with the song: kicks on its grid, in its key, over its harmony.

Kicks are held to the true sixteenths; of swung styles, which leave them on purpose, only kicks on
steps that swing does not move count.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from remixes.engine.evaluate.bench import Bench
from remixes.engine.evaluate.drafts import Decided, decided
from remixes.engine.evaluate.figure import Figures, all_of, at_least, at_most
from remixes.engine.evaluate.judges import chroma
from remixes.engine.evaluate.renders import Rendered, order
from remixes.engine.evaluate.songs.library import MadeSong
from remixes.engine.evaluate.songs.score import beat_grid
from remixes.engine.music.catalogue import STYLES

_STEPS = 4
"""Sixteenths per beat."""
_FAR = 0.2
"""Correlation of two versions from which they count as alike."""
_KEY_SLACK = 0.1
"""By how much worse than the same bars of the source a version may fit the true key."""

Floats = chroma.Floats


@dataclass(frozen=True)
class Heard:
    """One version: ms from kicks to grid (none without kicks), key, likeness."""

    name: str
    kicks_ms: Floats
    has_key: bool
    likeness: float


@dataclass(frozen=True)
class Pair:
    """Two versions of one order against each other."""

    name: str
    correlation: float
    missing: tuple[str, ...]
    """Of tempo, form and instruments, what does not differ."""


def pairs_of(bench: Bench) -> Iterator[tuple[MadeSong, str]]:
    """Every style on one song each; the long song is left to the figures of speed."""
    songs = [song for song in bench.songs if song.truth.seconds < 120]
    keys = list(STYLES)[:: 6 if bench.is_quick else 1]
    for k, key in enumerate(keys):
        yield songs[k % len(songs)], STYLES[key].label


def kick_errors_ms(decisions: Decided, song: MadeSong, number: int) -> Floats:
    """How far every added kick of a version is from the nearest true sixteenth.

    Sixteenths are those of the source, or of the band where it counts twice as fast. Of a swung
    style only kicks on steps that swing leaves alone count.
    """
    kicks, level = decisions.kicks_s(number), decisions.drafts[number - 1].pace.level
    if decisions.unswung == 1:
        steps = round(_STEPS * max(1, level))
        return distances(kicks, _grid(decisions, song, number, steps, 1)) * 1000
    steps = round(_STEPS * level)
    kept = _grid(decisions, song, number, steps, min(steps, decisions.unswung))
    kicks = kicks[(kicks >= kept[0]) & (kicks <= kept[-1])]
    off = distances(kicks, kept)
    return off[off <= distances(kicks, _grid(decisions, song, number, steps, 1)) + 1e-9] * 1000


def _grid(decisions: Decided, song: MadeSong, number: int, steps: int, stride: int) -> Floats:
    """Every `stride`-th of `steps` parts of the true beats, in a version's time, sorted."""
    moments = beat_grid(song.truth, steps)[::stride]
    return np.sort(np.concatenate(decisions.in_version(moments, number)))


def distances(moments: Floats, grid: Floats) -> Floats:
    """Seconds from each moment to the nearest point of the sorted grid.

    Moments before and after the grid have nothing to be held to and give nothing; the grid of a
    whole song begins and ends with a beat.
    """
    if len(grid) < 2:
        return np.empty(0)
    moments = moments[(moments >= grid[0] - 0.05) & (moments <= grid[-1] + 0.05)]
    after = np.clip(np.searchsorted(grid, moments), 1, len(grid) - 1)
    return np.minimum(np.abs(moments - grid[after - 1]), np.abs(grid[after] - moments))


def judged(
    song: MadeSong, rendered: Rendered, decisions: Decided, source: Floats, number: int
) -> Heard:
    """One rendered version against the truth of its source; `source` is the song's chroma."""
    sound, rate = rendered.wav(number)
    ours, theirs = beat_by_beat(
        np.array(song.truth.beats), source, chroma.chroma(sound, rate), decisions, number
    )
    truth = song.truth
    before, after = (
        chroma.key_gap(rows.mean(0), truth.tonic, is_minor=truth.is_minor)
        for rows in (ours, theirs)
    )
    return Heard(
        f"{song.name}/{decisions.wish.style.name}/{number}",
        kick_errors_ms(decisions, song, number),
        after <= before + _KEY_SLACK,
        chroma.likeness(ours, theirs),
    )


def beat_by_beat(
    beats: Floats, source: Floats, frames: Floats, decisions: Decided, number: int
) -> tuple[Floats, Floats]:
    """(beats, 12) chroma of the source and of a version, the same beats in the same order."""
    pairs = zip(decisions.played(beats, number), decisions.in_version(beats, number), strict=True)
    long_enough = [(here, there) for here, there in pairs if len(here) > 1]
    return (
        np.concatenate([chroma.by_spans(source, here) for here, _ in long_enough]),
        np.concatenate([chroma.by_spans(frames, there) for _, there in long_enough]),
    )


def compared(name: str, rendered: Rendered, decisions: Decided) -> Pair:
    """What the two versions have in common that they should not."""
    one, other = (rendered.wav(number)[0].mean(1) for number in (1, 2))
    count = min(len(one), len(other))
    first, second = decisions.drafts
    differs = {
        "tempo": abs(first.pace.bpm / second.pace.bpm - 1) > 0.02 or decisions.wish.bpm is not None,
        "form": first.spans != second.spans,
        "instruments": set(first.score.instruments) != set(second.score.instruments),
    }
    return Pair(
        name,
        float(np.corrcoef(one[:count], other[:count])[0, 1]),
        tuple(what for what, does in differs.items() if not does),
    )


def figures(bench: Bench) -> Figures:
    """Kicks, key, harmony, and how much the two versions differ."""
    heard: list[Heard] = []
    pairs: list[Pair] = []
    sources: dict[str, Floats] = {}
    for song, prompt in pairs_of(bench):
        wanted = order(song.path, prompt)
        rendered = bench.rendered(f"remix-{song.name}-{prompt}".replace(" ", "-"), wanted)
        decisions = decided(wanted)
        if song.name not in sources:
            sources[song.name] = chroma.chroma(song.sound(), 44_100)
        heard += [
            judged(song, rendered, decisions, sources[song.name], number) for number in (1, 2)
        ]
        pairs.append(compared(f"{song.name}/{prompt}", rendered, decisions))
    yield from _told(heard, pairs)


def _told(heard: list[Heard], pairs: list[Pair]) -> Figures:
    counted = [h for h in heard if len(h.kicks_ms)]
    worst = max(counted, key=lambda h: float(np.median(h.kicks_ms)))
    everything = float(np.median(np.concatenate([h.kicks_ms for h in counted])))
    yield at_most(
        "arrangement: kicks from the true grid, median, worst version",
        float(np.median(worst.kicks_ms)),
        10,
        " ms",
        note=f"{worst.name}; all kicks {everything:.1f} ms; {len(counted)} of {len(heard)} "
        "versions have such kicks",
    )
    lost = [h.name for h in heard if not h.has_key]
    yield at_least(
        "arrangement: key kept",
        100 * (1 - len(lost) / len(heard)),
        98,
        " %",
        note=f"{len(heard)} versions; lost {', '.join(lost) or 'none'}",
    )
    worst = min(heard, key=lambda h: h.likeness)
    yield at_least(
        "arrangement: beat-chroma correlation with the source, worst version",
        worst.likeness,
        0.7,
        note=f"{worst.name}; mean {np.mean([h.likeness for h in heard]):.2f}; under it "
        f"{sum(h.likeness < 0.7 for h in heard)} of {len(heard)}",
    )
    alike = max(pairs, key=lambda p: abs(p.correlation))
    yield at_most(
        "arrangement: correlation of the two versions, worst order",
        abs(alike.correlation),
        _FAR,
        note=alike.name,
    )
    same = [f"{p.name} ({', '.join(p.missing)})" for p in pairs if p.missing]
    yield all_of(
        "arrangement: versions differ in tempo, form and instruments",
        len(pairs) - len(same),
        len(pairs),
        "; ".join(same),
    )

"""A song in another order of bars: cut and joined on downbeats, sound and score alike."""

from dataclasses import replace

import numpy as np

from remixes.analysis.harmony import Chord
from remixes.analysis.song import Song
from remixes.engine.music.sound import RATE, Frames, Scratch

Spans = tuple[tuple[int, int], ...]
"""(first bar, bar after the last) of the source, in the order they are to sound."""

_JOIN = int(0.015 * RATE)
_LONGEST_S = 360.0


def whole(song: Song) -> Spans:
    """The form as it is."""
    return ((0, song.bars),)


def extended(song: Song) -> Spans:
    """Four bars of opening, and the loudest phrase twice; short songs are simply heard twice."""
    first = _first_loopable(song)
    if song.bars - first < 12:
        return ((0, song.bars), (first, song.bars)) if song.bars > first + 1 else whole(song)
    starts = range(first, song.bars - 8, 4)
    loud = max(starts, key=lambda bar: (float(song.levels[bar : bar + 8].mean()), -bar))
    if first == 0:
        return ((0, 4), (0, loud + 8), (loud, song.bars))
    return ((0, 4 + first), (first, loud + 8), (loud, song.bars))


def long_enough(song: Song, bars: int) -> Spans:
    """The song with its middle repeated until it has at least `bars` bars, within six minutes."""
    first = max(_first_loopable(song), min(4, song.bars // 4))
    stop = max(first + 1, song.bars - 2)
    bar_s = song.meter * 60 / song.bpm
    most = max(song.bars, int(max(_LONGEST_S, song.duration_s) / bar_s))
    missing = min(bars, most) - song.bars
    if missing <= 0:
        return whole(song)
    times = -(-missing // (stop - first))
    return ((0, stop), *((first, stop),) * (times - 1), (first, song.bars))


def _first_loopable(song: Song) -> int:
    """The first bar that lies wholly inside the sound."""
    return 0 if song.times[0] >= 0 else 1


def recut_song(song: Song, spans: Spans) -> Song:
    """The song's score in the new order; times run on without a gap."""
    if spans == whole(song):
        return song
    times: list[float] = []
    chords: list[Chord] = []
    levels: list[float] = []
    sections: list[tuple[int, int]] = []
    shift = 0.0
    for first, stop in spans:
        low, high = first * song.meter, min(stop * song.meter, song.beats)
        if times:
            shift = times.pop() - float(song.times[low])
        times += [float(t) + shift for t in song.times[low : high + 1]]
        chords += song.chords[low:high]
        sections.append((len(levels), len(levels) + stop - first))
        levels += list(song.levels[first:stop])
    return replace(
        song,
        times=np.array(times),
        chords=tuple(chords),
        levels=np.array(levels),
        sections=tuple(sections),
        duration_s=song.duration_s + shift,
    )


def recut_sound(sound: Frames, song: Song, spans: Spans, scratch: Scratch) -> Frames:
    """The sound in the new order with 15 ms crossfades; the input itself when nothing moves."""
    if spans == whole(song):
        return sound
    edges = []
    for k, (first, stop) in enumerate(spans):
        start = 0 if k == 0 else round(song.bar_at(first) * RATE)
        end = len(sound) if k == len(spans) - 1 else round(song.bar_at(stop) * RATE)
        edges.append((max(0, start), min(len(sound), end)))
    out = scratch.room(sum(end - start for start, end in edges))
    at = last = 0
    for start, end in edges:
        piece = np.array(sound[start:end])
        if at and len(piece) > _JOIN and end - start > _JOIN:
            ramp = np.linspace(0, 1, _JOIN, dtype=np.float32)[:, None]
            before = np.asarray(sound[last : last + _JOIN])
            before = np.pad(before, ((0, _JOIN - len(before)), (0, 0)))
            piece[:_JOIN] = piece[:_JOIN] * ramp + before * (1 - ramp)
        out[at : at + len(piece)] = piece
        at += len(piece)
        last = end
    return out

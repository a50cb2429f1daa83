"""A song's sound in another order of bars: cut and joined on downbeats."""

import numpy as np

from remixes.analysis.song import Song
from remixes.engine.music.form import Spans, whole
from remixes.engine.music.sound import RATE, Frames, Scratch

_JOIN = int(0.015 * RATE)


def recut_sound(sound: Frames, song: Song, spans: Spans, scratch: Scratch) -> Frames:
    """The sound in the new order with 15 ms crossfades; the input itself when nothing moves."""
    if spans == whole(song):
        return sound
    edges = []
    for k, (first, stop) in enumerate(spans):
        opens, closes = k == 0 and first == 0, k == len(spans) - 1 and stop >= song.bars
        start = 0 if opens else round(song.bar_at(first) * RATE)
        end = len(sound) if closes else round(song.bar_at(stop) * RATE)
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

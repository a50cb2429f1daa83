"""A song's sound in another order of bars: cut and joined on downbeats."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from remixes.analysis.song import Song
from remixes.engine.music.form import Spans, whole
from remixes.engine.music.sound import BLOCK, RATE, Frames, let_go

_JOIN = int(0.015 * RATE)


@dataclass(frozen=True)
class Cut:
    """A sound and the (first, stop) frames of it that are to be heard one after the other."""

    sound: Frames
    edges: tuple[tuple[int, int], ...]

    def __len__(self) -> int:
        return sum(stop - start for start, stop in self.edges)

    def blocks(self) -> Iterator[Frames]:
        """(frames, 2) blocks; at every join the old place fades out for 15 ms under the new."""
        last = 0
        for number, (start, stop) in enumerate(self.edges):
            for at in range(start, stop, BLOCK):
                block = np.array(self.sound[at : min(stop, at + BLOCK)])
                if number and at == start and start != last:
                    _join(block, np.asarray(self.sound[last : last + _JOIN]))
                yield block
                let_go(self.sound)
            last = stop


def recut(sound: Frames, song: Song, spans: Spans) -> Cut:
    """Where to cut (frames, 2) so that these bars of the song follow each other."""
    if spans == whole(song):
        return Cut(sound, ((0, len(sound)),))
    edges = []
    for k, (first, stop) in enumerate(spans):
        opens, closes = k == 0 and first == 0, k == len(spans) - 1 and stop >= song.bars
        start = 0 if opens else round(song.bar_at(first) * RATE)
        end = len(sound) if closes else round(song.bar_at(stop) * RATE)
        low, high = max(0, start), min(len(sound), end)
        if low < high:
            edges.append((low, high))
    return Cut(sound, tuple(edges))


def _join(block: Frames, before: Frames) -> None:
    """Fade from what would have come next into the block, in place."""
    count = min(_JOIN, len(block))
    rising = np.linspace(0, 1, count, dtype=np.float32)[:, None]
    block[:count] *= rising
    kept = before[:count]
    block[: len(kept)] += kept * (1 - rising[: len(kept)])

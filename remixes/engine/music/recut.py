"""A song's sound in another order of bars: cut and joined on downbeats."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from remixes.analysis.song import Song
from remixes.engine.music.form import Spans, whole
from remixes.engine.music.sound import BLOCK, RATE, Frames, let_go

_JOIN = int(0.015 * RATE)
"""Frames of a join; they lie before the downbeat, so that its attack is heard whole."""
_IN, _OUT = int(0.002 * RATE), int(0.25 * RATE)
"""Frames in which a cut fades in and out that begins or ends in the midst of the sound."""


@dataclass(frozen=True)
class Cut:
    """A sound and the (first, stop) frames of it that are to be heard one after the other."""

    sound: Frames
    edges: tuple[tuple[int, int], ...]

    def __len__(self) -> int:
        return sum(stop - start for start, stop in self.edges)

    def blocks(self) -> Iterator[Frames]:
        """(frames, 2) blocks; at every join the old place fades out for 15 ms under the new.

        What begins or ends in the midst of the sound fades in and out.
        """
        last = 0
        for number, (start, stop) in enumerate(self.edges):
            for at in range(start, stop, BLOCK):
                block = np.array(self.sound[at : min(stop, at + BLOCK)])
                if number and at == start and start != last:
                    _join(block, np.asarray(self.sound[last : last + _JOIN]))
                self._fade(block, at, number)
                yield block
                let_go(self.sound)
            last = stop

    def _fade(self, block: Frames, at: int, number: int) -> None:
        """Whatever of the two ends lies in a block that begins at frame `at`, in place."""
        (start, _), (_, stop) = self.edges[0], self.edges[-1]
        places = np.arange(at, at + len(block), dtype=np.float32)
        if number == 0 and start > 0 and at < start + _IN:
            block *= np.clip((places - start) / _IN, 0, 1)[:, None]
        is_last = number == len(self.edges) - 1 and stop < len(self.sound)
        if is_last and at + len(block) > stop - _OUT:
            block *= np.clip((stop - places) / _OUT, 0, 1)[:, None]


def recut(sound: Frames, song: Song, spans: Spans) -> Cut:
    """Where to cut (frames, 2) so that these bars of the song follow each other."""
    if spans == whole(song):
        return Cut(sound, ((0, len(sound)),))
    edges = []
    firsts = [round(song.bar_at(first) * RATE) for first, _ in spans]
    # The very first frame is where the score begins to count, so it stays.
    leads = [0, *(min(_JOIN, max(0, at)) for at in firsts[1:]), 0]
    for k, (first, stop) in enumerate(spans):
        opens, closes = k == 0 and first == 0, k == len(spans) - 1 and stop >= song.bars
        start = 0 if opens else firsts[k] - leads[k]
        end = len(sound) if closes else round(song.bar_at(stop) * RATE) - leads[k + 1]
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

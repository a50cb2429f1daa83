"""What the engine decides about an order, without its sound, and where source moments end up.

The only module of the evaluation that looks behind the engine's door.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from remixes.analysis.song import Song
from remixes.engine.music.arrange.hits import is_kick
from remixes.engine.music.draft import Draft, draft_version
from remixes.engine.music.order import Order
from remixes.engine.music.prompt import Wish, read
from remixes.engine.music.sound import Scratch
from remixes.engine.music.tempo import paces
from remixes.engine.music.watch import Watch
from remixes.engine.music.work import Work

Seconds = NDArray[np.float64]

_GRACE_S = 0.03
_STRAIGHT = 0.51


@dataclass(frozen=True)
class Decided:
    """The wish as read, the source as analysed and both versions as drafted."""

    wish: Wish
    song: Song
    drafts: tuple[Draft, Draft]

    @property
    def unswung(self) -> int:
        """Every so manyth counted sixteenth of the style stays on the straight grid."""
        if self.wish.style.swing <= _STRAIGHT and not self.wish.swing:
            return 1
        return 4 if self.wish.style.swings_eighths else 2

    def kicks_s(self, number: int) -> Seconds:
        """When the added kicks of a version sound."""
        notes = self.drafts[number - 1].score.stems.get("drums", [])
        return np.array(sorted({note.start_s for note in notes if is_kick(note)}))

    def in_version(self, source_s: Seconds, number: int) -> list[Seconds]:
        """Source moments in a version's time, one array per stretch of source that it plays."""
        draft = self.drafts[number - 1]
        return moved(source_s, cuts(self.song, draft.spans), draft.pace.rate)

    def played(self, source_s: Seconds, number: int) -> list[Seconds]:
        """The same moments, stretch by stretch, in the time of the source."""
        stretches = cuts(self.song, self.drafts[number - 1].spans)
        return [_inside(source_s, low, high) for low, high in stretches]


def decided(order: Order) -> Decided:
    """Everything that a REMIX order settles before it sounds. Raises Unrenderable."""
    with tempfile.TemporaryDirectory() as folder:
        watch = Watch(lambda _share, _stage: None, lambda: False)
        wish = read(order.prompt)
        work = Work(order, wish, Path(folder), Scratch(Path(folder)), watch, lambda _plan: None)
        _, song = work.read_song()
        both = paces(song, wish)
        drafts = (draft_version(work, song, both, 1, "1"), draft_version(work, song, both, 2, "2"))
        return Decided(wish, song, drafts)


def cuts(song: Song, spans: Sequence[tuple[int, int]]) -> list[tuple[float, float]]:
    """Seconds of the source of every stretch; what begins at bar 0 begins with the file."""
    edges = [(song.bar_at(first), song.bar_at(stop)) for first, stop in spans]
    if spans[0][0] == 0:
        edges[0] = (0.0, edges[0][1])
    return edges


def moved(
    source_s: Seconds, stretches: Sequence[tuple[float, float]], rate: float
) -> list[Seconds]:
    """Source moments as they fall when stretches are joined and played `rate` times as fast.

    Moments outside a stretch are left out of it, with some grace at its edges.
    """
    found, start = [], 0.0
    for low, high in stretches:
        found.append((_inside(source_s, low, high) - low + start) / rate)
        start += high - low
    return found


def _inside(source_s: Seconds, low: float, high: float) -> Seconds:
    return source_s[(source_s >= low - _GRACE_S) & (source_s < high + _GRACE_S)]

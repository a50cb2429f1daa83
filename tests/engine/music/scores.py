"""Analysed songs without sound, bars and wishes: what arrangements are tried on."""

from collections.abc import Sequence

import numpy as np

from remixes.analysis.harmony import Chord, Key
from remixes.analysis.song import Song
from remixes.engine.music.arrange.shape import Bar
from remixes.engine.music.catalogue import STYLES
from remixes.engine.music.prompt import Wish

C_MAJOR = Key(0, is_minor=False)
TURNS = (Chord(0, is_minor=False), Chord(9, is_minor=True), Chord(5, is_minor=False),
         Chord(7, is_minor=False))  # fmt: skip
SONG_LEVELS = (0.4,) * 8 + (0.7,) * 16 + (1.0,) * 12 + (0.7,) * 16 + (1.0,) * 12 + (0.3,) * 8
SONG_SECTIONS = ((0, 8), (8, 24), (24, 36), (36, 52), (52, 64), (64, 72), (72, 86), (86, 90))


def counted(
    bars: int = 16,
    meter: int = 4,
    bpm: float = 110,
    levels: Sequence[float] = (),
    sections: tuple[tuple[int, int], ...] = (),
    missing: int = 0,
) -> Song:
    """A song in C with a chord per bar; its last bar lacks `missing` beats."""
    beats = bars * meter - missing
    return Song(
        times=np.arange(beats + 1) * 60 / bpm,
        meter=meter,
        key=C_MAJOR,
        chords=tuple(TURNS[beat // meter % 4] for beat in range(beats)),
        levels=np.array(levels or (1.0,) * bars),
        sections=sections or tuple((bar, min(bar + 8, bars)) for bar in range(0, bars, 8)),
        duration_s=beats * 60 / bpm,
        has_pulse=True,
    )


def pop_song() -> Song:
    """Intro, verse, chorus, verse, chorus, bridge, chorus, outro in 90 bars."""
    return counted(90, levels=SONG_LEVELS + (1.0,) * 14 + (0.5,) * 4, sections=SONG_SECTIONS)


def wish(style: str, **asked: object) -> Wish:
    """A prompt that names a style."""
    return Wish(STYLES[style], (style,), **asked)  # type: ignore[arg-type]


def bars_at(level: int, count: int, part: str = "") -> tuple[Bar, ...]:
    """Bars of one level."""
    return tuple(Bar(level, k == 0, 1.0 * (k == count - 1), part=part, place=k, length=count)
                 for k in range(count))  # fmt: skip

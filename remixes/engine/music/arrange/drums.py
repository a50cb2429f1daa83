"""Drums: the groove by level, fills between phrases, rolls and landings between parts."""

from remixes.analysis.song import Song
from remixes.engine.music.arrange.fills import Drummer, landing, rolls, strokes
from remixes.engine.music.arrange.hits import taking_turns
from remixes.engine.music.arrange.meters import STEPS, sign_at
from remixes.engine.music.arrange.shape import Bar
from remixes.engine.music.arrange.timing import Clock
from remixes.engine.music.instruments.notes import Note
from remixes.engine.music.styles import Drums, Hits

_TAKES_TURNS = ("hat", "shaker", "ride", "cabasa")
_QUIET = 0.7


def drum_notes(
    song: Song, bars: tuple[Bar, ...], drums: Drums, clock: Clock, late_s: float = 0.0
) -> list[Note]:
    """All drum hits of a version; the snare drags `late_s` behind."""
    notes: list[Note] = []
    if not (drums.kick or drums.snare or drums.hat or drums.extra):
        return notes
    drummer = Drummer(drums, clock)
    started_s = 0.0
    for i, bar in enumerate(bars):
        notes += _groove(i, bar, drums, drummer, clock, late_s)
        notes += drummer.fill(i, bar)
        if bar.part == "build":
            notes += drummer.build(i, bar)
        notes += landing(bar, song.bar_at(i), drums, started_s)
        started_s = song.bar_at(i - bar.place) if bar.part == "build" else song.bar_at(i)
    return taking_turns(notes)


def _roles(bar: Bar, drums: Drums) -> list[tuple[Hits, float]]:
    """Everybody who plays at this level and how loud; a roll takes the backbeat, then the kick."""
    rolling = bar.part == "build" and rolls(drums)
    ends_empty = rolling and bar.length > 1 and bar.place == bar.length - 1
    roles: list[tuple[Hits, float]] = []
    if bar.level >= 1 and drums.kick and not ends_empty:
        roles.append((drums.kick, 1.0))
    if bar.level >= 1 and drums.hat:
        roles.append((drums.hat, _QUIET if bar.level == 1 else 1.0))
    if bar.level >= 2 and drums.snare and not rolling:
        roles.append((drums.snare, 1.0))
    if bar.level >= 3:
        roles += [(extra, 1.0) for extra in drums.extra]
    elif bar.level == 2 and bar.turn >= 1:
        # A verse that comes back has grown.
        roles += [(extra, _QUIET) for extra in drums.extra[:1]]
    return roles


def _groove(
    i: int, bar: Bar, drums: Drums, drummer: Drummer, clock: Clock, late_s: float
) -> list[Note]:
    hits: list[Note] = []
    for (drum, steps), gain in _roles(bar, drums):
        late = late_s if drums.snare and drum == drums.snare[0] else 0.0
        for step in range(clock.meter * STEPS):
            sign = sign_at(steps, clock.meter, bar.place, step)
            if sign == "." or drummer.makes_room(bar, drum, step):
                continue
            strength = gain * clock.touch(steps, bar.place, step) * _accent(drum, step)
            hits += strokes(drum, i, step, sign, strength, clock, late)
    return hits


def _accent(drum: str, step: int) -> float:
    """Hands that keep time lean on the beat and let the sixteenths between fall off."""
    if not drum.endswith(_TAKES_TURNS) or drum.endswith("open hat"):
        return 1.0
    return (1.0, 0.78, 0.9, 0.74)[step % STEPS]

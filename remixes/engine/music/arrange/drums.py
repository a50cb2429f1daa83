"""Drums: the pattern by level, fills at phrase ends, crashes at phrase starts, rolls into drops."""

from remixes.analysis.song import Song
from remixes.engine.music.arrange.shape import Bar
from remixes.engine.music.arrange.timing import STEPS, Clock
from remixes.engine.music.instruments.notes import Note
from remixes.engine.music.styles import Drums

_PANS = {
    "hat": 0.22, "soft hat": 0.2, "open hat": 0.25, "ride": -0.3, "shaker": -0.35, "crash": -0.2,
    "conga": 0.4, "high conga": 0.5, "rim": -0.15, "low tom": 0.3, "mid tom": 0.0, "high tom": -0.3,
}  # fmt: skip
_GAINS = {
    "hat": 0.3, "soft hat": 0.34, "open hat": 0.26, "ride": 0.22, "shaker": 0.22, "crash": 0.4,
    "conga": 0.34, "high conga": 0.3, "rim": 0.4, "brush": 0.5, "clap": 0.62, "snare": 0.7,
    "tight snare": 0.7, "dusty snare": 0.68, "gated snare": 0.7, "riser": 0.3, "low tom": 0.6,
    "mid tom": 0.55, "high tom": 0.5, "timpani": 0.85,
}  # fmt: skip
_THREE_SNARE = "....x...x..."
_KICKS = ("kick", "deep kick", "soft kick", "hard kick", "timpani")


def is_kick(note: Note) -> bool:
    """True for what the mix pumps to."""
    return note.instrument in _KICKS


def drum_notes(song: Song, bars: tuple[Bar, ...], drums: Drums, clock: Clock) -> list[Note]:
    """All drum hits of a version."""
    notes: list[Note] = []
    if not (drums.kick or drums.snare or drums.hat):
        return notes
    for i, bar in enumerate(bars):
        notes += _bar_hits(song, i, bar, drums, clock)
        if bar.fill and bar.level >= 2 and drums.fill != "none":
            notes += _fill(song, i, bar, drums, clock)
        if bar.is_first and bar.level >= 2 and drums.has_crash:
            notes.append(_hit("crash", clock.exact(i, 0), 0.9))
        if bar.is_build and drums.has_crash:
            notes.append(_hit("riser", max(0.0, song.bar_at(i + 1) - 1.9), 1.0))
    return notes


def _hit(drum: str, start_s: float, strength: float) -> Note:
    gain = _GAINS.get(drum, 0.9) * strength
    return Note(start_s, 0.2, drum, 0, gain, _PANS.get(drum, 0.0))


def _roles(bar: Bar, drums: Drums, meter: int) -> list[tuple[str, str]]:
    """(drum, steps) of everybody who plays at this level."""
    roles = []
    if bar.level >= 1 and drums.kick:
        roles.append(drums.kick if meter == 4 else (drums.kick[0], "X..........."))
    if bar.level >= 1 and drums.hat:
        roles.append(drums.hat)
    if bar.level >= 2 and drums.snare:
        roles.append(drums.snare if meter == 4 else (drums.snare[0], _THREE_SNARE))
    if bar.level >= 3:
        roles += drums.extra
    return roles


def _bar_hits(song: Song, i: int, bar: Bar, drums: Drums, clock: Clock) -> list[Note]:
    hits = []
    total = song.meter * STEPS
    for drum, steps in _roles(bar, drums, song.meter):
        loose = 0.0015 if drum in _KICKS else 0.004
        quiet = 0.7 if bar.level == 1 and drum not in _KICKS else 1.0
        for step in range(total):
            strength = clock.touch(steps, step)
            if strength and not _makes_room(bar, drums, drum, step, total):
                hits.append(_hit(drum, clock.human(i, step, loose), quiet * strength))
    return hits


def _makes_room(bar: Bar, drums: Drums, drum: str, step: int, total: int) -> bool:
    """The snare leaves the last beat to a fill."""
    is_snare = bool(drums.snare) and drum == drums.snare[0] if drums.snare else False
    return is_snare and bar.fill == 1.0 and bar.level >= 2 and step >= total - STEPS


def _fill(song: Song, i: int, bar: Bar, drums: Drums, clock: Clock) -> list[Note]:
    """Half a bar at phrase ends, a few ghosts in between."""
    total = song.meter * STEPS
    snare = drums.snare[0] if drums.snare else "rim"
    if bar.fill < 1.0:
        steps = [s for s in (total - 3, total - 1) if clock.chance(0.6)]
        return [_hit(snare, clock.human(i, s), 0.4) for s in steps]
    count = 8 if bar.is_build else 6
    hits = []
    for k, step in enumerate(range(total - count, total)):
        if k % 2 and drums.fill == "claps" and not bar.is_build:
            continue
        drum = ("high tom", "mid tom", "low tom")[3 * k // count] if drums.fill == "toms" else snare
        if bar.is_build or clock.chance(0.8):
            hits.append(_hit(drum, clock.human(i, step), 0.45 + 0.5 * k / count))
    return hits

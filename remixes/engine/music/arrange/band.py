"""One version's band at work: all stems of notes for a song, a style and a wish."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from remixes.analysis.song import Song
from remixes.engine.music.arrange.bass import bass_notes
from remixes.engine.music.arrange.casting import band_for, style_for, tempered
from remixes.engine.music.arrange.counter import counter_notes
from remixes.engine.music.arrange.drums import drum_notes
from remixes.engine.music.arrange.harmony import arp_notes, chord_notes, pad_notes
from remixes.engine.music.arrange.motion import halts
from remixes.engine.music.arrange.shape import Bar
from remixes.engine.music.arrange.timing import Clock
from remixes.engine.music.instruments.notes import Note
from remixes.engine.music.prompt import Wish

__all__ = ["STEMS", "Score", "band_for", "write"]

STEMS = ("drums", "bass", "chords", "arp", "pad", "counter")
_RISES_ON = ("riser", "reverse cymbal")
"""What sounds on through the hole before a drop."""
_LEANING = (0.8, 0.78, 0.82, 1.0)
"""Gains of the band by level."""
_SHORTEST_S, _WORTH_S, _EARLY_S = 0.06, 0.3, 0.03


@dataclass(frozen=True)
class Score:
    """Notes per stem and the names of who plays."""

    stems: dict[str, list[Note]]
    instruments: tuple[str, ...]


def write(
    song: Song,
    bars: tuple[Bar, ...],
    wish: Wish,
    version: int,
    seed: int,
    taken: Sequence[tuple[float, float]] = (),
) -> Score:
    """Everybody's notes; `taken` are seconds in which somebody sings or leads.

    Parts the prompt does not want stay silent.
    """
    band, style = band_for(wish, version), style_for(wish)
    bars = tempered(bars, wish.energy)

    def clock(part: int) -> Clock:
        return Clock(
            song, style, int(np.random.default_rng([seed, version, part]).integers(1 << 31))
        )

    bass = bass_notes(song, bars, band.bass, clock(1))
    stems = {
        "drums": drum_notes(song, bars, band.drums, clock(0), style.lay_back_s),
        "bass": bass,
        "chords": chord_notes(song, bars, band.chords, clock(2)),
        "arp": arp_notes(song, bars, band.arp, clock(3)) if band.arp else [],
        "pad": pad_notes(song, bars, band.pad) if band.pad else [],
        "counter": counter_notes(song, bars, band.counter, bass, clock(4), taken)
        if band.counter
        else [],
    }
    gaps = halts(song, bars)
    stems = {
        name: _with_dynamics(_with_holes(_heard(notes, song), gaps), song, bars)
        for name, notes in stems.items()
    }
    if style.has_crackle or wish.texture:
        stems["texture"] = _crackle(song)
    for part in _silent(wish) & stems.keys():
        stems[part] = []
    return Score(stems, _names(stems))


def _heard(notes: list[Note], song: Song) -> list[Note]:
    """Without what a short last bar would put behind the end of the song."""
    end = float(song.times[-1])
    return [note for note in notes if note.start_s < end]


def _silent(wish: Wish) -> frozenset[str]:
    """Stems that nobody wants to hear."""
    silent = set(wish.absent)
    if "chords" in silent:
        silent.add("pad")
    if "arp" in silent:
        silent.add("counter")
    return frozenset(silent)


def _with_dynamics(notes: list[Note], song: Song, bars: Sequence[Bar]) -> list[Note]:
    """Players lean back where not everybody plays, so that a chorus can lift."""
    starts = [song.bar_at(i) for i in range(len(bars))]
    gains = [_LEANING[bar.level] for bar in bars]
    return [
        replace(note, gain=note.gain * gains[max(0, bisect_right(starts, note.start_s + 0.03) - 1)])
        for note in notes
    ]


def _with_holes(notes: list[Note], gaps: Sequence[tuple[float, float]]) -> list[Note]:
    """Nothing begins or rings on in the silent beats before drops; gaps come in order."""
    if not gaps:
        return notes
    stops = [stop for _, stop in gaps]
    out: list[Note] = []
    for note in notes:
        # No note is so long that it meets two holes.
        at = bisect_right(stops, note.start_s + _EARLY_S)
        out += _around(note, *gaps[at]) if at < len(gaps) else [note]
    return out


def _around(note: Note, start: float, stop: float) -> list[Note]:
    """What is left of a note outside of a hole."""
    end = note.start_s + note.length_s
    if note.instrument in _RISES_ON or end <= start or note.start_s >= stop - _EARLY_S:
        return [note]
    before = [replace(note, length_s=max(_SHORTEST_S, start - note.start_s))]
    after = [replace(note, start_s=stop, length_s=end - stop)]
    return before * (note.start_s < start - _EARLY_S) + after * (end > stop + _WORTH_S)


def _crackle(song: Song) -> list[Note]:
    """Worn vinyl under everything, a second at a time."""
    seconds = range(int(song.times[-1]) + 1)
    return [Note(float(at), 1.0, "crackle", at % 7, 1.0, 0.3 * (-1) ** at) for at in seconds]


def _names(stems: dict[str, list[Note]]) -> tuple[str, ...]:
    """Who plays, drums as one."""
    names = ["drums"] if stems["drums"] else []
    for part in STEMS[1:]:
        names += dict.fromkeys("choir" if _is_voice(n) else n.instrument for n in stems[part])
    return tuple(dict.fromkeys(names))


def _is_voice(note: Note) -> bool:
    return note.instrument.startswith("voice")

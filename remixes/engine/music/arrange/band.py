"""One version's band at work: all stems of notes for a song, a style and a wish."""

from dataclasses import dataclass, replace

import numpy as np

from remixes.analysis.song import Song
from remixes.engine.music.arrange.bass import bass_notes
from remixes.engine.music.arrange.drums import drum_notes
from remixes.engine.music.arrange.harmony import arp_notes, chord_notes, pad_notes
from remixes.engine.music.arrange.shape import Bar
from remixes.engine.music.arrange.timing import Clock
from remixes.engine.music.instruments.notes import Note
from remixes.engine.music.prompt import Wish
from remixes.engine.music.styles import Band

STEMS = ("drums", "bass", "chords", "arp", "pad")


@dataclass(frozen=True)
class Score:
    """Notes per stem and the names of who plays."""

    stems: dict[str, list[Note]]
    instruments: tuple[str, ...]

    def with_lead(self, notes: list[Note]) -> "Score":
        """The same band and somebody in front of it."""
        names = dict.fromkeys("lead voice" if _is_voice(n) else n.instrument for n in notes)
        instruments = tuple(dict.fromkeys((*self.instruments, *names)))
        return Score(self.stems | {"lead": notes}, instruments)


def band_for(wish: Wish, version: int) -> Band:
    """The style's band for a version with the instruments that were asked for by name."""
    band = wish.style.bands[version - 1]
    if wish.chords:
        band = replace(band, chords=replace(band.chords, instrument=wish.chords))
    if wish.arp and band.arp:
        band = replace(band, arp=replace(band.arp, instrument=wish.arp))
    return band


def write(song: Song, bars: tuple[Bar, ...], wish: Wish, version: int, seed: int) -> Score:
    """Everybody's notes; parts the prompt does not want stay silent."""
    band = band_for(wish, version)

    def clock(part: int) -> Clock:
        style = wish.style
        own = int(np.random.default_rng([seed, version, part]).integers(1 << 31))
        return Clock(song, style.swing, swings_eighths=style.swings_eighths, seed=own)

    stems = {
        "drums": drum_notes(song, bars, band.drums, clock(0)),
        "bass": bass_notes(song, bars, band.bass, clock(1)),
        "chords": chord_notes(song, bars, band.chords, clock(2)),
        "arp": arp_notes(song, bars, band.arp, clock(3)) if band.arp else [],
        "pad": pad_notes(song, bars, band.pad) if band.pad else [],
    }
    if wish.style.has_crackle:
        stems["texture"] = _crackle(song)
    for part in wish.absent & stems.keys():
        stems[part] = []
    if "chords" in wish.absent:
        stems["pad"] = []
    return Score(stems, _names(stems))


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

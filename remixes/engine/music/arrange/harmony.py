"""Chords, arpeggios and pads on the song's own chords."""

from remixes.analysis.song import Song
from remixes.engine.music.arrange.shape import Bar
from remixes.engine.music.arrange.timing import STEPS, Clock, length_of
from remixes.engine.music.arrange.voicing import Voicer, tones_of
from remixes.engine.music.instruments.notes import Note
from remixes.engine.music.styles import Arp, Comp

_LONGEST_PAD_S = 4.4


def chord_notes(song: Song, bars: tuple[Bar, ...], comp: Comp, clock: Clock) -> list[Note]:
    """The comping instrument, voice-led; in bars of level 0 it only lays the chord down."""
    voicer = Voicer(song.key, comp.tones, comp.centre)
    notes = []
    total = song.meter * STEPS
    for i, bar in enumerate(bars):
        steps = comp.steps if bar.level >= 1 else _first_of(comp.steps)
        for step in range(total):
            strength = clock.touch(steps, step)
            if not strength:
                continue
            start = clock.human(i, step, 0.003)
            gap = clock.exact(i, step + length_of(steps, step, total)) - start
            length = max(0.1, gap * (comp.ring if bar.level else 0.95))
            pitches = voicer(song.chord_at(i * song.meter + step / STEPS))
            for k, pitch in enumerate(pitches):
                pan = -0.3 + 0.6 * k / max(1, len(pitches) - 1)
                gain = strength * (0.95 if bar.level else 0.75)
                notes.append(
                    Note(start + k * comp.strum_s, length, comp.instrument, pitch, gain, pan)
                )
    return notes


def _first_of(steps: str) -> str:
    return "X" + "." * (len(steps) - 1)


def arp_notes(song: Song, bars: tuple[Bar, ...], arp: Arp, clock: Clock) -> list[Note]:
    """Single chord tones; thin in quiet bars."""
    voicer = Voicer(song.key, "triad", arp.centre)
    notes = []
    count = 0
    for i, bar in enumerate(bars):
        chance = arp.chance * (0.0, 0.35, 0.75, 1.0)[bar.level]
        for step in range(0, song.meter * STEPS, arp.every):
            count += 1
            if not clock.chance(chance):
                continue
            pitches = voicer(song.chord_at(i * song.meter + step / STEPS))
            which = arp.order[count % len(arp.order)]
            pitch = pitches[which % len(pitches)] + 12 * (which // len(pitches))
            start = clock.human(i, step, 0.003)
            length = (clock.exact(i, step + arp.every) - start) * 0.9
            pan = 0.4 if count % 2 else -0.4
            gain = (0.95 if step % STEPS == 0 else 0.75) * clock.touch("x", 0)
            notes.append(Note(start, max(0.1, length), arp.instrument, pitch, gain, pan))
    return notes


def pad_notes(song: Song, bars: tuple[Bar, ...], instrument: str) -> list[Note]:
    """Held chords, struck anew only when the harmony moves."""
    voicer = Voicer(song.key, "triad", 58)
    notes = []
    beat = 0
    while beat < song.beats:
        stop = _held_until(song, beat)
        pitches = voicer(song.chord_at(beat))
        gain = 0.8 if bars[beat // song.meter].level else 1.0
        for k, pitch in enumerate(pitches):
            pan = -0.5 + k / max(1, len(pitches) - 1)
            length = song.at(stop) - song.at(beat)
            notes.append(Note(song.at(beat), length, instrument, pitch, gain, pan))
        beat = stop
    return notes


def _held_until(song: Song, beat: int) -> int:
    """The beat where the chord changes or the sound runs out."""
    stop = beat + 1
    while (
        stop < song.beats
        and song.chord_at(stop) == song.chord_at(beat)
        and song.at(stop + 1) - song.at(beat) < _LONGEST_PAD_S
    ):
        stop += 1
    return stop


def all_tones(song: Song, beat: float) -> tuple[int, ...]:
    """Pitch classes of the triad that sounds at a beat."""
    return tones_of(song.chord_at(beat), song.key, "triad")

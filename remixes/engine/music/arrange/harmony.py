"""Chords, arpeggios and pads on the song's own chords."""

from remixes.analysis.song import Song
from remixes.engine.music.arrange.meters import STEPS
from remixes.engine.music.arrange.rhythm import Stroke, accents, strokes_of
from remixes.engine.music.arrange.shape import PEAKS, Bar
from remixes.engine.music.arrange.timing import Clock
from remixes.engine.music.arrange.voicing import Voicer
from remixes.engine.music.instruments.notes import Note
from remixes.engine.music.styles import Arp, Comp

_LONGEST_PAD_S = 4.4
_HOLDS_FROM = 0.75
"""Comping that rings at least this long follows every change of chord."""
_PUSH_STEPS = 2


def chord_notes(song: Song, bars: tuple[Bar, ...], comp: Comp, clock: Clock) -> list[Note]:
    """The comping instrument, voice-led; in bars of level 0 it only lays the chord down."""
    voicer = Voicer(song.key, comp.tones, comp.centre)
    thin = accents(comp.steps)
    notes: list[Note] = []
    for i, bar in enumerate(bars):
        steps = ("X" + "." * 15, thin, comp.steps, comp.steps)[bar.level]
        holds = bar.level == 0 or comp.ring >= _HOLDS_FROM
        for stroke in strokes_of(song, steps, i, bar.place, follows=holds):
            if stroke.sign != "X" and clock.chance(comp.breathes):
                continue
            notes += _chord(song, i, stroke, bar, comp, voicer, clock)
    return notes


def _chord(
    song: Song, i: int, stroke: Stroke, bar: Bar, comp: Comp, voicer: Voicer, clock: Clock
) -> list[Note]:
    """One stroke, from the lowest tone up where the instrument is strummed."""
    start = clock.human(i, stroke.step, 0.003)
    gap = clock.exact(i, stroke.step + stroke.length) - start
    length = max(0.1, gap * (comp.ring if bar.level else 0.98))
    pitches = voicer(song.chord_at(_heard_beat(song, i, stroke, comp)))
    gain = stroke.strength(clock) * (0.95 if bar.level else 0.75)
    wide = max(1, len(pitches) - 1)
    return [
        Note(
            start + k * comp.strum_s,
            length,
            comp.instrument,
            pitch,
            gain * (1.0 if k == len(pitches) - 1 else 0.9),
            -0.3 + 0.6 * k / wide,
        )
        for k, pitch in enumerate(pitches)
    ]


def _heard_beat(song: Song, i: int, stroke: Stroke, comp: Comp) -> float:
    """The beat whose chord a stroke plays: the next bar's if the last eighth pushes into it."""
    total = song.meter * STEPS
    if comp.pushes and stroke.step == total - _PUSH_STEPS and i + 1 < song.bars:
        return (i + 1) * song.meter
    return i * song.meter + stroke.step / STEPS


def arp_notes(song: Song, bars: tuple[Bar, ...], arp: Arp, clock: Clock) -> list[Note]:
    """Single chord tones; thin in quiet bars, an octave higher where a peak comes back."""
    voicer = Voicer(song.key, "triad", arp.centre)
    notes: list[Note] = []
    count = 0
    for i, bar in enumerate(bars):
        chance = arp.chance * (0.35 if bar.part == "breakdown" else (0.0, 0.3, 0.7, 1.0)[bar.level])
        lift = 12 if bar.part in PEAKS and bar.turn >= 1 and arp.centre <= 74 else 0
        for step in range(0, song.meter * STEPS, arp.every):
            count += 1
            if not clock.chance(chance):
                continue
            pitches = voicer(song.chord_at(i * song.meter + step / STEPS))
            which = arp.order[count % len(arp.order)]
            pitch = pitches[which % len(pitches)] + 12 * (which // len(pitches)) + lift
            start = clock.human(i, step, 0.003)
            length = (clock.exact(i, step + arp.every) - start) * 0.9
            pan = 0.4 if count % 2 else -0.4
            gain = (0.95 if step % STEPS == 0 else 0.75) * clock.life()
            notes.append(Note(start, max(0.1, length), arp.instrument, pitch, gain, pan))
    return notes


def pad_notes(song: Song, bars: tuple[Bar, ...], instrument: str) -> list[Note]:
    """Held chords, struck anew only when the harmony moves; fuller where little else plays."""
    voicer = Voicer(song.key, "triad", 58)
    notes: list[Note] = []
    beat = 0
    while beat < song.beats:
        stop = _held_until(song, beat)
        pitches = voicer(song.chord_at(beat))
        gain = (1.0, 0.95, 0.75, 0.85)[bars[beat // song.meter].level]
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

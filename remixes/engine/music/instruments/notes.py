"""Notes to sound: cached one-shots added into blocks; a note may ring into the next block."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np

from remixes.engine.music.instruments.drawing import (
    HARD,
    MEDIUM,
    SOFT,
    VARIANTS,
    Voice,
    drawn,
    energy,
    folded,
)
from remixes.engine.music.instruments.drums import DRUMS
from remixes.engine.music.instruments.pitched import PITCHED
from remixes.engine.music.instruments.waves import Mono, Sound
from remixes.engine.music.level import HOP, active
from remixes.engine.music.part import Part
from remixes.engine.music.sound import RATE, Frames

_LENGTHS_S = (0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 20.0)
"""How long sounds are drawn: the next of these after the longest note of a pitch."""
_GLIDES_AT = 0.45
"""Share of a note after which it leaves for the pitch it glides to."""
_GRAIN_S = 0.02
_DAMPED = 441
"""Samples in which a struck thing falls silent when it is stopped."""
_SOFTER_THAN = ((0.56, SOFT), (0.87, MEDIUM))


@dataclass(frozen=True)
class Note:
    """One event: seconds, seconds, MIDI pitch, linear gain, pan from -1 (left) to 1.

    `variant` tells repeated hits of a drum apart: count it up. `velocity` from 0 to 1 is how hard
    it is struck, which changes the sound, not the level; 0 means as the gain says for pitches, hard
    for drums. A note with `glide_to` slides to that pitch half way; meant for basses.
    """

    start_s: float
    length_s: float
    instrument: str
    pitch: int
    gain: float
    pan: float = 0.0
    variant: int = 0
    velocity: float = 0.0
    glide_to: int | None = None


def sound_of(note: Note) -> Mono:
    """(samples,) of one note at gain 1, both sides together."""
    sound = drawn(_voice(note, _needed_s(note)))
    hold, stop = _extent(note, sound)
    wave = folded(sound[:, :stop])
    wave[hold:] *= _release(note.instrument)[: stop - hold]
    return wave


def played(stems: Mapping[str, Sequence[Note]]) -> dict[str, Part]:
    """A player for every stem that has notes."""
    return {name: Player(notes) for name, notes in stems.items() if notes}


class Player:
    """A Part: plays notes into consecutive blocks."""

    def __init__(self, notes: Sequence[Note]) -> None:
        heard = sorted((n for n in notes if n.start_s >= 0), key=lambda note: note.start_s)
        longest: dict[tuple[str, int], float] = {}
        for note in heard:
            key = (note.instrument, note.pitch)
            longest[key] = max(longest.get(key, 0.0), _needed_s(note))
        self._notes = [(n, _voice(n, longest[n.instrument, n.pitch])) for n in heard]
        self._choked = _choked(heard)
        self._next = 0
        self._at = 0
        self._tail = np.zeros((2, 0), np.float32)

    @cached_property
    def rms(self) -> float:
        """From the energy of every note, as if they were independent; nothing is played for it."""
        last = max((note.start_s for note, _ in self._notes), default=0.0)
        power = np.zeros(int(10 * last) + 256)
        for note, voice in self._notes:
            parts = energy(voice)
            if note.instrument in PITCHED:
                parts = parts[: int(10 * (note.length_s + PITCHED[note.instrument].release_s)) + 1]
            at = int(10 * note.start_s)
            power[at : at + len(parts)] += parts * (note.gain**2 / HOP)
        return active(power)

    def block(self, frames: int) -> Frames:
        """The next (frames, 2)."""
        end = self._at + frames
        out = np.zeros((2, max(2 * frames, self._tail.shape[1])), np.float32)
        out[:, : self._tail.shape[1]] = self._tail
        used = self._tail.shape[1]
        while self._next < len(self._notes) and self._starts(self._next) < end:
            note, voice = self._notes[self._next]
            sound, at = drawn(voice), self._starts(self._next) - self._at
            hold, stop = _extent(note, sound, self._choked.get(self._next))
            if at + stop > out.shape[1]:
                out = np.pad(out, ((0, 0), (0, at + stop - out.shape[1])))
            _add(out[:, at : at + stop], note, sound, hold)
            used = max(used, at + stop)
            self._next += 1
        self._tail = out[:, frames : max(frames, used)].copy()
        self._at = end
        block = np.empty((frames, 2), np.float32)
        block[:, 0], block[:, 1] = out[:, :frames]
        return block

    def _starts(self, which: int) -> int:
        return round(self._notes[which][0].start_s * RATE)


def _choked(notes: Sequence[Note]) -> dict[int, int]:
    """Samples that open hats may ring until any hat is struck again, by place among the notes."""
    choked: dict[int, int] = {}
    open_hats: list[int] = []
    for k, note in enumerate(notes):
        if not note.instrument.endswith("hat"):
            continue
        for before in open_hats:
            samples = round((note.start_s - notes[before].start_s) * RATE)
            if samples > _DAMPED:
                choked[before] = samples
        open_hats = [k] if note.instrument.endswith("open hat") else []
    return choked


def _voice(note: Note, needed_s: float) -> Voice:
    if note.instrument in DRUMS:
        touch = _touch(note.velocity or 1.0)
        return Voice(note.instrument, 0, 0.0, touch, (note.variant + note.pitch) % VARIANTS)
    seconds = next((s for s in _LENGTHS_S if s >= needed_s), needed_s)
    glide = 0 if note.glide_to is None else note.glide_to - note.pitch
    glide_s = round(note.length_s * _GLIDES_AT / _GRAIN_S) * _GRAIN_S if glide else 0.0
    touch = _touch(note.velocity or note.gain)
    return Voice(note.instrument, note.pitch, seconds, touch, 0, glide, glide_s)


def _touch(velocity: float) -> int:
    return next((touch for limit, touch in _SOFTER_THAN if velocity < limit), HARD)


def _needed_s(note: Note) -> float:
    """Seconds of sound that a note and its release take; more if it glides up."""
    if note.instrument in DRUMS:
        return 0.0
    faster = 2 ** (max(0, (note.glide_to or note.pitch) - note.pitch) / 12)
    return float((note.length_s + PITCHED[note.instrument].release_s) * faster)


def _extent(note: Note, sound: Sound, choked: int | None = None) -> tuple[int, int]:
    """Samples until the release begins, and until the note is over; drums ring unless choked."""
    count = sound.shape[1]
    if note.instrument in DRUMS:
        hold = min(count, choked or count)
        return hold, min(count, hold + _DAMPED)
    hold = min(count, max(1, int(note.length_s * RATE)))
    return hold, min(count, hold + len(_release(note.instrument)))


@lru_cache(128)
def _release(instrument: str) -> Mono:
    if instrument in DRUMS:
        return np.linspace(1, 0, _DAMPED, dtype=np.float32)
    count = int(PITCHED[instrument].release_s * RATE)
    return np.linspace(1, 0, count, dtype=np.float32) ** 2


def _add(out: Sound, note: Note, sound: Sound, hold: int) -> None:
    """A note into its (2, samples), released after `hold`."""
    release = _release(note.instrument)[: out.shape[1] - hold]
    for side, gain in enumerate(_panned(note.pan)):
        wave = sound[side % len(sound)]
        amount = np.float32(note.gain * gain)
        out[side, :hold] += wave[:hold] * amount
        if len(release):
            out[side, hold:] += wave[hold : out.shape[1]] * (release * amount)


def _panned(pan: float) -> tuple[float, float]:
    """Equal power."""
    turn = (pan + 1) * np.pi / 4
    return float(np.cos(turn) * 2**0.5), float(np.sin(turn) * 2**0.5)


def echoes(notes: Sequence[Note], delay_s: float, times: int, keep: float) -> list[Note]:
    """The notes' repeats, alternating sides, quieter and darker each time."""
    return [
        replace(
            note,
            start_s=note.start_s + k * delay_s,
            gain=note.gain * keep**k,
            pan=0.6 if k % 2 else -0.6,
        )
        for note in notes
        for k in range(1, times + 1)
    ]

"""Notes to sound: cached one-shots added into blocks; a note may ring into the next block."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from remixes.engine.music.instruments.drums import DRUMS
from remixes.engine.music.instruments.pitched import PITCHED
from remixes.engine.music.instruments.waves import Mono
from remixes.engine.music.level import HOP, active
from remixes.engine.music.part import Part
from remixes.engine.music.sound import RATE, Frames

_GRAIN_S = 0.02
"""Lengths are rounded to this, so that repeated notes are drawn once."""
_REFERENCE = 0.12


@dataclass(frozen=True)
class Note:
    """One event: seconds, seconds, MIDI pitch, linear gain, pan from -1 (left) to 1."""

    start_s: float
    length_s: float
    instrument: str
    pitch: int
    gain: float
    pan: float = 0.0


@lru_cache(128)
def _drawn(instrument: str, pitch: int) -> Mono:
    """The full-length sound at an even level; noise depends on the name alone."""
    rng = np.random.default_rng(zlib.crc32(f"{instrument}/{pitch}".encode()))
    if instrument in DRUMS:
        wave = DRUMS[instrument](rng)
        return (wave / (np.abs(wave).max() + 1e-9) * 0.8).astype(np.float32)
    wave = np.asarray(PITCHED[instrument].draw(pitch, rng), np.float32)
    head = wave[: int(0.35 * RATE)]
    return wave * np.float32(_REFERENCE / (np.sqrt(np.mean(head**2)) + 1e-9))


@lru_cache(512)
def _shaped(instrument: str, pitch: int, grains: int) -> Mono:
    wave = _drawn(instrument, pitch)
    if instrument in DRUMS:
        return wave
    kind = PITCHED[instrument]
    wave = wave[: int((grains * _GRAIN_S + kind.release_s) * RATE)].copy()
    attack = min(len(wave), max(2, int(kind.attack_s * RATE)))
    release = min(len(wave), int(kind.release_s * RATE))
    wave[:attack] *= np.linspace(0, 1, attack, dtype=np.float32)
    wave[len(wave) - release :] *= np.linspace(1, 0, release, dtype=np.float32) ** 2
    return wave


def sound_of(note: Note) -> Mono:
    """(samples,) of one note at gain 1."""
    return _shaped(note.instrument, note.pitch, _grains(note))


def _grains(note: Note) -> int:
    return max(2, round(note.length_s / _GRAIN_S))


@lru_cache(512)
def _energy(instrument: str, pitch: int, grains: int) -> NDArray[np.float64]:
    """Of one note at gain 1: the sum of squares per tenth of a second."""
    wave = _shaped(instrument, pitch, grains)
    padded = np.pad(wave, (0, -len(wave) % HOP))
    return (padded.astype(np.float64) ** 2).reshape(-1, HOP).sum(1)


def played(stems: Mapping[str, Sequence[Note]]) -> dict[str, Part]:
    """A player for every stem that has notes."""
    return {name: Player(notes) for name, notes in stems.items() if notes}


class Player:
    """A Part: plays notes into consecutive blocks."""

    def __init__(self, notes: Sequence[Note]) -> None:
        self._notes = sorted(notes, key=lambda note: note.start_s)
        self._next = 0
        self._at = 0
        self._tail = np.zeros((0, 2), np.float32)

    @cached_property
    def rms(self) -> float:
        """From the energy of every note, as if they were independent; nothing is played for it."""
        notes = [note for note in self._notes if note.start_s >= 0]
        last = max((note.start_s for note in notes), default=0.0)
        power = np.zeros(int(10 * last) + 64)
        for note in notes:
            energy = _energy(note.instrument, note.pitch, _grains(note))
            at = int(10 * note.start_s)
            part = power[at : at + len(energy)]
            part += energy[: len(part)] * (note.gain**2 / HOP)
        return active(power)

    def block(self, frames: int) -> Frames:
        """The next (frames, 2)."""
        end = self._at + frames
        due = []
        while self._next < len(self._notes) and self._notes[self._next].start_s * RATE < end:
            due.append(self._notes[self._next])
            self._next += 1
        sounds = [(max(0, round(n.start_s * RATE) - self._at), n, sound_of(n)) for n in due]
        reach = max((at + len(wave) for at, _, wave in sounds), default=0)
        out = np.zeros((max(frames, reach, len(self._tail)), 2), np.float32)
        out[: len(self._tail)] += self._tail
        for at, note, wave in sounds:
            if note.start_s >= 0:
                left, right = _panned(note.pan)
                out[at : at + len(wave), 0] += wave * np.float32(note.gain * left)
                out[at : at + len(wave), 1] += wave * np.float32(note.gain * right)
        self._tail = out[frames:].copy()
        self._at = end
        return out[:frames]


def _panned(pan: float) -> tuple[float, float]:
    """Equal power."""
    turn = (pan + 1) * np.pi / 4
    return float(np.cos(turn) * 2**0.5), float(np.sin(turn) * 2**0.5)


def echoes(notes: Sequence[Note], delay_s: float, times: int, keep: float) -> list[Note]:
    """The notes' repeats, alternating sides, quieter each time."""
    return [
        Note(
            note.start_s + k * delay_s,
            note.length_s,
            note.instrument,
            note.pitch,
            note.gain * keep**k,
            0.6 if k % 2 else -0.6,
        )
        for note in notes
        for k in range(1, times + 1)
    ]

"""Plays written songs: a small sampler over the engine's one-shots, a mix and a simple master."""

from collections.abc import Sequence

import numpy as np
import scipy.signal
from numpy.typing import NDArray

from remixes.engine.evaluate.songs.score import Played, Written
from remixes.engine.evaluate.songs.singer import sung
from remixes.engine.music.instruments.notes import Note, sound_of

RATE = 44_100
Stereo = NDArray[np.float32]
"""(frames, 2)"""

_LEVELS = {"drums": 0.16, "bass": 0.12, "chords": 0.09, "pad": 0.05, "vocals": 0.13}
"""RMS where a stem sounds, before the master."""
_PANS = {"hat": 0.25, "open hat": 0.25, "ride": -0.3, "shaker": -0.35, "conga": 0.3, "crash": -0.2}
_PEAK = 0.85
_DRIVE = 1.5
_ROOM_S = 1.1
_SENDS = {"drums": 0.05, "bass": 0.0, "chords": 0.12, "pad": 0.2, "vocals": 0.15}


def perform(written: Written) -> dict[str, Stereo]:
    """Every stem as it sits in the mix, and the "mix" itself, which is their mastered sum."""
    frames = int(written.truth.seconds * RATE)
    dry = {name: _played(notes, frames) for name, notes in written.parts.items()}
    if written.verses:
        voice = sung(written.verses, frames)
        dry["vocals"] = np.stack([voice, voice], axis=1)
    room = _room()
    stems = {name: _placed(name, stem, room) for name, stem in dry.items()}
    total = np.zeros((frames, 2), np.float32)
    for stem in stems.values():
        total += stem
    return stems | {"mix": _mastered(total)}


def _played(notes: Sequence[Played], frames: int) -> Stereo:
    out = np.zeros((frames, 2), np.float32)
    for note in notes:
        wave = sound_of(
            Note(note.start_s, note.length_s, note.instrument, note.pitch, note.velocity)
        )
        at = max(0, round(note.start_s * RATE))
        wave = wave[: frames - at] * np.float32(note.velocity)
        pan = _PANS.get(note.instrument, 0.02 * (note.pitch - 60) if len(wave) else 0.0)
        turn = (float(np.clip(pan, -0.5, 0.5)) + 1) * np.pi / 4
        out[at : at + len(wave), 0] += wave * np.float32(np.cos(turn) * 2**0.5)
        out[at : at + len(wave), 1] += wave * np.float32(np.sin(turn) * 2**0.5)
    return out


def _room() -> Stereo:
    """The tail of one small room, different left and right."""
    at = np.arange(int(_ROOM_S * RATE)) / RATE
    noise = np.random.default_rng(5).standard_normal((len(at), 2))
    tail = noise * np.exp(-5.5 * at / _ROOM_S)[:, None]
    return (tail / np.sqrt((tail**2).sum(0))).astype(np.float32)


def _placed(name: str, stem: Stereo, room: Stereo) -> Stereo:
    heard = np.abs(stem).max(1) > 1e-3
    if not heard.any():
        return stem
    stem = stem * np.float32(_LEVELS[name] / np.sqrt(np.mean(stem[heard] ** 2)))
    if not _SENDS[name]:
        return stem
    wet = scipy.signal.oaconvolve(stem, room, axes=0)[: len(stem)]
    return np.asarray(stem + np.float32(_SENDS[name]) * wet, np.float32)


def _mastered(total: Stereo) -> Stereo:
    """Peaks rounded off, then set to a level as records have it."""
    loud = total / np.quantile(np.abs(total), 0.9995)
    soft = np.tanh(_DRIVE * loud)
    return np.asarray(soft * (_PEAK / np.abs(soft).max()), np.float32)

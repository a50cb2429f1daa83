"""The pitch of a sung line, frame by frame: glides, scoops, late vibrato; it knows no words."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from remixes.engine.music.voice.fit import Tone
from remixes.engine.music.voice.net import FPS

_EARLY_S = 0.02
"""Singers leave the old note a little before the new one."""
_GLIDE = 9
"""Frames of a portamento."""
_SCOOP_FROM_S = 0.3
_SCOOP_S = 0.04
_VIBRATO_FROM_S = 0.5
_VIBRATO_AFTER_S = 0.25
_DRIFT_FRAMES = 41


@dataclass(frozen=True)
class Manner:
    """How somebody sings: semitones of scoop and vibrato, its rate in Hz, detuning in cents."""

    scoop: float = 0.6
    vibrato: float = 0.33
    vibrato_hz: float = 5.5
    drift: float = 0.06
    cents: float = 0.0


def pitch_curve(
    tones: Sequence[Tone], start_s: float, frames: int, manner: Manner, rng: np.random.Generator
) -> NDArray[np.float64]:
    """(frames,) MIDI pitch from `start_s` on, continuous through consonants and breaths."""
    at = start_s + np.arange(frames) / FPS
    pitch = np.full(frames, float(tones[0].pitch))
    for tone in tones:
        pitch[at >= tone.start_s - _EARLY_S] = tone.pitch
    pitch = _smooth(pitch)
    for tone in tones:
        since = at - tone.start_s
        inside = (since >= -_EARLY_S) & (since < tone.length_s)
        if tone.length_s > _SCOOP_FROM_S:
            pitch -= inside * manner.scoop * np.exp(-np.maximum(since, 0) / _SCOOP_S)
        if tone.length_s > _VIBRATO_FROM_S:
            depth = manner.vibrato * np.clip((since - _VIBRATO_AFTER_S) / _VIBRATO_AFTER_S, 0, 1)
            pitch += inside * depth * np.sin(2 * np.pi * manner.vibrato_hz * since)
    return pitch + manner.cents / 100 + manner.drift * _drift(frames, rng)


def _smooth(pitch: NDArray[np.float64]) -> NDArray[np.float64]:
    window = np.hanning(_GLIDE)
    padded = np.pad(pitch, _GLIDE // 2, mode="edge")
    return np.convolve(padded, window / window.sum(), "valid")


def _drift(frames: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Slow wandering of about one unit."""
    noise = rng.standard_normal(frames + _DRIFT_FRAMES - 1)
    window = np.hanning(_DRIFT_FRAMES)
    return np.convolve(noise, window / np.sqrt((window**2).sum()), "valid")

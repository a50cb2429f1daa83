"""Songs with known tempo, key, chords and bars, from a small band of sines and noise."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from remixes.analysis.harmony import Chord, Key
from remixes.analysis.song import Song
from remixes.engine.evaluate.renders import read, render_to
from remixes.engine.render import Order, Version

RATE = 44_100
FIRST_BEAT_S = 0.35

Frames = NDArray[np.float32]


@dataclass(frozen=True)
class Truth:
    """What a song is made of; `degrees` are scale steps of one chord per bar."""

    bpm: float = 104
    tonic: int = 0
    is_minor: bool = False
    degrees: tuple[int, ...] = (0, 4, 5, 3)
    meter: int = 4
    seconds: float = 12
    has_drums: bool = True


@lru_cache(64)
def _tone(pitch: int, seconds: float) -> Frames:
    at = np.arange(int(seconds * RATE)) / RATE
    hz = 440 * 2 ** ((pitch - 69) / 12)
    wave = sum(np.sin(2 * np.pi * hz * k * at) / k**1.3 for k in range(1, 7))
    return (wave * np.exp(-1.5 * at) * np.minimum(1, (seconds - at) * 50)).astype(np.float32)


def _drum(rng: np.random.Generator, hz: float, noise: float, decay: float) -> Frames:
    at = np.arange(int(0.2 * RATE)) / RATE
    wave = np.sin(2 * np.pi * hz * at) + noise * rng.standard_normal(len(at))
    return (wave * np.exp(-decay * at)).astype(np.float32)


def song(truth: Truth) -> Frames:
    """(frames, 2) at 44.1 kHz."""
    rng = np.random.default_rng(1)
    out = np.zeros((int(truth.seconds * RATE), 2), np.float32)
    scale = (0, 2, 3, 5, 7, 8, 10) if truth.is_minor else (0, 2, 4, 5, 7, 9, 11)
    beat_s = 60 / truth.bpm

    def add(start_s: float, wave: Frames, gain: float, left: float = 1.0) -> None:
        at = int(start_s * RATE)
        wave = wave[: max(0, len(out) - at)] * np.float32(gain)
        out[at : at + len(wave)] += np.stack([wave * left, wave * (2 - left)], axis=1)

    for bar in range(int(truth.seconds / beat_s / truth.meter) + 1):
        start = FIRST_BEAT_S + bar * truth.meter * beat_s
        degree = truth.degrees[bar % len(truth.degrees)]
        triad = [truth.tonic + scale[(degree + k) % 7] for k in (0, 2, 4)]
        for k, pitch in enumerate(triad):
            add(start, _tone(60 + pitch % 12, truth.meter * beat_s), 0.08, 0.7 + 0.3 * k)
        for beat in range(truth.meter):
            at = start + beat * beat_s
            add(at, _tone(36 + triad[0] % 12, 0.9 * beat_s), 0.2)
            add(at + beat_s / 2, _tone(72 + triad[beat % 3] % 12, 0.5 * beat_s), 0.05, 1.3)
            if truth.has_drums:
                add(
                    at, _drum(rng, 60, 0.02, 18) if beat % 2 == 0 else _drum(rng, 190, 0.8, 24), 0.4
                )
                add(at + beat_s / 2, _drum(rng, 9000, 0.5, 90), 0.08, 1.2)
    return out * np.float32(0.8)


def score(bpm: float, seconds: float) -> Song:
    """An analysed song without sound: even beats in C major, one chord."""
    beats = int(seconds * bpm / 60)
    bars = -(-beats // 4)
    return Song(
        times=np.arange(beats + 1) * 60 / bpm,
        meter=4,
        key=Key(0, is_minor=False),
        chords=(Chord(0, is_minor=False),) * beats,
        levels=np.ones(bars),
        sections=tuple((bar, min(bar + 8, bars)) for bar in range(0, bars, 8)),
        duration_s=seconds,
        has_pulse=True,
    )


def file_of(sound: Frames, path: Path, rate: int = RATE, subtype: str = "PCM_16") -> Path:
    """Write a wav."""
    soundfile.write(str(path), sound, rate, subtype=subtype)
    return path


def order(source: Path, prompt: str = "lofi", mode: str = "REMIX", **fields: object) -> Order:
    """An order with nothing unusual in it."""
    usual = {
        "lyrics": "",
        "replace_start_at": None,
        "replace_end_at": None,
        "seed": 7,
        "title": "Night Bus",
    }
    return Order(source=source, prompt=prompt, mode=mode, **{**usual, **fields})  # type: ignore[arg-type]


@dataclass(frozen=True)
class Rendered:
    """Everything that came through the door."""

    versions: tuple[Version, ...]
    plan: dict[str, object]
    reports: tuple[tuple[float, str], ...]

    def wav(self, number: int) -> Frames:
        """The decoded wav of a version."""
        return read(self.versions[number - 1].wav)[0]

    def mp3(self, number: int) -> Frames:
        """The decoded mp3 of a version."""
        return read(self.versions[number - 1].mp3)[0]


def rendered(
    wanted: Order, folder: Path, is_cancelled: Callable[[], bool] = lambda: False
) -> Rendered:
    """Render to the end."""
    made = render_to(wanted, folder, is_cancelled)
    return Rendered(made.versions, made.plan, made.reports)

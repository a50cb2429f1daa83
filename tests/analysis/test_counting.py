"""Which pulse is counted where several fit, and what stays of it where nothing sounds."""

import numpy as np
import pytest

from remixes.analysis.beats import clocked, follow
from remixes.analysis.onsets import FPS
from remixes.analysis.progress import no_watch
from remixes.analysis.settling import Times
from remixes.analysis.song import Song, analyse
from remixes.analysis.spectra import Array

RATE = 22_050
FOUR = (0, 1, 2, 3)


def struck(bpm: float, bars: int, low: tuple[float, ...], high: tuple[float, ...]) -> Array:
    """Basses at beats `low` and clicks at beats `high` of every bar of four; a chord on each."""
    rng, beat_s = np.random.default_rng(2), 60 / bpm
    out = np.zeros(int((4 * bars * beat_s + 1) * RATE))
    at = np.arange(int(4 * beat_s * RATE)) / RATE
    click = rng.standard_normal(2000) * np.exp(-np.arange(2000) / 300)
    for bar in range(bars):
        root = 110 * 2 ** ((0, 7, 9, 5)[bar % 4] / 12)
        chord = sum(np.sin(2 * np.pi * 2 * root * ratio * at) for ratio in (1, 1.26, 1.498))
        begin = 0.5 + 4 * bar * beat_s
        for beat, sound in [
            (0.0, 0.08 * chord * np.minimum(1, 200 * at[::-1])),
            *((b, 0.5 * np.sin(2 * np.pi * root / 2 * at) * np.exp(-9 * at)) for b in low),
            *((b, 0.2 * click) for b in high),
        ]:
            first = int((begin + beat * beat_s) * RATE)
            piece = sound[: max(0, len(out) - first)]
            out[first : first + len(piece)] += piece
    return out.astype(np.float32)


def heard(sound: Array) -> Song:
    return analyse(sound, no_watch)


@pytest.mark.parametrize(
    ("bpm", "low", "high"),
    [
        (76, (0, 0.75, 2.5), tuple(k / 4 for k in range(16))),
        (80, (0, 1.75, 2.5), (1, 1.5, 2.25, 3, 3.5)),
        (140, (0, 1.5), tuple(k / 4 for k in range(16))),
    ],
)
def test_syncopated_and_half_time_beats_are_counted_as_written(
    bpm: float, low: tuple[float, ...], high: tuple[float, ...]
) -> None:
    seen = heard(struck(bpm, 10, low, high))

    assert seen.bpm == pytest.approx(bpm, rel=0.01)
    bars = (seen.bar_at(1) - 0.5) * bpm / 240
    assert bars == pytest.approx(round(bars), abs=0.03)


def test_four_kicks_a_bar_are_the_beats_although_bass_chords_and_hats_come_in_between() -> None:
    beat = round(60 / 126 * RATE)
    sound = np.concatenate([np.zeros(beat // 2, np.float32), 0.6 * struck(126, 10, FOUR, FOUR)])
    at = np.arange(beat // 2) / RATE
    kick = 0.7 * np.sin(2 * np.pi * (50 * at + 3 * (1 - np.exp(-40 * at)))) * np.exp(-15 * at)
    for k in range(40):
        first = round((0.5 + k * 60 / 126) * RATE)
        sound[first : first + len(kick)] += kick

    seen = heard(sound)

    beats = (seen.times - 0.5) * 126 / 60
    assert np.median(np.abs(beats - np.round(beats))) < 0.02


def test_a_passage_without_onsets_keeps_the_beat_of_the_song() -> None:
    envelope = np.zeros(int(40 * FPS), np.float32)
    at = np.r_[np.arange(1, 12, 0.4839), np.arange(1 + 60 * 0.4839, 39, 0.4839)]
    envelope[np.round(at * FPS).astype(int)] = 4.0

    beats = follow(envelope, np.full(len(envelope), 0.4839 * FPS))

    off = (beats - 1) / 0.4839
    assert np.abs(off - np.round(off)).max() < 0.05


def test_beats_of_a_machine_are_set_straight_and_those_of_people_are_left() -> None:
    even: Times = np.linspace(0.3, 59.8, 120)
    lost = even + np.maximum(0.0, 0.004 * (np.arange(120) - 100.0))
    played = even + np.cumsum(np.random.default_rng(3).normal(0, 0.01, 120))

    assert np.abs(clocked(lost) - even).max() < 0.005
    assert np.array_equal(clocked(played), played)

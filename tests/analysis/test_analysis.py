"""Tempo, bars, key and chords of songs whose truth is known."""

import numpy as np
import pytest
import soxr

from remixes.analysis.onsets import RATE as ANALYSIS_RATE
from remixes.analysis.progress import no_watch
from remixes.analysis.song import Song, analyse
from tests.engine.music.songs import FIRST_BEAT_S, RATE, Frames, Truth, song


def found(sound: Frames) -> Song:
    return analyse(soxr.resample(sound.mean(1), RATE, ANALYSIS_RATE), no_watch)


@pytest.mark.parametrize(
    ("truth", "key"),
    [
        (Truth(84, 3, degrees=(0, 5, 3, 4), seconds=20), "Eb major"),
        (Truth(97, 4, is_minor=True, degrees=(0, 5, 2, 6), seconds=20), "E minor"),
        (Truth(128, 5, is_minor=True, degrees=(0, 6, 5, 6), seconds=20), "F minor"),
    ],
)
def test_tempo_key_and_beats_of_a_known_song_are_found(truth: Truth, key: str) -> None:
    seen = found(song(truth))

    beats = (seen.times - FIRST_BEAT_S) * truth.bpm / 60
    off_ms = np.abs(beats - np.round(beats)) * 60_000 / truth.bpm
    assert seen.bpm == pytest.approx(truth.bpm, rel=0.005)
    assert str(seen.key) == key
    assert np.median(off_ms) < 5
    assert round(float(beats[0])) % truth.meter == 0


@pytest.mark.parametrize("bpm", [72, 84, 140, 174])
@pytest.mark.parametrize("has_drums", [True, False])
def test_off_beats_are_not_counted_and_fast_beats_are(bpm: float, has_drums: bool) -> None:
    sound = song(Truth(bpm, seconds=20, has_drums=has_drums))

    assert found(sound).bpm == pytest.approx(bpm, rel=0.005)


def test_chords_follow_the_bars() -> None:
    seen = found(song(Truth(seconds=20)))

    bars = [str(seen.chord_at(bar * 4 + 1)) for bar in range(1, 8)]
    assert " ".join(bars) in "C G Am F C G Am F C G Am F"


def test_a_waltz_is_counted_in_three() -> None:
    seen = found(song(Truth(140, 2, meter=3, seconds=20)))

    assert seen.meter == 3


def test_silence_gets_an_even_grid_that_covers_it() -> None:
    seen = found(np.zeros((10 * RATE, 2), np.float32))

    assert not seen.has_pulse
    assert seen.times[-1] >= 9.5
    assert np.allclose(np.diff(seen.times), np.diff(seen.times)[0])


def test_counting_twice_as_fast_keeps_every_chord_in_its_place() -> None:
    seen = found(song(Truth(seconds=14)))

    twice = seen.doubled()

    assert twice.bpm == pytest.approx(2 * seen.bpm, rel=0.01)
    assert twice.chord_at(18) == seen.chord_at(9)
    assert twice.halved().chords == seen.chords

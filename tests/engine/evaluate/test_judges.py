"""The judges see what is there, and see it when it is wrong."""

import numpy as np
import pytest
from numpy.typing import NDArray

from remixes.engine.evaluate.judges import chroma, gain, level, onset, pitch, spectrum
from remixes.engine.evaluate.judges.words import Listener

RATE = 44_100

Mono = NDArray[np.float32]


def tone(hz: float, seconds: float = 1.0, loud: float = 0.3) -> Mono:
    at = np.arange(int(seconds * RATE)) / RATE
    waves = [np.sin(2 * np.pi * k * hz * at) / k for k in (1, 2, 3)]
    return (loud * np.sum(waves, axis=0)).astype(np.float32)


def stereo(mono: Mono) -> Mono:
    return np.stack([mono, mono], axis=1)


def scale(tonic: int, steps: tuple[int, ...]) -> Mono:
    """A tune that leans on tonic and fifth."""
    notes = [0, *steps, 7, 0, 4 if 4 in steps else 3, 7, 0]
    return np.concatenate([tone(440 * 2 ** ((tonic + n - 9) / 12), 0.4) for n in notes])


@pytest.mark.parametrize("hz", [98.0, 220.0, 587.3])
def test_yin_finds_a_tone_to_a_few_cents_and_tells_a_quarter_tone(hz: float) -> None:
    found = pitch.track(tone(hz), RATE)
    midi = 69 + 12 * np.log2(hz / 440)

    assert np.nanmedian(np.abs(1200 * np.log2(found[5:-10] / hz))) < 3
    assert abs(pitch.cents_off(found, 0.1, 0.9, round(midi)) - 100 * (midi - round(midi))) < 3
    assert abs(pitch.cents_off(pitch.track(tone(hz * 2 ** (0.6 / 12)), RATE), 0.1, 0.9, 0)) > 50


def test_yin_hears_no_pitch_in_noise_and_in_silence() -> None:
    noise = np.random.default_rng(1).standard_normal(RATE).astype(np.float32)

    assert np.isnan(pitch.track(noise, RATE)).mean() > 0.9
    assert np.isnan(pitch.track(np.zeros(RATE, np.float32), RATE)).all()
    assert np.isnan(pitch.cents_off(np.full(100, np.nan), 0.1, 0.5, 60))


def test_the_onset_is_where_the_sound_begins_and_nowhere_else() -> None:
    quiet = np.zeros(int(0.731 * RATE), np.float32)

    assert onset.onset_s(np.concatenate([quiet, tone(220)]), RATE) == pytest.approx(0.731, abs=0.01)
    assert np.isnan(onset.onset_s(quiet, RATE))


def test_the_key_of_a_tune_is_told_from_its_neighbours() -> None:
    major, minor = (2, 4, 5, 7, 9, 11), (2, 3, 5, 7, 8, 10)
    in_d = chroma.chroma(stereo(scale(2, major)), RATE).mean(0)
    in_b = chroma.chroma(stereo(scale(11, minor)), RATE).mean(0)

    assert chroma.key_gap(in_d, 2, is_minor=False) == 0
    assert chroma.key_gap(in_b, 11, is_minor=True) == 0
    for wrong in (1, 3, 7, 9):
        assert chroma.key_gap(in_d, wrong, is_minor=False) > 0.15
    assert chroma.key_gap(in_d, 2, is_minor=True) > 0.15


def test_chroma_of_the_same_music_is_alike_and_of_other_music_is_not() -> None:
    one = chroma.chroma(stereo(scale(0, (2, 4, 5))), RATE)
    moved = chroma.chroma(stereo(scale(6, (2, 4, 5))), RATE)
    edges = np.linspace(0, 3.6, 10)

    assert chroma.likeness(chroma.by_spans(one, edges), chroma.by_spans(one, edges)) > 0.999
    assert chroma.likeness(chroma.by_spans(one, edges), chroma.by_spans(moved, edges)) < 0.3


def test_levels_agree_with_known_signals() -> None:
    at = np.arange(5 * RATE) / RATE
    sine = stereo(np.sin(2 * np.pi * 997 * at).astype(np.float32)) * np.float32(10**-1.15)
    between = stereo(np.sin(2 * np.pi * RATE / 4 * at + np.pi / 4).astype(np.float32))

    assert level.lufs(sine, RATE) == pytest.approx(-23, abs=0.1)
    assert np.abs(between).max() == pytest.approx(0.707, abs=0.001)
    assert level.true_peak_db(between * np.float32(0.5)) == pytest.approx(-6.02, abs=0.2)


def test_a_clip_is_three_samples_at_full_scale() -> None:
    sound = np.zeros((100, 2), np.float32)

    sound[10:12, 0] = 1
    assert level.clipped_runs(sound) == 0

    sound[12, 0] = 1
    assert level.clipped_runs(sound) == 1


def test_tone_is_measured_against_records() -> None:
    rng = np.random.default_rng(2)
    white = rng.standard_normal((10 * RATE, 2)).astype(np.float32)
    brown = np.cumsum(white, axis=0)
    brown -= brown.mean(0)

    assert spectrum.distance_db(white, RATE) > 6
    assert spectrum.octaves_db(white, RATE)[-1] > spectrum.octaves_db(brown, RATE)[-1] + 10


def test_gain_and_ducking_of_a_bed_are_found_under_a_voice_in_the_middle() -> None:
    rng = np.random.default_rng(3)
    bed = (0.2 * rng.standard_normal((4 * RATE, 2))).astype(np.float32)
    wanted = np.repeat([0.8, 0.8, 0.6, 0.8], RATE)[:, None]
    mixed = (bed * wanted).astype(np.float32)
    mixed[2 * RATE : 3 * RATE] += tone(300)[:, None]

    assert gain.gains(bed, mixed, RATE) == pytest.approx([0.8, 0.8, 0.6, 0.8], abs=1e-3)
    assert gain.rest_db(bed, mixed, 0.8, slice(0, RATE)) < -80
    assert gain.rest_db(bed, mixed, 0.8, slice(2 * RATE, 3 * RATE)) > -20


def test_the_listener_answers_only_with_lines_it_knows() -> None:
    listener = Listener(("hold on to what you have", "under the bridge the water turns"))

    assert listener.heard(np.zeros(RATE, np.float32), RATE) is None
    with pytest.raises(ValueError, match="xqzt"):
        Listener(("the xqzt is here",))

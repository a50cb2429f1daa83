"""Loudness and true peak against the standard, and against a plain implementation of it."""

import numpy as np
import pytest
from scipy.signal import lfilter

from remixes.audio import StreamingLoudness, StreamingTruePeak, loudness, true_peak
from remixes.audio.peak import Outline
from tests.audio.sounds import Samples, tone

# ITU-R BS.1770-4, tables 1 and 2, for 48 kHz
SHELF = (
    [1.53512485958697, -2.69169618940638, 1.19839281085285],
    [
        1.0,
        -1.69065929318241,
        0.73248077421585,
    ],
)
HIGH_PASS = [1.0, -2.0, 1.0], [1.0, -1.99004745483398, 0.99007225036621]


def plain_loudness(x: Samples) -> float:
    """BS.1770-4 word by word at 48 kHz, for one or two channels."""
    y = lfilter(*HIGH_PASS, lfilter(*SHELF, x.astype(float), axis=0), axis=0)
    starts = range(0, len(y) - 19200 + 1, 4800)
    z = np.array([(y[start : start + 19200] ** 2).mean(axis=0).sum() for start in starts])
    above = z[-0.691 + 10 * np.log10(z + 1e-20) > -70]
    gate = -0.691 + 10 * np.log10(above.mean()) - 10
    above = above[-0.691 + 10 * np.log10(above) > gate]
    return float(-0.691 + 10 * np.log10(above.mean()))


def music(seconds: float, rate: int = 48000, seed: int = 1) -> Samples:
    """Something with lows, highs, steps in level and two different channels."""
    random = np.random.default_rng(seed)
    x = 0.1 * random.standard_normal((round(seconds * rate), 2)).astype(np.float32)
    x += 0.3 * tone(seconds, 35.0, rate=rate) + 0.1 * tone(seconds, 5000.0, rate=rate)
    x[: len(x) // 3] *= 0.05
    x[:, 1] *= 0.7
    return x


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_it_agrees_with_the_standard_word_by_word(seed: int) -> None:
    x = music(7.3, seed=seed)

    assert loudness(x, 48000) == pytest.approx(plain_loudness(x), abs=0.01)


@pytest.mark.parametrize("hertz", [25, 60, 100, 1000, 4000, 12000])
def test_the_weighting_holds_at_every_frequency(hertz: int) -> None:
    x = tone(3, hertz, rate=48000, channels=1)

    assert loudness(x, 48000) == pytest.approx(plain_loudness(x), abs=0.01)


@pytest.mark.parametrize("rate", [8000, 11025, 22050, 32000, 44100, 48000, 88200, 96000, 192000])
def test_a_full_scale_tone_reads_minus_three_at_any_rate(rate: int) -> None:
    x = 2 * tone(3, 997, rate=rate, channels=1)

    assert loudness(x, rate) == pytest.approx(-3.01, abs=0.1)


def test_two_channels_are_three_decibels_louder_than_one() -> None:
    one, two = loudness(tone(2, channels=1), 44100), loudness(tone(2, channels=2), 44100)

    assert one is not None
    assert two == pytest.approx(one + 3.01, abs=0.01)


def test_surrounds_count_more_and_the_subwoofer_nothing() -> None:
    def only(channel: int) -> float | None:
        x = np.zeros((88200, 6), np.float32)
        x[:, channel] = tone(2)[:, 0]
        return loudness(x, 44100)

    front = only(0)
    assert front is not None
    assert only(4) == pytest.approx(front + 1.49, abs=0.01)
    assert only(3) is None


def test_quiet_parts_are_gated_out() -> None:
    loud = tone(5, 1000, rate=48000)
    x = np.concatenate((loud * 0.01, loud, np.zeros_like(loud)))

    assert loudness(x, 48000) == pytest.approx(plain_loudness(x), abs=0.01)
    assert loudness(x, 48000) == pytest.approx(loudness(loud, 48000), abs=0.3)


@pytest.mark.parametrize("sizes", [[7], [63, 64, 65], [1000], [4410], [65536, 7]])
def test_pieces_of_any_size_give_the_same(sizes: list[int]) -> None:
    x = music(0.6 if sizes == [7] else 3.0)
    meter, peak, at = StreamingLoudness(48000, 2), StreamingTruePeak(2), 0

    while at < len(x):
        size = sizes[at % len(sizes)]
        meter.add(x[at : at + size])
        peak.add(x[at : at + size])
        at += size

    assert meter.lufs() == pytest.approx(loudness(x, 48000), abs=1e-3)
    assert peak.dbtp() == pytest.approx(true_peak(x), abs=1e-3)


@pytest.mark.parametrize("x", [np.zeros((48000, 2), np.float32), tone(0.3, rate=48000)])
def test_silence_and_a_blink_have_no_loudness(x: Samples) -> None:
    assert loudness(x, 48000) is None


def test_nothing_at_all_has_no_loudness_and_no_peak() -> None:
    nothing = np.zeros((0, 2), np.float32)

    assert loudness(nothing, 48000) is None
    assert true_peak(nothing) is None


def test_the_peak_between_samples_is_found() -> None:
    quarter = np.sin(np.pi / 2 * np.arange(4800) + np.pi / 4).astype(np.float32)

    assert np.abs(quarter).max() == pytest.approx(0.7071, abs=1e-3)
    assert true_peak(quarter) == pytest.approx(0.0, abs=0.2)


def test_a_quiet_start_does_not_hide_a_later_peak() -> None:
    x = np.concatenate((tone(1) * 0.001, tone(1), tone(1) * 0.001))

    assert true_peak(x) == pytest.approx(-6.02, abs=0.05)


def test_the_true_peak_is_never_below_the_sample_peak() -> None:
    x = np.zeros((100, 1), np.float32)
    x[50] = 0.5

    assert true_peak(x) == pytest.approx(-6.02, abs=0.01)


@pytest.mark.parametrize("frames", [1, 15, 16, 17, 999, 44100, 3_000_000])
def test_an_outline_has_every_bucket_however_short_or_long(frames: int) -> None:
    outline, level = Outline(), np.linspace(0, 1, frames, dtype=np.float32)

    for start in range(0, frames, 65_537):
        outline.add(level[start : start + 65_537])
    buckets = outline.buckets(100)

    assert len(buckets) == 100
    assert buckets == sorted(buckets)
    assert buckets[-1] == round(255 * float(level[-1]))


def test_an_outline_of_nothing_is_flat() -> None:
    assert Outline().buckets(5) == [0] * 5

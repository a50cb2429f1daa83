"""INPAINT: the range changes, nothing else does."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import soundfile

from remixes.audio import loudness, true_peak
from remixes.audio.encode import pcm16
from remixes.engine.music.arrange.band import write
from remixes.engine.music.arrange.shape import Bar
from remixes.engine.music.catalogue import STYLES
from remixes.engine.music.inpaint import who_plays
from remixes.engine.music.prompt import read
from remixes.engine.music.sound import Scratch
from remixes.engine.music.splice import Place, joined
from remixes.engine.music.watch import Watch
from remixes.engine.music.work import Work
from tests.engine.music.songs import (
    FIRST_BEAT_S,
    RATE,
    Frames,
    Rendered,
    Truth,
    file_of,
    order,
    rendered,
    score,
    song,
)


def span_of(result: Rendered) -> tuple[int, int]:
    """Frames of the range that the plan names, at 44.1 kHz."""
    named = result.plan["range"]
    assert isinstance(named, list)
    return round(named[0] * RATE), round(named[1] * RATE)


@dataclass(frozen=True)
class Replaced:
    """A song whose middle has become reggae."""

    source: Path
    sound: Frames
    result: Rendered


@pytest.fixture(scope="module")
def reggae(tmp_path_factory: pytest.TempPathFactory) -> Replaced:
    folder = tmp_path_factory.mktemp("inpaint")
    sound = song(Truth(seconds=16)) * np.float32(0.3)
    source = file_of(sound, folder / "s.wav")
    wanted = order(source, "reggae", "INPAINT", replace_start_at=5.0, replace_end_at=9.5)
    return Replaced(source, sound, rendered(wanted, folder / "out"))


def test_samples_outside_the_range_are_the_very_same(reggae: Replaced) -> None:
    source, result = reggae.source, reggae.result

    before = soundfile.read(str(source), dtype="int16")[0]
    start, stop = span_of(result)
    for version in result.versions:
        after = soundfile.read(str(version.wav), dtype="int16")[0]
        assert after.shape == before.shape
        assert np.array_equal(after[:start], before[:start])
        assert np.array_equal(after[stop:], before[stop:])
        inside = np.corrcoef(after[start:stop, 0], before[start:stop, 0])[0, 1]
        assert inside < 0.9
    beat = 60 / 104
    assert start / RATE == pytest.approx(FIRST_BEAT_S + 8 * beat, abs=0.05)
    assert stop / RATE == pytest.approx(FIRST_BEAT_S + 16 * beat, abs=0.05)
    assert str(result.plan["summary"]).startswith("replaces 0:04 to 0:09; reggae, ")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("more", ["", "piano, no drums no bass"])
def test_versions_are_named_after_what_differs(style: str, more: str, tmp_path: Path) -> None:
    wanted = order(tmp_path / "s.wav", f"{STYLES[style].label} {more}", "INPAINT")
    watch = Watch(lambda _, __: None, lambda: False)
    wish = read(wanted.prompt)
    work = Work(wanted, wish, tmp_path, Scratch(tmp_path), watch, lambda _: None)
    seen = score(104, 20)
    bars = (Bar(3),) * seen.bars

    scores = [write(seen, bars, wish, number, number) for number in (1, 2)]
    first, second = who_plays(work, scores)

    assert first != second


def test_the_new_part_is_as_loud_as_the_old_one_and_joins_without_a_jump(reggae: Replaced) -> None:
    sound, result = reggae.sound, reggae.result

    start, stop = span_of(result)
    for number in (1, 2):
        after = result.wav(number)
        old, new = loudness(sound[start:stop], RATE), loudness(after[start:stop], RATE)
        assert new == pytest.approx(old, abs=0.5)
        steps = np.abs(np.diff(after[:, 0]))
        usual = np.quantile(steps[start - RATE : stop + RATE], 0.999)
        for edge in (start, stop):
            assert steps[edge - 3 : edge + 3].max() <= usual


def test_rate_and_channels_of_the_source_are_kept(tmp_path: Path) -> None:
    mono = song(Truth(seconds=12))[::2, :1]
    source = file_of(mono, tmp_path / "s.wav", RATE // 2)

    result = rendered(order(source, "jazz", "INPAINT"), tmp_path / "out")

    chosen = result.plan["range"]
    assert isinstance(chosen, list)
    before = soundfile.read(str(source), dtype="int16")[0]
    after, rate = soundfile.read(str(result.versions[0].wav), dtype="int16")
    assert rate == RATE // 2
    assert after.shape == before.shape
    changed = np.flatnonzero(after != before) / rate
    assert chosen[0] - 0.001 <= changed.min() <= changed.max() <= chosen[1] + 0.001


@pytest.mark.parametrize("subtype", ["PCM_24", "FLOAT"])
def test_a_finer_source_is_rounded_once_and_otherwise_left_alone(
    subtype: str, tmp_path: Path
) -> None:
    sound = song(Truth(seconds=8)) * np.float32(0.37)
    source = file_of(sound, tmp_path / "s.wav", subtype=subtype)

    result = rendered(order(source, "jazz", "INPAINT"), tmp_path / "out")

    start, stop = span_of(result)
    decoded = soundfile.read(str(source), dtype="float32")[0]
    after = soundfile.read(str(result.versions[0].wav), dtype="int16")[0]
    assert np.array_equal(after[:start], pcm16(decoded[:start]))
    assert np.array_equal(after[stop:], pcm16(decoded[stop:]))


def test_the_mp3_of_a_hot_source_does_not_clip_although_the_wav_keeps_it(tmp_path: Path) -> None:
    hot = np.clip(song(Truth(seconds=8)) * np.float32(3), -1, 1)
    source = file_of(hot, tmp_path / "s.wav")

    result = rendered(
        order(source, "jazz", "INPAINT", replace_start_at=2, replace_end_at=4), tmp_path / "out"
    )

    for number in (1, 2):
        peak = true_peak(result.mp3(number))
        assert peak is not None
        assert peak <= -1
        assert np.abs(result.wav(number)).max() > 0.99


def test_lyrics_are_sung_inside_the_range(tmp_path: Path) -> None:
    source = file_of(song(Truth(seconds=16)), tmp_path / "s.wav")
    span = {"replace_start_at": 4.9, "replace_end_at": 14.2}

    result = rendered(
        order(source, "pop", "INPAINT", lyrics="Carry me home\nover the sea", **span),
        tmp_path / "out",
    )

    start, stop = (1000 * frames / RATE for frames in span_of(result))
    first_downbeat = 1000 * (FIRST_BEAT_S + 8 * 60 / 104)
    assert start == pytest.approx(first_downbeat - 212, abs=30)
    assert "voice" in result.plan["instruments"]  # type: ignore[operator]
    for version in result.versions:
        assert [entry["text"] for entry in version.timeline] == ["Carry me home", "over the sea"]
        for entry in version.timeline:
            assert start < int(entry["start"]) < int(entry["end"]) < stop + 150
    one, two = (version.timeline for version in result.versions)
    assert not np.array_equal(result.wav(1), result.wav(2))
    assert len(one) == len(two)


def test_a_join_without_an_attack_takes_its_time(tmp_path: Path) -> None:
    hum = np.sin(2 * np.pi * 220 * np.arange(12 * RATE) / RATE)[:, None] * np.ones((1, 2))
    native = (0.2 * hum).astype(np.float32)
    struck = native.copy()
    struck[6 * RATE :] *= 4
    new = np.zeros((2 * RATE, 2), np.float32)

    slow, quick = (
        joined(Place(sound, RATE, 4 * RATE, 6 * RATE), sound[4 * RATE : 6 * RATE], new)
        for sound in (native, struck)
    )

    heard = [np.abs(sound).max(1) > 0.001 for sound in (slow, quick)]
    assert heard[0][RATE:].sum() > 5000
    assert heard[1][RATE:].sum() < 700
    assert heard[0][:RATE].sum() == heard[1][:RATE].sum()

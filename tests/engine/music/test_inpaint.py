"""INPAINT: the range changes, nothing else does."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from remixes.audio import loudness
from remixes.engine.music.ranges import choose_range
from remixes.engine.music.stops import Unrenderable
from tests.engine.music.songs import RATE, Truth, file_of, order, rendered, score, song


def test_samples_outside_the_range_are_the_very_same(tmp_path: Path) -> None:
    source = file_of(song(Truth(seconds=16)), tmp_path / "s.wav")

    wanted = order(source, "reggae", "INPAINT", replace_start_at=5.0, replace_end_at=9.5)
    result = rendered(wanted, tmp_path / "out")

    before = soundfile.read(str(source), dtype="int16")[0]
    start, stop = 5 * RATE, int(9.5 * RATE)
    for version in result.versions:
        after = soundfile.read(str(version.wav), dtype="int16")[0]
        assert after.shape == before.shape
        assert np.array_equal(after[:start], before[:start])
        assert np.array_equal(after[stop:], before[stop:])
        inside = np.corrcoef(after[start:stop, 0], before[start:stop, 0])[0, 1]
        assert inside < 0.9
    assert result.plan["range"] == [5.0, 9.5]


def test_the_new_part_is_as_loud_as_the_old_one_and_joins_without_a_jump(tmp_path: Path) -> None:
    sound = song(Truth(seconds=16)) * np.float32(0.3)
    source = file_of(sound, tmp_path / "s.wav")

    wanted = order(source, "synthwave", "INPAINT", replace_start_at=4.0, replace_end_at=10.0)
    result = rendered(wanted, tmp_path / "out")

    start, stop = 4 * RATE, 10 * RATE
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


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("reggae from 0:08 to 0:16", (8, 16)),
        ("jazz (replace 0:08.5 to 0:12.0)", (8.5, 12)),
        ("new solo 10s - 14s", (10, 14)),
        ("replace the last 10 seconds", (20, 30)),
        ("first 4 seconds softer", (0, 4)),
    ],
)
def test_times_in_the_prompt_are_the_range(prompt: str, expected: tuple[float, float]) -> None:
    seen = score(104, 30)

    chosen = choose_range(seen, None, None, prompt)

    assert (chosen.start_s, chosen.stop_s) == pytest.approx(expected, abs=0.01)


def test_without_any_range_bars_near_the_middle_are_chosen() -> None:
    seen = score(120, 60)

    chosen = choose_range(seen, None, None, "a trumpet")

    starts = [seen.bar_at(bar) for bar in range(seen.bars)]
    assert min(abs(chosen.start_s - start) for start in starts) < 0.001
    assert chosen.stop_s - chosen.start_s == pytest.approx(16, abs=0.1)
    assert 12 < chosen.start_s < 32


@pytest.mark.parametrize(("start", "stop"), [(50.0, 60.0), (9.0, 4.0), (5.0, 5.1)])
def test_a_range_that_makes_no_sense_is_refused_in_words(start: float, stop: float) -> None:
    seen = score(104, 20)

    with pytest.raises(Unrenderable) as refusal:
        choose_range(seen, start, stop, "")

    assert refusal.value.sentence.endswith(".")

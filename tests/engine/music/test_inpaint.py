"""INPAINT: the range changes, nothing else does."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from remixes.audio import loudness
from remixes.engine.music.arrange.band import write
from remixes.engine.music.arrange.shape import Bar
from remixes.engine.music.catalogue import STYLES
from remixes.engine.music.inpaint import who_plays
from remixes.engine.music.prompt import read
from remixes.engine.music.ranges import choose_range
from remixes.engine.music.sound import Scratch
from remixes.engine.music.stops import Unrenderable
from remixes.engine.music.watch import Watch
from remixes.engine.music.work import Work
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
    assert str(result.plan["summary"]).startswith("replaces 0:05 to 0:09; reggae, ")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("more", ["", "with piano", "only drums", "piano, no drums no bass"])
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
        ("0:10 to 0:20", (10, 20)),
        ("strings from 0:10 to 0:20,5", (10, 20.5)),
        ("rock between 0:10 and 0:14", (10, 14)),
        ("quiet until 0:10", (0, 10)),
        ("the last half minute", (0, 30)),
        ("rock drums for the last 4 bars", (30 - 4 * 240 / 104, 30)),
        ("replace the last 4 bars with rock drums", (30 - 4 * 240 / 104, 30)),
        ("last four bars: rock drums", (30 - 4 * 240 / 104, 30)),
        ("a flute in the first 2 bars", (0, 2 * 240 / 104)),
    ],
)
def test_times_in_the_prompt_are_the_range(prompt: str, expected: tuple[float, float]) -> None:
    seen = score(104, 30)

    chosen = choose_range(seen, None, None, prompt)

    assert (chosen.start_s, chosen.stop_s) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize(
    ("prompt", "bars"),
    [
        ("a quiet intro with piano", (0, 8)),
        ("new outro", (40, 48)),
        ("new chorus with strings", (16, 32)),
        ("choir in the last chorus", (40, 48)),
        ("a verse on flute", (8, 16)),
        ("guitar solo", (32, 40)),
    ],
)
def test_a_section_word_finds_bars_of_its_section(prompt: str, bars: tuple[int, int]) -> None:
    sections = ((0, 8), (8, 16), (16, 32), (32, 40), (40, 48))
    levels = np.repeat([0.2, 0.5, 1.0, 0.4, 0.95], [8, 8, 16, 8, 8])
    seen = replace(score(120, 96), sections=sections, levels=levels)

    chosen = choose_range(seen, None, None, prompt)

    assert (chosen.start_s, chosen.stop_s) == pytest.approx((2 * bars[0], 2 * bars[1]))


@pytest.mark.parametrize("word", ["intro", "outro", "chorus", "verse", "bridge"])
def test_a_section_word_takes_at_most_a_third_of_the_song(word: str) -> None:
    seen = replace(score(100, 48), sections=((0, 10), (10, 20)))

    chosen = choose_range(seen, None, None, word)

    assert chosen.stop_s - chosen.start_s == pytest.approx(4 * 2.4, abs=0.01)
    assert f"the {word}" in chosen.words


def test_a_range_is_told_in_minutes_and_seconds_and_where_the_song_ends() -> None:
    seen = score(100, 48)

    inside, beyond = choose_range(seen, 0, 9, ""), choose_range(seen, 40, 64, "")

    assert inside.words == "replaces 0:00 to 0:09"
    assert beyond.words == "replaces 0:40 to 0:48 (the song ends at 0:48)"


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

"""Which seconds an INPAINT order means."""

from dataclasses import replace

import numpy as np
import pytest

from remixes.engine.music.ranges import choose_range
from remixes.engine.music.stops import Unrenderable
from tests.engine.music.songs import score

BREATH_S = 0.012
"""Cuts lie this long before downbeats."""


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
    seen = replace(score(104, 30), has_pulse=False)

    chosen = choose_range(seen, None, None, prompt)

    assert (chosen.start_s, chosen.stop_s) == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize("prompt", ["80s-90s synth pop", "disco from 70s", "1980s to 1990s rock"])
def test_decades_are_no_times(prompt: str) -> None:
    seen = score(104, 120)

    assert choose_range(seen, None, None, prompt) == choose_range(seen, None, None, "synth pop")


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [("from 70s to 80s", (70, 80)), ("from 60s on", (60, 60 + 8 * 240 / 104))],
)
def test_seconds_that_look_like_decades_are_seconds_where_words_say_so(
    prompt: str, expected: tuple[float, float]
) -> None:
    seen = replace(score(104, 120), has_pulse=False)

    chosen = choose_range(seen, None, None, prompt)

    assert (chosen.start_s, chosen.stop_s) == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize("count", ["9999", "9" * 400])
def test_more_bars_than_any_song_has_are_no_error(count: str) -> None:
    seen = score(104, 30)

    chosen = choose_range(seen, None, None, f"the first {count} bars")

    assert 0 <= chosen.start_s < chosen.stop_s <= 30


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ((4.1, 11.7), (4 - BREATH_S, 12 - BREATH_S)),
        ((0.3, 5.2), (0, 6 - BREATH_S)),
        ((21.2, 29.9), (22 - BREATH_S, 30)),
        ((4.9, 6.9), (4 - BREATH_S, 6 - BREATH_S)),
    ],
)
def test_ends_move_to_the_nearest_downbeats(
    asked: tuple[float, float], expected: tuple[float, float]
) -> None:
    seen = score(120, 30)

    chosen = choose_range(seen, *asked, "")

    assert (chosen.start_s, chosen.stop_s) == pytest.approx(expected)
    assert chosen.words.endswith("(moved to bar lines)")


@pytest.mark.parametrize("asked", [(4.5, 6.2), (4.9, 5.5)])
def test_less_than_a_bar_stays_exactly_where_it_was_asked_for(asked: tuple[float, float]) -> None:
    seen = score(120, 30)

    chosen = choose_range(seen, *asked, "")

    assert (chosen.start_s, chosen.stop_s) == asked


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

    assert (chosen.start_s, chosen.stop_s) == pytest.approx((2 * bars[0], 2 * bars[1]), abs=0.02)


@pytest.mark.parametrize("word", ["intro", "outro", "chorus", "verse", "bridge"])
def test_a_section_word_takes_at_most_a_third_of_the_song(word: str) -> None:
    seen = replace(score(100, 48), sections=((0, 10), (10, 20)))

    chosen = choose_range(seen, None, None, word)

    assert chosen.stop_s - chosen.start_s == pytest.approx(4 * 2.4, abs=0.02)
    assert f"the {word}" in chosen.words


def test_a_range_is_told_in_minutes_and_seconds_and_where_the_song_ends() -> None:
    seen = score(100, 48)

    inside, beyond = choose_range(seen, 0, 9.6, ""), choose_range(seen, 40.8, 64, "")

    assert inside.words == "replaces 0:00 to 0:09"
    assert beyond.words == "replaces 0:40 to 0:48 (the song ends at 0:48)"


def test_without_any_range_bars_near_the_middle_are_chosen() -> None:
    seen = score(120, 60)

    chosen = choose_range(seen, None, None, "a trumpet")

    starts = [seen.bar_at(bar) for bar in range(seen.bars)]
    assert min(abs(chosen.start_s + BREATH_S - start) for start in starts) < 0.001
    assert chosen.stop_s - chosen.start_s == pytest.approx(16, abs=0.1)
    assert 12 < chosen.start_s < 32


@pytest.mark.parametrize(("start", "stop"), [(50.0, 60.0), (9.0, 4.0), (5.0, 5.1)])
def test_a_range_that_makes_no_sense_is_refused_in_words(start: float, stop: float) -> None:
    seen = score(104, 20)

    with pytest.raises(Unrenderable) as refusal:
        choose_range(seen, start, stop, "")

    assert refusal.value.sentence.endswith(".")

"""How well prompts are read: every prompt of a list with what must be understood of it."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remixes.engine.music.prompt import Wish, read

LIST = Path(__file__).parent / "prompts.txt"
ENOUGH = 0.97
FAST_S = 0.015


def _names(value: str) -> set[str]:
    return {name for name in value.split(",") if name}


_CHECKS: dict[str, Callable[[Wish, str], bool]] = {
    "style": lambda wish, value: wish.style.name in value.split("/"),
    "not": lambda wish, value: wish.style.name != value,
    "blend": lambda wish, value: getattr(wish.blend, "name", "") in value.split("/"),
    "bpm": lambda wish, value: wish.bpm == (None if value == "none" else float(value)),
    "absent": lambda wish, value: wish.absent == _names(value),
    "pace": lambda wish, value: wish.pace == int(value),
    "energy": lambda wish, value: wish.energy == int(value),
    "half": lambda wish, value: wish.is_half_time == (value == "yes"),
    "named": lambda wish, value: wish.named_style == (value == "yes"),
    "chords": lambda wish, value: wish.chords == value,
    "arp": lambda wish, value: wish.arp == value,
    "era": lambda wish, value: wish.era == value,
    "moods": lambda wish, value: _names(value) <= wish.moods,
    "notmoods": lambda wish, value: not _names(value) & wish.moods,
    "instruments": lambda wish, value: _names(value) <= set(wish.instruments),
    "unwanted": lambda wish, value: _names(value) <= wish.unwanted,
    "colours": lambda wish, value: _names(value) <= wish.colours,
    "texture": lambda wish, value: wish.texture == (value == "yes"),
    "swing": lambda wish, value: wish.swing == (value == "yes"),
}


def _listed() -> Iterator[tuple[str, dict[str, str]]]:
    for line in LIST.read_text("utf-8").splitlines():
        if line and not line.startswith("# "):
            prompt, _, wanted = line.rpartition("|")
            pairs = (pair.strip().partition("=")[::2] for pair in wanted.split(";"))
            yield prompt.strip(), dict(pairs)


def test_listed_prompts_are_understood_and_fast() -> None:
    cases = list(_listed())
    read("load the model first: something for a rainy train ride")

    began = time.process_time()
    missed = [
        (prompt, name, value)
        for prompt, wanted in cases
        for name, value in wanted.items()
        if not _CHECKS[name](read(prompt), value)
    ]
    each_s = (time.process_time() - began) / len(cases)

    assert len(cases) >= 350
    assert len({prompt for prompt, _, _ in missed}) <= (1 - ENOUGH) * len(cases), missed
    assert each_s < FAST_S


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(prompt: str) -> None:
    wish = read(prompt)

    assert wish.bpm is None or 40 <= wish.bpm <= 240
    assert wish.named_style or not wish.blend


_SMALL_WORDS = (
    "no drums and , jazz or - without & only off . bass ない house not too fast 84 bpm 0:10 to "
    "less ( ' / techno x"
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_SMALL_WORDS.split()), max_size=30))
def test_any_order_of_small_words_is_read(words: list[str]) -> None:
    wish = read(" ".join(words))

    assert wish.absent <= {"drums", "bass", "chords", "arp", "vocals"}
    assert all(phrase.strip() for phrase in wish.heard)


def test_a_very_long_prompt_is_read_in_the_time_of_a_short_one() -> None:
    long = "qwertz asdf unheardof " * 3000 + "jazz"

    began = time.process_time()
    read(long)

    assert time.process_time() - began < 0.25


@pytest.mark.parametrize("prompt", ["jazz", "a storm over the sea"])
def test_reading_twice_gives_the_same(prompt: str) -> None:
    first = read(prompt)
    read.cache_clear()

    assert read(prompt) == first

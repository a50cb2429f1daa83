"""Words for parts of a song mean the sections that carry the same label."""

from dataclasses import replace

import numpy as np
import pytest

from remixes.analysis.song import Song
from remixes.engine.music.named_parts import named_part
from tests.engine.music.songs import score


def labelled() -> Song:
    """48 bars whose quietest sections are labelled chorus, against what levels would say."""
    sections = ((0, 8), (8, 16), (16, 24), (24, 32), (32, 40), (40, 48))
    labels = ("intro", "verse", "chorus", "verse", "bridge", "chorus")
    levels = np.repeat([0.9, 1.0, 0.3, 1.0, 0.5, 0.3], 8)
    return replace(
        score(120, 96), sections=sections, letters=tuple("ABCBDC"), labels=labels, levels=levels
    )


@pytest.mark.parametrize(
    ("text", "bars"),
    [
        ("strings in the chorus", (16, 24)),
        ("a louder second chorus", (40, 48)),
        ("the last verse on flute", (24, 32)),
        ("a calm bridge", (32, 40)),
        ("new intro", (0, 8)),
    ],
)
def test_a_word_means_the_section_that_is_shown_under_it(text: str, bars: tuple[int, int]) -> None:
    found = named_part(labelled(), text)

    assert found is not None
    assert found[1] == bars


def test_without_a_label_for_the_word_levels_decide() -> None:
    unnamed = replace(labelled(), labels=("",) * 6)

    found = named_part(unnamed, "the chorus")

    assert found is not None
    assert found[1] == (8, 16)


@pytest.mark.parametrize(
    ("text", "word"),
    [("drop the drums", None), ("break it up a little", None), ("a harder drop", "drop")],
)
def test_what_is_to_be_done_is_no_part(text: str, word: str | None) -> None:
    found = named_part(labelled(), text)

    assert (found[0] if found else None) == word

"""Sections, their letters and their names, of forms whose truth is known."""

import numpy as np
import pytest
import soxr

from remixes.analysis.form import Sections, find_sections
from remixes.analysis.letters import find_labels, find_letters
from remixes.analysis.progress import no_watch
from remixes.analysis.song import analyse
from remixes.analysis.spectra import Array
from tests.engine.music.songs import RATE, Truth, song

FORM = (("I", 4), ("A", 8), ("B", 8), ("A", 8), ("B", 8), ("C", 8), ("B", 8))


def bars_of(form: tuple[tuple[str, int], ...]) -> tuple[Array, Array, Sections]:
    """Colour and chords of bars: each letter has its own, with a little noise on every bar."""
    rng = np.random.default_rng(5)
    colours = {letter: rng.random(48) for letter, _ in form}
    chords = {letter: rng.random((8, 48)) for letter, _ in form}
    colour = [colours[letter] for letter, bars in form for _ in range(bars)]
    harmony = [chords[letter][bar % 8] for letter, bars in form for bar in range(bars)]
    stops = np.cumsum([bars for _, bars in form])
    noise = 0.05 * rng.standard_normal((len(colour), 48))
    sections = tuple(
        (int(stop) - bars, int(stop)) for stop, (_, bars) in zip(stops, form, strict=True)
    )
    return (np.array(colour) + noise).astype(np.float32), np.array(harmony, np.float32), sections


def test_sections_begin_where_sound_and_chords_change() -> None:
    colour, harmony, sections = bars_of(FORM)

    assert find_sections(colour, harmony, np.ones(len(colour))) == sections


def test_chords_alone_tell_what_comes_back_as_a_whole() -> None:
    _, harmony, _ = bars_of((("A", 8), ("B", 8), ("A", 8), ("A", 8), ("B", 8)))
    same = np.ones((40, 48), np.float32)

    assert find_sections(same, harmony, np.ones(40)) == ((0, 16), (16, 24), (24, 40))


def test_a_last_chord_that_rings_out_is_no_section() -> None:
    colour, harmony, _ = bars_of((("A", 8), ("B", 8), ("Z", 3)))

    found = find_sections(colour, harmony, np.r_[np.ones(16), 0.03, 0.01, 0.0])

    assert found == ((0, 8), (8, 19))


def test_sections_alike_share_a_letter_even_if_one_is_longer() -> None:
    colour, harmony, _ = bars_of((("A", 8), ("B", 8), ("A", 12), ("B", 8)))

    letters = find_letters(((0, 8), (8, 16), (16, 28), (28, 36)), colour, harmony)

    assert letters == ("A", "B", "A", "B")


@pytest.mark.parametrize(
    ("letters", "levels", "labels"),
    [
        (
            "ABCBCDCE",
            (2, 6, 9, 6, 9, 5, 9, 3),
            "intro verse chorus verse chorus bridge chorus outro",
        ),
        ("ABAB", (5, 8, 5, 8), "verse chorus verse chorus"),
        ("ABABA", (6, 6, 6, 6, 6), "    "),
        ("AAB", (9, 9, 4), "  "),
        ("ABCD", (2, 4, 6, 8), "   "),
    ],
)
def test_names_are_given_only_where_level_and_repetition_speak_for_them(
    letters: str, levels: tuple[int, ...], labels: str
) -> None:
    sections = tuple((8 * i, 8 * i + 8) for i in range(len(letters)))

    found = find_labels(sections, tuple(letters), np.repeat(np.array(levels, float), 8))

    assert " ".join(found) == labels


def test_the_sections_of_a_whole_song_are_found_from_its_sound() -> None:
    verse = song(Truth(120, degrees=(0, 4, 5, 3), seconds=16.35, has_drums=False))
    chorus = song(Truth(120, degrees=(3, 4, 0, 5), seconds=16.35))
    head, rest = int(0.35 * RATE), int(16.35 * RATE)
    parts = [verse[:head], *(part[head:rest] for part in (verse, chorus, verse, chorus))]

    seen = analyse(soxr.resample(np.concatenate(parts).mean(1), RATE, 22_050), no_watch)

    starts = [seen.bar_at(first) for first, _ in seen.sections]
    assert np.allclose(starts[1:], [16.35, 32.35, 48.35], atol=0.1)
    assert seen.letters == ("A", "B", "A", "B")
    assert seen.labels == ("verse", "chorus", "verse", "chorus")

"""What the model is told."""

from dataclasses import replace

import pytest

from remixes.analysis.harmony import Key
from remixes.engine.generative.conditions import (
    conditions,
    language_of,
    voiced,
    with_sections,
    without_words,
)
from tests.engine.music.songs import score


def test_tempo_key_and_meter_are_those_of_the_analysis() -> None:
    song = replace(score(96.4, 20), key=Key(9, is_minor=True), meter=3)

    told = conditions(song, "a waltz", "la")

    assert (told.bpm, told.key, told.meter) == (96, "A minor", "3")
    assert (told.caption, told.lyrics, told.language) == ("a waltz", "la", "en")


def test_a_song_without_a_pulse_leaves_the_tempo_to_the_model() -> None:
    song = replace(score(100, 20), has_pulse=False)

    assert conditions(song, "drone", "").bpm is None


@pytest.mark.parametrize(
    ("gender", "caption"),
    [
        ("female", "a waltz, female vocals"),
        ("male", "a waltz, male vocals"),
        ("neutral", "a waltz, androgynous vocals"),
        ("", "a waltz"),
    ],
)
def test_the_caption_says_who_sings(gender: str, caption: str) -> None:
    assert voiced("a waltz", gender) == caption


def test_stanzas_are_headed_by_the_sung_sections_of_the_song() -> None:
    labels = ("intro", "verse", "chorus", "", "bridge")

    told = with_sections("one\ntwo\n\nthree\n\n\nfour\n\nfive", labels)

    assert told == "[Verse]\none\ntwo\n\n[Chorus]\nthree\n\n[Bridge]\nfour\n\n[Verse]\nfive"


def test_tags_that_people_wrote_are_left_as_they_are() -> None:
    lyrics = "[Hook]\none\n\ntwo"

    assert with_sections(lyrics, ("verse",)) == lyrics


def test_without_lyrics_the_form_is_told_and_nobody_sings() -> None:
    assert without_words(("intro", "", "chorus")) == "[Instrumental]\n\n[Intro]\n\n[Chorus]"


def test_a_vocalise_fills_every_section() -> None:
    assert without_words(("verse", "chorus"), "ooh") == "[Verse]\nooh\n\n[Chorus]\nooh"
    assert without_words((), "ooh") == "[Verse]\nooh"


@pytest.mark.parametrize(
    ("lyrics", "language"),
    [("walking home", "en"), ("\u6b4c\u3046", "ja"), ("\u6211\u7684\u6b4c", "zh"),
     ("\ub178\ub798", "ko"), ("\u043f\u0435\u0441\u043d\u044f", "ru"), ("", "en")],
)  # fmt: skip
def test_the_language_follows_the_script(lyrics: str, language: str) -> None:
    assert language_of(lyrics) == language

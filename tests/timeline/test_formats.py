"""Lyric files: what is written reads back the same, and strangers' files are read kindly."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remixes.remote.lyrics import Line, Word
from remixes.timeline import FORMATS, BadTimeline, Sheet, read_any
from remixes.timeline.sheet import settled

_WORDS = st.text(
    st.characters(categories=("L", "N"), include_characters="'&<>!?,.-"), min_size=1, max_size=9
).filter(lambda word: not word.startswith("-") and "-->" not in word)
_TIMED = ("lrc", "vtt", "srt", "json")


@st.composite
def timelines(draw: st.DrawFn) -> tuple[Line, ...]:
    """Lines and tags in order, none longer than until the next, some with words."""
    at, lines = 0, []
    for _ in range(draw(st.integers(1, 8))):
        at += draw(st.integers(0, 20_000))
        if draw(st.booleans()):
            lines.append(Line("[Chorus 2]", at, at, is_section=True))
        words = draw(st.lists(_WORDS, min_size=1, max_size=6))
        length = draw(st.integers(len(words) + 1, 9_000))
        # One word begins with its line, which says as much without a time of its own.
        timed = len(words) > 1 and draw(st.booleans())
        stamps = sorted(draw(st.integers(at, at + length - 1)) for _ in words)
        spelt = tuple(map(Word, words, [at, *stamps[1:]])) if timed else ()
        lines.append(Line(" ".join(words), at, at + length, is_section=False, words=spelt))
        at += length
    return tuple(lines)


@pytest.mark.parametrize("extension", _TIMED)
@given(lines=timelines())
@settings(max_examples=60, deadline=None)
def test_what_is_exported_reads_back_the_same(extension: str, lines: tuple[Line, ...]) -> None:
    sheet = Sheet(lines, "Paper Lanterns", "The Makers", 200_000)

    again = read_any(FORMATS[extension].write(sheet))

    assert [(x.text, x.start_ms, x.end_ms, x.is_section) for x in again.lines] == [
        (x.text, x.start_ms, x.end_ms, x.is_section) for x in lines
    ]
    if extension != "srt":
        assert [x.words for x in again.lines] == [x.words for x in lines]
        assert again.title == "Paper Lanterns"


@given(lines=timelines())
@settings(max_examples=30, deadline=None)
def test_text_keeps_every_line(lines: tuple[Line, ...]) -> None:
    again = read_any(FORMATS["txt"].write(Sheet(lines)))

    assert [line.text for line in again.lines] == [line.text for line in lines]


def test_lines_without_an_end_are_shown_until_the_next_one() -> None:
    lines = (Line("One", 1000, 1000, is_section=False), Line("Two", 3000, 9000, is_section=False))

    assert [line.end_ms for line in settled(lines)] == [3000, 9000]
    assert "[00:03.000]Two" in FORMATS["lrc"].write(Sheet(lines))


def test_json_keeps_what_other_formats_cannot_say() -> None:
    lines = (Line("One", 1000, 5000, is_section=False), Line("Two", 3000, 9000, is_section=False))

    assert read_any(FORMATS["json"].write(Sheet(lines))).lines == lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[00:12.5]Rain\n[00:15.25]Falls", [(12_500, 15_250), (15_250, 19_250)]),
        ("[01:02.03][00:02]Again\n", [(2000, 62_030), (62_030, 66_030)]),
        ("[offset:+500]\n[00:10.00]Sooner", [(9500, 13_500)]),
        ("WEBVTT\n\n00:01.000 --> 00:02.500 align:start\n<v Ann>Hello", [(1000, 2500)]),
        ("1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>Hi</i>\r\nyou\r\n", [(1000, 2000)]),
        ('[{"index":3,"text":"x","start":5,"end":9}]', [(5, 9)]),
        ("just words\nwithout times", [(0, 0), (0, 0)]),
    ],
)
def test_strangers_files_are_read(text: str, expected: list[tuple[int, int]]) -> None:
    assert [(line.start_ms, line.end_ms) for line in read_any(text).lines] == expected


@pytest.mark.parametrize("text", ["", "\n\n", "WEBVTT\n", "{}", "[1, 2]", '{"lines": 3}', "{"])
def test_a_file_without_lines_is_refused_in_words(text: str) -> None:
    with pytest.raises(BadTimeline) as refused:
        read_any(text)

    assert refused.value.sentence.endswith(".")


@given(text=st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_no_text_breaks_the_readers(text: str) -> None:
    for one in FORMATS.values():
        try:
            one.read(text)
        except BadTimeline as refused:
            assert refused.sentence


HOSTILE = {
    "brackets": "WEBVTT\n\n00:00.000 --> 00:01.000\n" + "<a" * 450_000,
    "braces": "1\n00:00:00,000 --> 00:01:01,000\n" + "{\\" * 450_000,
    "digits": "1\n" + "0" * 900_000 + " --> x",
    "stamps": ("[00:01.00]" * 9_000 + "x\n") * 10,
    "lines": "[00:01.00]x\n" * 80_000,
    "lists": "[" * 900_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_megabyte_of_nonsense_is_refused_within_seconds(name: str) -> None:
    began = time.perf_counter()
    with pytest.raises(BadTimeline):
        read_any(HOSTILE[name])

    assert time.perf_counter() - began < 5


def test_an_arrow_in_the_words_makes_no_subtitles() -> None:
    found = read_any("[00:01.000]Home --> there\n[00:02.000]x")

    assert [line.text for line in found.lines] == ["Home --> there", "x"]


def test_what_no_database_takes_is_left_out() -> None:
    assert read_any("[00:01.000]a\x00b").lines[0].text == "ab"
    assert read_any('[{"text": "a\\u0000\\ud800b", "start_ms": 1}]').lines[0].text == "ab"


@pytest.mark.parametrize("extension", ["lrc", "vtt", "srt", "txt"])
def test_a_line_that_breaks_is_one_row_of_a_file(extension: str) -> None:
    sheet = Sheet((Line("Rain\n\n[00:00.000]on", 1000, 2000, is_section=False),))

    found = read_any(FORMATS[extension].write(sheet)).lines

    assert [line.text for line in found] == ["Rain [00:00.000]on"]

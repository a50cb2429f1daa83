"""The lyric timeline: reading it from anything, and which line is lit when."""

from __future__ import annotations

import itertools
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remixes.remote import Line, as_rows, blocks, from_rows, read_timeline
from tests.remote.bodies import payload


def sung(text: str, start: int, end: int) -> Line:
    return Line(text, start, end, is_section=False)


def tag(text: str, start: int, end: int) -> Line:
    return Line(text, start, end, is_section=True)


def recorded(name: str) -> tuple[Line, ...]:
    timeline = read_timeline(json.loads(payload(name))["lyrics_timestamped"])
    assert timeline is not None
    return timeline


ITEMS = [
    {"index": 3, "text": "b", "start": 900, "end": 1000},
    {"index": 1, "text": "[Verse]", "start": 100, "end": 100},
    {"index": 2, "text": "a", "start": 100, "end": 800},
]
LINES = (tag("[Verse]", 100, 100), sung("a", 100, 800), sung("b", 900, 1000))


@pytest.mark.parametrize("value", [ITEMS, json.dumps(ITEMS), json.dumps(json.dumps(ITEMS))])
def test_list_and_list_in_a_string_read_alike(value: object) -> None:
    assert read_timeline(value) == LINES


@pytest.mark.parametrize(
    "value", [None, "", " ", "[", "null", 7, {}, '{"a": 1}', [1, None], "[[]]"]
)
def test_nothing_said_is_none(value: object) -> None:
    assert read_timeline(value) is None


def test_empty_list_says_there_are_no_lines() -> None:
    assert read_timeline("[]") == ()


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("3200", "4000.4", (3200, 4000)),
        (3200.0, None, (3200, 3200)),
        (-50, -10, (0, 0)),
        (5000, 4000, (5000, 4000)),
        (100, "later", (100, 100)),
    ],
)
def test_times_come_as_numbers_or_strings(
    start: object, end: object, expected: tuple[int, int]
) -> None:
    (line,) = read_timeline([{"index": 0, "text": "a", "start": start, "end": end}]) or ()

    assert (line.start_ms, line.end_ms) == expected


@pytest.mark.parametrize(
    "start", [None, "x", float("nan"), float("inf"), True, 10**12, [], "9" * 99]
)
def test_line_without_a_time_is_left_out(start: object) -> None:
    timeline = read_timeline([{"text": "lost", "start": start}, {"text": "kept", "start": 1}])

    assert timeline == (sung("kept", 1, 1),)


@pytest.mark.parametrize(
    ("text", "is_section"),
    [
        ("[Chorus]", True),
        (" [Verse 2] ", True),
        ("(Verse 2)", False),
        ("[a] b", False),
        ("[]", False),
        ("Chorus", False),
        ("[a][b]", False),
    ],
)
def test_only_brackets_make_a_section(text: str, is_section: bool) -> None:
    (line,) = read_timeline([{"text": text, "start": 0, "end": 0}]) or ()

    assert line.is_section is is_section


def test_gaps_in_the_index_do_not_matter() -> None:
    timeline = recorded("webhook_classic_1")

    assert len(timeline) == 41
    assert [line.start_ms for line in timeline] == sorted(line.start_ms for line in timeline)


@pytest.mark.parametrize("name", ["webhook_classic_1", "webhook_current_2"])
def test_sections_hold_their_lines_in_both_forms(name: str) -> None:
    drawn = blocks(recorded(name))

    assert [block.title for block in drawn] == [
        "Verse 1",
        "Verse 2",
        "Chorus",
        "Verse 3",
        "Chorus",
        "Outro",
    ]
    assert [len(block.lines) for block in drawn] == [5, 4, 5, 8, 9, 4]


def test_section_lasts_as_long_as_its_lines_and_ends_before_the_next() -> None:
    first, second = blocks(
        (tag("[A]", 0, 0), sung("a", 0, 500), tag("[B]", 400, 2000), sung("b", 400, 900))
    )

    assert (first.start_ms, first.end_ms) == (0, 400)
    assert (second.start_ms, second.end_ms) == (400, 2000)


def test_lines_before_any_section_form_a_block_without_a_title() -> None:
    first, second = blocks((sung("a", 10, 20), tag("[B]", 30, 40)))

    assert (first.title, first.start_ms, len(first.lines)) == ("", 10, 1)
    assert (second.title, second.lines) == ("B", ())


def lit(*timeline: Line) -> list[tuple[int, int]]:
    return [
        (line.lit_from_ms, line.lit_until_ms) for block in blocks(timeline) for line in block.lines
    ]


def test_line_is_lit_while_it_is_sung() -> None:
    assert lit(sung("a", 0, 500), sung("b", 900, 1000)) == [(0, 500), (900, 1000)]


def test_line_that_begins_puts_the_one_before_out() -> None:
    assert lit(sung("a", 0, 500), sung("b", 300, 400)) == [(0, 300), (300, 400)]


@pytest.mark.parametrize(
    ("following", "until"),
    [
        ((sung("b", 3000, 3500),), 3000),
        ((sung("b", 60000, 61000),), 5000),
        ((), 5000),
        ((tag("[B]", 2000, 2500), sung("b", 3000, 3500)), 2000),
    ],
)
def test_line_without_a_length_is_lit_until_the_next_for_a_few_seconds(
    following: tuple[Line, ...], until: int
) -> None:
    assert lit(sung("a", 1000, 1000), *following)[0] == (1000, until)


def test_spanning_section_does_not_put_its_lines_out() -> None:
    assert lit(tag("[A]", 0, 9000), sung("a", 0, 500), sung("b", 600, 900)) == [
        (0, 500),
        (600, 900),
    ]


def test_stored_rows_read_back_as_they_were() -> None:
    timeline = recorded("webhook_current_2")

    assert from_rows(json.loads(json.dumps(as_rows(timeline)))) == timeline


def test_absurdly_many_and_long_lines_are_capped() -> None:
    timeline = read_timeline([{"text": "x" * 1_000_000, "start": 0, "end": 1}] * 6_000)

    assert timeline is not None
    assert (len(timeline), len(timeline[0].text)) == (5_000, 1_000)


LINE = st.builds(
    Line,
    text=st.sampled_from(["a", "b", "[A]"]),
    start_ms=st.integers(0, 20_000),
    end_ms=st.integers(0, 20_000),
    is_section=st.booleans(),
)


@settings(deadline=None)
@given(st.lists(LINE, max_size=12))
def test_at_most_one_line_is_lit_at_any_moment(lines: list[Line]) -> None:
    timeline = sorted(lines, key=lambda line: line.start_ms)

    drawn = blocks(timeline)

    spans = [(line.lit_from_ms, line.lit_until_ms) for block in drawn for line in block.lines]
    assert len(spans) == sum(not line.is_section for line in timeline)
    assert all(start <= end for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(spans))
    assert all(a.end_ms <= b.start_ms for a, b in itertools.pairwise(drawn))
    assert all(block.start_ms <= block.end_ms for block in drawn)

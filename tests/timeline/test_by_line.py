"""Differences as lines of lyrics: each word where it is read."""

from remixes.timeline.by_line import by_line
from remixes.timeline.difference import difference


def drawn(before: list[str], after: list[str]) -> list[str]:
    """Lines with -missing- and +added+ words."""
    marks = {"same": "", "missing": "-", "added": "+"}
    lines = by_line(difference(before, after), before, after)
    return [
        (f"{line.title}: " if line.title else "")
        + " ".join(f"{marks[p.kind]}{p.text}{marks[p.kind]}" for p in line.pieces)
        for line in lines
    ]


def test_another_word_stands_beside_the_one_it_replaces() -> None:
    asked = ["[Verse]", "Rain on the river", "I count the seconds"]
    sung = ["[Verse 1]", "Rain on the awning", "I count the seconds"]

    assert drawn(asked, sung) == ["Verse 1: Rain on the -river- +awning+", "I count the seconds"]


def test_a_word_that_is_missing_at_the_end_stays_in_its_line() -> None:
    asked = ["Rain on the awning tonight", "I count"]

    assert drawn(asked, ["Rain on the awning", "I count"]) == [
        "Rain on the awning -tonight-",
        "I count",
    ]


def test_lines_that_are_missing_or_new_stand_alone() -> None:
    assert drawn(["one", "two", "three"], ["one", "three", "four", "five"]) == [
        "one",
        "-two-",
        "three",
        "+four+",
        "+five+",
    ]


def test_other_lines_stand_behind_those_they_came_for() -> None:
    assert drawn(["I count the seconds", "Nobody knows"], ["I count the minutes"]) == [
        "I count the -seconds- +minutes+",
        "-Nobody knows-",
    ]
    assert drawn(["a b", "c d"], ["e f", "g h"]) == ["-a b- +e f+", "-c d- +g h+"]


def test_nothing_of_a_text_is_left_out() -> None:
    assert drawn(["a b", "c"], []) == ["-a b-", "-c-"]
    assert drawn([], ["[Intro]", "a b"]) == ["Intro: +a b+"]

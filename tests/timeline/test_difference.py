"""Word by word: the same, missing, added or changed; case, points and tags do not count."""

from __future__ import annotations

import random
import time
from itertools import pairwise

from remixes.timeline.difference import ADDED, CHANGED, MISSING, SAME, difference
from remixes.timeline.subsequence import shared, stretches


def test_case_points_and_tags_make_no_difference() -> None:
    found = difference(["[Verse]", "Rain, on the awning"], ["rain on the Awning!"])

    assert found.is_same
    assert found.kept == 1.0


def test_a_skipped_and_a_repeated_line_are_told_apart() -> None:
    asked = ["Rain on the awning", "I count the seconds"]

    found = difference(asked, ["I count the seconds", "I count the seconds"])

    assert {run.kind for run in found.runs} <= {SAME, MISSING, ADDED, CHANGED}
    assert any("seconds" in run.after for run in found.runs if run.kind == ADDED)
    assert found.kept == 0.5


def test_another_word_is_a_change() -> None:
    found = difference(["carry it over"], ["carry him over"])

    assert [(r.kind, r.before, r.after) for r in found.runs if r.kind != SAME] == [
        (CHANGED, "it", "him")
    ]


def test_nothing_asked_is_nothing_missing() -> None:
    found = difference([], ["la la"])

    assert found.kept == 1.0
    assert [run.kind for run in found.runs] == [ADDED]


def test_a_song_of_la_la_la_takes_no_longer_than_others() -> None:
    asked, sung = ["la lo " * 3000], ["la lo li " * 2000]

    began = time.perf_counter()
    found = difference(asked, sung)

    assert time.perf_counter() - began < 5
    assert 0.6 < found.kept < 1


def test_as_many_words_as_possible_are_the_same() -> None:
    dice = random.Random(4)  # noqa: S311  # the same lines each time
    for _ in range(200):
        first, second = ([dice.choice("abc") for _ in range(dice.randrange(9))] for _ in "12")

        pairs = shared(first, second)

        assert all(first[i] == second[k] for i, k in pairs)
        assert all(one < two and i < k for (one, i), (two, k) in pairwise(pairs))
        assert len(pairs) == longest(first, second)
        told = stretches(first, second)
        assert [i for _, start, end, _, _ in told for i in range(start, end)] == [
            *range(len(first))
        ]
        assert [k for *_, start, end in told for k in range(start, end)] == [*range(len(second))]
        assert all(one[0] != two[0] for one, two in pairwise(told))


def longest(first: list[str], second: list[str]) -> int:
    """By definition, slowly."""
    if not first or not second:
        return 0
    if first[-1] == second[-1]:
        return longest(first[:-1], second[:-1]) + 1
    return max(longest(first[:-1], second), longest(first, second[:-1]))

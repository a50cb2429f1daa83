"""Word by word: the same, missing, added or changed; case, points and tags do not count."""

from __future__ import annotations

from remixes.timeline.difference import ADDED, CHANGED, MISSING, SAME, difference


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

"""The steps of a running remix."""

from types import SimpleNamespace
from typing import Any

import pytest

from remixes.templatetags.steps import steps


def standing(step: str, **facts: Any) -> SimpleNamespace:
    return SimpleNamespace(
        **{"step": step, "arrived": 0, "expected": 2, "progress": None, "stage": "", **facts}
    )


def states(step: str, **facts: Any) -> list[str]:
    return [drawn.state for drawn in steps(standing(step, **facts))["steps"]]


def test_what_is_behind_is_done_and_what_is_ahead_is_open() -> None:
    assert states("service") == ["done", "done", "now", "todo", "todo", "todo"]


def test_a_ready_remix_has_walked_them_all() -> None:
    assert states("ready") == ["done"] * 6


@pytest.mark.parametrize(("step", "place"), [("unconfirmed", 1), ("overdue", 2)])
def test_trouble_is_shown_where_it_is(step: str, place: int) -> None:
    assert states(step)[place] == "trouble"


def test_arrivals_are_counted() -> None:
    drawn = steps(standing("arrived", arrived=1))["steps"]

    assert drawn[3].name == "1 of 2 arrived"


@pytest.mark.parametrize("step", ["failed", "cancelled", "nothing"])
def test_what_ended_badly_has_no_way_to_show(step: str) -> None:
    assert steps(standing(step))["steps"] == ()

"""A short run of the rig for each of a few seeds, and of desks with a known defect."""

from __future__ import annotations

import pytest

from tests.extra import is_required
from tests.torture.checks import LOST, PAID_TWICE
from tests.torture.plan import Plan
from tests.torture.rig import run

pytestmark = pytest.mark.skipif(
    not is_required(), reason="extra: they take minutes, `make torture` runs one"
)
REMIXES = 8
FIRE_S = 25.0


@pytest.mark.parametrize("seed", [1, 5])
def test_nothing_is_paid_twice_and_nothing_lost_under_fire(seed: int) -> None:
    plan = Plan.drawn(seed, REMIXES, FIRE_S)

    verdict = run(plan)

    assert verdict.holds, verdict.as_json()
    assert verdict.facts["accepted"]
    assert verdict.facts["points"]


@pytest.mark.parametrize(("plant", "kind"), [("sends_again", PAID_TWICE), ("forgets", LOST)])
def test_a_desk_with_a_defect_is_found_out(plant: str, kind: str) -> None:
    plan = Plan.drawn(4, REMIXES, FIRE_S, plant)

    verdict = run(plan)

    assert kind in {each.kind for each in verdict.broken}

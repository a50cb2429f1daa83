"""What each kind of service can be asked for is what the table of the wire really sends."""

from __future__ import annotations

from dataclasses import replace

import pytest

from remixes.remote import Order, abilities_of, ability_of
from remixes.remote.abilities import ABILITIES, MODES
from remixes.remote.wire_forms import WIRES, WISH_FIELDS, text_fields

FULL = Order(
    mode="",
    prompt="house",
    lyrics="la",
    webhook_url="https://desk.example.com/x/",
    url="https://a.example/song.mp3",
    replace_start_at=1.0,
    replace_end_at=2.0,
    section="lo",
    gender="male",
    title="Bus",
    wants_cover=True,
)
EMPTY = {
    "lyrics": {"lyrics": ""},
    "range": {"replace_start_at": None, "replace_end_at": None},
    "section": {"section": ""},
    "gender": {"gender": ""},
    "title": {"title": ""},
    "cover": {"wants_cover": False},
}


@pytest.mark.parametrize(("form", "mode"), WIRES)
@pytest.mark.parametrize("part", EMPTY)
def test_a_part_of_the_wish_is_taken_where_it_changes_what_is_sent(
    form: str, mode: str, part: str
) -> None:
    wire = WIRES[form, mode]
    order = replace(FULL, mode=mode)

    with_it, without = (
        text_fields(wire, order),
        text_fields(wire, replace(order, **EMPTY[part])),  # type: ignore[arg-type]
    )

    assert (with_it != without) is (part in ability_of(form, mode).takes)


@pytest.mark.parametrize(("form", "mode"), ABILITIES)
def test_what_is_not_taken_says_why_in_one_sentence(form: str, mode: str) -> None:
    ability = ABILITIES[form, mode]

    if not ability.is_there:
        assert ability.why_not.endswith(".")
        return
    meant = set(WISH_FIELDS) - (set() if mode == "INPAINT" else {"range", "section"})
    assert ability.takes | ability.hidden.keys() == meant
    assert not ability.takes & ability.hidden.keys()
    assert ability.requires <= ability.takes
    assert all(why.endswith(".") and why.count(".") == 1 for why in ability.hidden.values())


def test_the_current_form_needs_what_its_endpoints_refuse_to_go_without() -> None:
    needs = {
        mode: ability.requires - {"prompt"} for mode, ability in abilities_of("current").items()
    }

    assert needs == {"REMIX": set(), "INPAINT": {"range"}, "OVER_INSTRUMENTAL": {"lyrics"}}
    assert tuple(needs) == MODES


def test_an_unknown_form_or_mode_is_not_there() -> None:
    assert not ability_of("current", "EXTEND").is_there
    assert not ability_of("morse", "REMIX").is_there

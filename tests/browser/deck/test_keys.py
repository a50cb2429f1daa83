"""The keys of the deck: what they do, and when they must do nothing."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from remixes.models import Person, Remix
from tests.browser.conftest import Open
from tests.browser.deck.conftest import at, plays, told

pytestmark = pytest.mark.extra


def test_keys_move_loop_and_change_the_speed_but_not_while_somebody_types(deck: Page) -> None:
    deck.keyboard.press("ArrowRight")
    deck.keyboard.press("ArrowRight")
    deck.keyboard.press("Shift+ArrowLeft")
    assert at(deck) == pytest.approx(9, abs=0.05)
    deck.keyboard.press("j")
    assert at(deck) == 0
    deck.keyboard.press("Shift+Digit4")
    assert at(deck) == pytest.approx(8, abs=0.05)
    deck.keyboard.press("[")
    deck.keyboard.press("Shift+ArrowRight")
    deck.keyboard.press("]")
    expect(deck.get_by_role("button", name="Clear the loop")).to_contain_text("0:08 \u2013 0:09")

    deck.keyboard.press(">")
    deck.keyboard.press("k")
    plays(deck, "1")
    places = []
    for _ in range(25):
        deck.wait_for_timeout(100)
        places.append(at(deck))
    assert min(places) >= 7.9
    assert max(places) <= 9.25
    assert sum(after < before for before, after in pairwise(places)) >= 2
    assert [told(deck, f"active.audio.{one}") for one in ("playbackRate", "preservesPitch")] == [
        1.05,
        True,
    ]

    deck.keyboard.press("x")
    deck.keyboard.press("k")
    expect(deck.get_by_role("button", name="Clear the loop")).to_be_hidden()
    before = at(deck)
    deck.get_by_label("Note", exact=True).press_sequentially("2 lk j?[x")
    assert at(deck) == before
    expect(deck.locator("#take-1")).to_have_attribute("data-active", "")
    expect(deck.get_by_label("Note", exact=True)).to_have_value("2 lk j?[x")

    deck.evaluate("() => document.activeElement.blur()")
    deck.keyboard.press("?")
    expect(deck.get_by_role("dialog", name="Keys")).to_be_visible()
    deck.keyboard.press("2")
    expect(deck.locator("#take-1")).to_have_attribute("data-active", "")


def test_keys_can_be_switched_off(open_page: Open, remix: Remix, person: Person) -> None:
    person.has_single_keys = False
    person.save(update_fields=["has_single_keys"])
    page = open_page(remix.get_absolute_url())
    page.wait_for_selector("#take-1[data-drawn]")

    for key in ("Space", "ArrowRight", "2", "l"):
        page.keyboard.press(key)

    assert at(page) == 0
    assert told(page, "isPlaying") is False


def test_the_system_is_told_what_plays(deck: Page) -> None:
    deck.keyboard.press("2")
    deck.keyboard.press("Space")
    plays(deck, "2")

    told_of = deck.evaluate("() => navigator.mediaSession.metadata.title")

    assert re.search("Version 2$", told_of)
    assert deck.title().removesuffix(" \u00b7 Remixdesk").removeprefix("(ready) ") in told_of

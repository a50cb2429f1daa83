"""The waves: scrubbing, zoom, a loop on the ruler, what a slider speaks and what it fetches."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from remixes.models import Remix
from tests.browser.conftest import SECONDS, Open
from tests.browser.deck.conftest import at, told

pytestmark = pytest.mark.extra


def test_waves_scrub_zoom_and_speak(deck: Page) -> None:
    slider = deck.get_by_role("slider", name="Seek in Version 1")
    slider.focus()
    deck.keyboard.press("PageUp")
    expect(slider).to_have_attribute("aria-valuetext", re.compile("^15 seconds of 20 seconds"))
    deck.keyboard.press("ArrowLeft")
    deck.keyboard.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", re.compile("^5 .*, line: Rain on the aw"))
    box = deck.locator("#take-2 .take-wave").bounding_box()
    assert box is not None
    deck.locator("#take-2 .take-wave").click(position={"x": box["width"] / 2, "y": 20})
    assert at(deck, "2") == pytest.approx(10, abs=0.3)
    expect(deck.locator("#take-2")).to_have_attribute("data-active", "")

    deck.keyboard.press("1")
    with deck.expect_response("**/wave") as fine:
        for _ in range(3):
            deck.keyboard.press("+")
    assert len(fine.value.body()) == 2000
    view = told(deck, "view.span")
    assert view == pytest.approx(SECONDS / told(deck, "view.zoom"), abs=0.1)
    assert view < 4
    deck.locator("#take-1 .take-wave").hover()
    expect(deck.locator("#take-1 .take-hover")).to_have_attribute("data-at", re.compile("^0:.* · "))

    deck.keyboard.press("-")
    deck.keyboard.press("-")
    deck.keyboard.press("-")
    ruler = deck.locator(".deck-ruler").bounding_box()
    assert ruler is not None
    deck.mouse.move(ruler["x"] + ruler["width"] * 0.25, ruler["y"] + 8)
    deck.mouse.down()
    deck.mouse.move(ruler["x"] + ruler["width"] * 0.5, ruler["y"] + 8, steps=4)
    deck.mouse.up()
    assert [told(deck, f"loop.{end}") for end in ("from", "to")] == pytest.approx([5, 10], abs=0.1)


def test_nothing_is_fetched_before_play_and_what_cannot_be_played_says_so(
    open_page: Open, remix: Remix
) -> None:
    asked = []

    def gone(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(status=404, body="gone")

    page = open_page("/settings/")
    page.route("**/media/**", gone)
    page = open_page(remix.get_absolute_url())
    page.wait_for_selector("#take-2[data-drawn]")
    assert not asked

    page.get_by_role("button", name="Play Version 1").click()

    expect(page.locator("#take-1 [role=alert]")).to_contain_text("could not be played")
    assert asked

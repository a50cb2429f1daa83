"""Listening: one take at a time, the place kept, keys, a slider that speaks, words in step."""

import pytest
from playwright.sync_api import Page, expect

from remixes.models import Person, Remix
from tests.browser.conftest import Open

pytestmark = pytest.mark.extra

PLAYING = "take => !document.querySelector(`#take-${take} audio`).paused"
TIME = "take => document.querySelector(`#take-${take} audio`).currentTime"


@pytest.fixture
def deck(open_page: Open, remix: Remix) -> Page:
    page = open_page(remix.get_absolute_url())
    page.wait_for_selector("#take-2[data-drawn]")
    return page


def plays(page: Page, take: str) -> None:
    page.wait_for_function(PLAYING, arg=take)
    page.wait_for_function(f"take => ({TIME})(take) > 0", arg=take)


def playing(page: Page) -> list[str]:
    return [take for take in ("0", "1", "2") if page.evaluate(PLAYING, take)]


def test_space_plays_and_another_digit_goes_on_from_the_same_place(deck: Page) -> None:
    deck.keyboard.press("Space")
    plays(deck, "1")
    deck.evaluate("document.querySelector('#take-1 audio').currentTime = 10")

    deck.keyboard.press("2")

    plays(deck, "2")
    assert playing(deck) == ["2"]
    assert 9.5 < deck.evaluate(TIME, "2") < 13


def test_playing_one_take_stops_the_other(deck: Page) -> None:
    deck.get_by_role("button", name="Play Version 1").click()
    plays(deck, "1")

    deck.get_by_role("button", name="Play Source").click()

    plays(deck, "0")
    assert playing(deck) == ["0"]


def test_arrows_step_five_seconds_and_one_with_shift(deck: Page) -> None:
    deck.keyboard.press("ArrowRight")
    deck.keyboard.press("ArrowRight")
    deck.keyboard.press("Shift+ArrowLeft")

    assert deck.evaluate(TIME, "1") == pytest.approx(9, abs=0.2)


def test_the_wave_is_a_slider_that_speaks(deck: Page) -> None:
    slider = deck.get_by_role("slider", name="Seek in Version 1")

    slider.focus()
    deck.keyboard.press("PageUp")

    expect(slider).to_have_attribute("aria-valuenow", "15")
    expect(slider).to_have_attribute("aria-valuetext", "15 seconds of 20 seconds")


def test_a_press_on_the_wave_seeks_there(deck: Page) -> None:
    box = deck.locator("#take-2 .take-wave").bounding_box()
    assert box is not None

    deck.mouse.click(box["x"] + box["width"] / 2, box["y"] + 20)

    assert deck.evaluate(TIME, "2") == pytest.approx(10, abs=0.4)
    expect(deck.locator("#take-2")).to_have_attribute("data-active", "")


def test_a_line_is_lit_while_it_is_sung_and_never_outside(deck: Page) -> None:
    lit = deck.locator("#lyrics-1 [data-lit]")
    deck.locator("#lyrics-1").get_by_role("button", name="I count the seconds").click()
    expect(lit).to_contain_text("I count the seconds")

    deck.keyboard.press("ArrowRight")
    expect(lit).to_contain_text("Carry it over")
    deck.keyboard.press("ArrowRight")

    expect(lit).to_have_count(0)


def test_before_the_first_line_the_wait_is_told(deck: Page) -> None:
    for _ in range(2):
        deck.keyboard.press("Shift+ArrowRight")

    expect(deck.locator("#lyrics-1 .lyric-countdown")).to_contain_text("First line in 2 s")
    expect(deck.locator("#lyrics-2 .lyric-countdown")).to_be_hidden()


def test_the_question_mark_lists_the_keys(deck: Page) -> None:
    deck.keyboard.press("?")

    expect(deck.get_by_role("dialog", name="Keys")).to_be_visible()
    deck.keyboard.press("2")
    expect(deck.locator("#take-1")).to_have_attribute("data-active", "")


def test_keys_can_be_switched_off(open_page: Open, remix: Remix, person: Person) -> None:
    person.has_single_keys = False
    person.save(update_fields=["has_single_keys"])
    page = open_page(remix.get_absolute_url())
    page.wait_for_selector("#take-1[data-drawn]")

    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")

    assert playing(page) == []
    assert page.evaluate(TIME, "1") == 0


def test_sound_that_cannot_be_played_says_so(open_page: Open, remix: Remix) -> None:
    page = open_page("/settings/")
    page.route("**/media/**", lambda route: route.fulfill(status=404, body="gone"))
    page = open_page(remix.get_absolute_url())

    page.get_by_role("button", name="Play Version 1").click()

    expect(page.locator("#take-1 [role=alert]")).to_contain_text("could not be played")

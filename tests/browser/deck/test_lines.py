"""The sung lines, the pins of notes, and the sound they lead to."""

import re

import pytest
from playwright.sync_api import Page, expect

from remixes.actions import notes
from remixes.models import Person, Remix
from tests.browser.conftest import Open
from tests.browser.deck.conftest import at, plays, told

pytestmark = pytest.mark.extra


def test_lines_seek_loop_and_lead_to_notes_and_inpainting(deck: Page, remix: Remix) -> None:
    words = deck.locator("#lyrics-1")
    lit = words.locator("[data-lit]")
    for _ in range(2):
        deck.keyboard.press("Shift+ArrowRight")
    expect(words.locator(".lyric-countdown")).to_contain_text("First line in 2 s")
    line = words.locator("button.lyric-line", has_text="I count the seconds")
    line.click()
    assert at(deck) == pytest.approx(7, abs=0.05)
    expect(lit).to_contain_text("I count the seconds")
    words.locator(".lyrics-scroll").hover()
    deck.mouse.wheel(0, 40)
    expect(words.get_by_role("button", name="Follow")).to_be_visible()
    words.get_by_role("button", name="Follow").click()
    expect(words.get_by_role("button", name="Follow")).to_be_hidden()

    line.press("ArrowDown")
    deck.keyboard.press("ArrowUp")
    deck.keyboard.press("Tab")
    deck.keyboard.press("Enter")
    menu = words.get_by_role("group", name="I count the seconds")
    expect(menu.get_by_role("link", name="Sing it anew")).to_have_attribute(
        "href",
        f"/remixes/new/?from={remix.pk}&mode=INPAINT&replace_start_at=7.00&replace_end_at=9.00",
    )
    menu.get_by_role("button", name="Comment on it").click()
    form = deck.get_by_role("form", name="New note")
    expect(form.get_by_label("At")).to_have_value("0:07")
    expect(form.get_by_label("About")).to_have_value(re.compile("."))

    first = words.locator("button.lyric-line", has_text="Rain on the awning")
    first.hover()
    deck.mouse.down()
    line.hover()
    deck.mouse.up()
    plays(deck, "1")
    assert [told(deck, f"loop.{end}") for end in ("from", "to")] == [4, 9]
    deck.evaluate("() => document.activeElement.blur()")
    deck.keyboard.press("x")
    deck.keyboard.press("Space")
    deck.keyboard.press("Shift+Digit9")
    expect(lit).to_have_count(0)
    deck.keyboard.press("2")
    expect(deck.locator("#lyrics-2")).to_be_visible()
    expect(words).to_be_hidden()


def test_pins_and_threads_lead_to_each_other(open_page: Open, remix: Remix, person: Person) -> None:
    spot = notes.Place(remix.conversions.get(version=2), 6500)
    thread = notes.add(person, remix, "Too <b>bright</b>.", spot)
    page = open_page(remix.get_absolute_url())

    page.get_by_role("button", name=re.compile("^Note by .* at 0:06: Too <b>")).click()

    assert at(page, "2") == pytest.approx(6.5, abs=0.05)
    expect(page.locator(f"#thread-{thread.pk}")).to_be_focused()
    page.keyboard.press("1")
    page.keyboard.press("Shift+Digit1")
    page.locator(".thread .pin").click()
    expect(page.locator("#take-2")).to_have_attribute("data-active", "")
    assert at(page, "2") == pytest.approx(6.5, abs=0.05)

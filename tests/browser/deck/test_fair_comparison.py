"""Comparing fairly: equally loud, and blind."""

import re

import pytest
from playwright.sync_api import Page, expect

from remixes.models import Preference, Remix
from tests.browser.conftest import SECONDS, Open
from tests.browser.deck.conftest import plays, told

pytestmark = pytest.mark.extra


def test_louder_takes_are_taken_down_to_the_quietest(deck: Page) -> None:
    trims = "() => [...document.querySelector('remix-deck').mixer.trims.values()]"
    assert deck.evaluate(trims) == pytest.approx([0.794, 1, 0.631], abs=0.001)
    gains = [deck.locator(f"#take-{n} .take-gain").inner_text() for n in range(3)]
    assert [gain[-7:] for gain in gains] == ["\u22122.0 dB", "±0.0 dB", "\u22124.0 dB"]

    deck.keyboard.press("m")

    assert deck.evaluate(trims) == [1, 1, 1]
    deck.reload()
    matching = deck.get_by_role("button", name="Match loudness")
    expect(matching).to_have_attribute("aria-pressed", "false")
    deck.keyboard.press("m")
    expect(matching).to_have_attribute("aria-pressed", "true")


def test_blind_until_a_preference_is_given(open_page: Open, remix: Remix) -> None:
    remix.conversions.filter(version=2).update(measured_s=SECONDS - 1)
    page = open_page(f"{remix.get_absolute_url()}?blind=1")
    page.get_by_role("button", name="Play A").wait_for()
    assert not page.get_by_text(re.compile(r"Version \d")).count()
    assert not page.locator(".take-gain:not(:empty)").count()
    page.keyboard.press("m")
    page.keyboard.press("Space")
    plays(page, "1")
    page.keyboard.press("2")
    plays(page, "2")
    trims = page.evaluate("() => [...document.querySelector('remix-deck').mixer.trims.values()]")
    assert sorted(trims) == pytest.approx([0.631, 0.794, 1], abs=0.001)
    assert {told(page, f"players[{n}].duration") for n in (1, 2)} == {SECONDS - 1}
    sources = page.evaluate("() => document.querySelector('#takes').innerHTML")
    assert not re.search(r"[Vv]ersion|-v\d|Awning|/media/[0-9a-f-]{36}/", sources)

    page.get_by_role("button", name="B is better").click()

    expect(page.get_by_text("1 has said so, 1 of them blind")).to_be_visible()
    expect(page.get_by_role("button", name="Play Version 2")).to_be_visible()
    assert Preference.objects.get().was_blind

"""A switch between takes, heard sample by sample."""

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from remixes.models import Remix
from tests.browser.conftest import SECONDS
from tests.browser.deck.conftest import HIGH_HZ, LISTEN, LOW_HZ, at, plays
from tests.browser.sounds import WINDOW, place, quietest, share_above, sweep
from tests.makers import make_conversion, make_finished_remix

pytestmark = pytest.mark.extra


def test_a_switch_is_a_crossfade_at_the_same_place(deck: Page) -> None:
    deck.keyboard.press("m")
    deck.keyboard.press("Space")
    plays(deck, "1")
    deck.keyboard.press("2")
    plays(deck, "2")
    deck.keyboard.press("1")
    plays(deck, "1")
    rate = float(deck.evaluate(LISTEN))
    deck.wait_for_timeout(600)

    deck.keyboard.press("2")

    plays(deck, "2")
    deck.wait_for_timeout(800)
    heard = np.array(deck.evaluate("() => [...heard]"))
    shares = share_above(heard, rate, 4200)
    crossing = np.flatnonzero(shares > 0.5)[0] * 96
    before, after = heard[: crossing - 2048][-WINDOW:], heard[crossing + 2048 :][:WINDOW]
    apart = (WINDOW + 4096) / rate
    offset = place(after, rate, HIGH_HZ) - place(before, rate, LOW_HZ) - apart
    faded = ((shares > 0.02) & (shares < 0.98)).sum() * 96 / rate
    around = heard[crossing - 9600 : crossing + 9600]
    told_of = f"{offset * 1000:.1f} ms, fade {faded * 1000:.1f} ms, {quietest(around, rate):.2f}"
    print("switch:", told_of)
    assert abs(offset) < 0.02, told_of
    assert faded < 0.022, told_of
    assert quietest(around, rate) > 0.5, told_of


def test_versions_of_another_remix_of_the_source_join_while_one_plays(
    deck: Page, remix: Remix
) -> None:
    other = make_finished_remix(remix.person, remix.upload, versions=(), prompt="slow ballad")
    make_conversion(other, wav=sweep(SECONDS, 900), mp3_sha256="", duration_s=SECONDS)
    deck.reload()
    deck.wait_for_selector("#take-2[data-drawn]")
    deck.keyboard.press("Space")
    plays(deck, "1")

    deck.get_by_role("link", name="slow ballad").first.click()
    deck.wait_for_selector("#take-3[data-drawn]")
    place_before = at(deck)
    deck.keyboard.press("3")

    plays(deck, "3")
    assert place_before <= at(deck, "3") < place_before + 4
    expect(deck.get_by_role("button", name="Other 1", exact=True)).to_have_text("3")
    expect(deck.get_by_role("group", name="Lyrics of Other 1")).to_be_visible()

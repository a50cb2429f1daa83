"""What plays goes on while pages come and go, heard and measured against the clock."""

import json
import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from remixes.models import Person, Remix
from tests.browser.conftest import Open
from tests.browser.deck.conftest import LISTEN, at, plays
from tests.browser.sounds import quietest
from tests.makers import make_conversion, make_finished_remix, make_upload, wav_bytes

pytestmark = pytest.mark.extra

WATCH = """take => {
  const audio = document.querySelector(`#take-${take} audio`);
  const [started, place] = [performance.now(), audio.currentTime];
  window.behind = [];
  setInterval(() => {
    const gone = ((performance.now() - started) / 1000) * audio.playbackRate;
    behind.push(audio.paused ? 9 : gone - (audio.currentTime - place));
  }, 10);
}"""
"""Every 10 ms, how many seconds the sound is behind the clock on the wall."""


NOW = "performance.timeOrigin + performance.now()"
LEAVING = f"""() => addEventListener("pagehide", () => {{
  const {{ currentTime }} = document.querySelector("#take-2 audio");
  sessionStorage.left = JSON.stringify([{NOW}, currentTime]);
}})"""
COMING = f"""() => {{
  const {{ play }} = HTMLMediaElement.prototype;
  HTMLMediaElement.prototype.play = function () {{
    this.addEventListener("playing", () => {{
      sessionStorage.back ??= JSON.stringify([{NOW}, this.currentTime]);
    }});
    return play.call(this);
  }};
}}"""


@pytest.fixture
def other(person: Person) -> Remix:
    """Another remix, of another song."""
    upload = make_upload(person, content=wav_bytes(9, 333), duration_s=9)
    remix = make_finished_remix(person, upload, versions=())
    make_conversion(remix, wav=wav_bytes(9, 555), mp3_sha256="", duration_s=9, measured_s=9)
    return remix


@pytest.fixture
def playing(deck: Page) -> Page:
    """The second version from 0:06 on, really heard."""
    deck.keyboard.press("2")
    deck.keyboard.press("Shift+Digit3")
    deck.keyboard.press("Space")
    plays(deck, "2")
    return deck


def go(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Main").get_by_role("link", name=name).click()
    expect(page).to_have_title(re.compile(f"^{name}"))
    expect(page.locator("h1")).to_be_focused()


def test_no_gap_is_heard_between_pages(playing: Page, remix: Remix) -> None:
    rate = float(playing.evaluate(LISTEN))
    playing.evaluate(WATCH, "2")
    playing.wait_for_timeout(400)

    for name in ("Library", "Sources", "Settings"):
        go(playing, name)
    playing.go_back()
    expect(playing.locator("h1")).to_have_text("Sources")
    playing.get_by_role("region", name="Player").get_by_role("link").click()
    plays(playing, "2")

    playing.wait_for_timeout(400)
    behind = np.array(playing.evaluate("() => behind"))
    heard = np.array(playing.evaluate("() => heard"))[int(0.1 * rate) :]
    told = f"{1000 * np.ptp(behind):.0f} ms behind, quietest {quietest(heard, rate, 0.01):.2f}"
    print("between pages:", told)
    assert np.ptp(behind) < 0.1, told
    assert quietest(heard, rate, 0.01) > 0.3, told
    assert not playing.locator("play-bar").count()


def test_what_is_on_goes_on_until_another_deck_plays(playing: Page, other: Remix) -> None:
    go(playing, "Library")
    playing.locator(f'main a[href="{other.get_absolute_url()}"]').first.click()
    playing.wait_for_selector("#take-1[data-drawn]")
    bar = playing.get_by_role("region", name="Player")
    expect(bar.get_by_role("button", name="Pause")).to_be_visible()
    assert playing.evaluate("document.querySelector('remix-deck').isPlaying") is False
    playing.evaluate("window.before = document.querySelector('play-bar audio')")

    playing.keyboard.press("Space")

    plays(playing, "1")
    expect(bar).to_be_hidden()
    assert playing.evaluate("before.paused && !before.src")
    assert "Awning" in playing.evaluate("navigator.mediaSession.metadata.title")
    playing.keyboard.press("Space")
    go(playing, "Settings")
    assert playing.evaluate("navigator.mediaSession.metadata") is None


def test_a_form_is_sent_while_the_sound_goes_on(playing: Page) -> None:
    playing.evaluate(WATCH, "2")

    playing.get_by_role("button", name="Version 2 is better").click()

    expect(playing.get_by_text("1 has said so")).to_be_visible()
    plays(playing, "2")
    assert np.ptp(playing.evaluate("() => behind")) < 0.1


def test_speed_and_place_are_the_same_when_its_page_comes_back(playing: Page) -> None:
    playing.get_by_label("Speed").select_option("1.25")
    go(playing, "Library")
    before = float(playing.evaluate("document.querySelector('play-bar audio').currentTime"))

    playing.go_back()

    plays(playing, "2")
    expect(playing.get_by_label("Speed")).to_have_value("1.25")
    assert playing.evaluate("document.querySelector('#take-2 audio').playbackRate") == 1.25
    assert before <= at(playing, "2") < before + 4


def test_a_browser_that_loads_every_page_resumes_at_the_same_place(
    open_page: Open, remix: Remix, page: Page
) -> None:
    page.add_init_script("delete window.navigation; delete Window.prototype.navigation")
    open_page(remix.get_absolute_url()).wait_for_selector("#take-2[data-drawn]")
    page.keyboard.press("2")
    page.keyboard.press("Space")
    plays(page, "2")
    page.evaluate(LEAVING)
    page.add_init_script(f"({COMING})()")

    page.get_by_role("navigation").get_by_role("link", name="Library").first.click()

    expect(page.get_by_role("region", name="Player")).to_be_visible()
    page.wait_for_function("() => sessionStorage.back")
    left, back = (json.loads(page.evaluate(f"() => sessionStorage.{k}")) for k in ("left", "back"))
    print(f"loaded anew: {back[0] - left[0]:.0f} ms silent, {back[1] - left[1]:.3f} s apart")
    assert back[1] == pytest.approx(left[1], abs=0.1)
    page.get_by_role("region", name="Player").get_by_role("link").click()
    plays(page, "2")
    assert not page.locator("play-bar").count()

"""Listening for real: switches, loops, lines, pins, loudness, blind, and going on elsewhere."""

import json
import re
import zlib
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, Route, expect

from remixes.actions import notes
from remixes.models import Analysis, Person, Preference, Remix
from tests.browser.conftest import LINES, SECONDS, Open
from tests.browser.sounds import WINDOW, place, quietest, share_above, sweep
from tests.makers import make_conversion, make_finished_remix, make_upload, wav_bytes

pytestmark = pytest.mark.extra

LOW_HZ, HIGH_HZ = 400.0, 5000.0
TIME = "take => document.querySelector(`#take-${take} audio`).currentTime"
PLAYS = """take => {
  const audio = document.querySelector(`#take-${take} audio`);
  return !audio.paused && audio.currentTime > 0;
}"""
ALONE = """take => [...document.querySelectorAll("take-player")].every(
  (player) => player.isPlaying === (player.dataset.take === take))"""
LISTEN = """() => {
  const { context, master } = document.querySelector("remix-deck").mixer;
  const tap = context.createScriptProcessor(16384, 1, 1);
  window.heard = [];
  tap.onaudioprocess = ({ inputBuffer }) => heard.push(...inputBuffer.getChannelData(0));
  master.connect(tap).connect(context.destination);
  return context.sampleRate;
}"""
NOW = "performance.timeOrigin + performance.now()"
LEAVING = f"""() => addEventListener("pagehide", () => {{
  const {{ currentTime }} = document.querySelector("#take-2 audio");
  sessionStorage.left = JSON.stringify([{NOW}, currentTime]);
}})"""
COMING = f"""() => {{
  const {{ play }} = HTMLMediaElement.prototype;
  HTMLMediaElement.prototype.play = function () {{
    this.addEventListener("playing", () => {{
      sessionStorage.back ??= JSON.stringify([{NOW}, this.currentTime, this.playbackRate]);
    }});
    return play.call(this);
  }};
}}"""
SECTIONS = [
    {"start": 0.0, "end": 10.0, "letter": "A", "label": "intro", "level": 0.4},
    {"start": 10.0, "end": 20.0, "letter": "B", "label": "chorus", "level": 1.0},
]


@pytest.fixture
def remix(person: Person) -> Remix:
    """A source and two versions whose pitch tells the place; the second is 4 dB louder."""
    upload = make_upload(
        person, content=wav_bytes(SECONDS), duration_s=SECONDS, loudness_lufs=-12.0
    )
    remix = make_finished_remix(person, upload, versions=())
    for version, hertz, lufs in ((1, LOW_HZ, -14.0), (2, HIGH_HZ, -10.0)):
        make_conversion(
            remix,
            version,
            wav=sweep(SECONDS, hertz),
            mp3_sha256="",
            duration_s=SECONDS,
            measured_s=SECONDS,
            loudness_lufs=lufs,
            timeline=LINES,
        )
    first = remix.conversions.get(version=1)
    Analysis.objects.create(
        sha256=first.wav_sha256,
        facts={"duration_s": SECONDS, "sections": SECTIONS},
        wave=zlib.compress(bytes(range(200)) * 10),
    )
    return remix


@pytest.fixture
def deck(open_page: Open, remix: Remix) -> Page:
    page = open_page(remix.get_absolute_url())
    page.wait_for_selector("#take-2[data-drawn]")
    return page


def plays(page: Page, take: str) -> None:
    """Until this take is heard and no other."""
    page.wait_for_function(PLAYS, arg=take)
    page.wait_for_function(ALONE, arg=take)


def at(page: Page, take: str = "1") -> float:
    return float(page.evaluate(TIME, take))


def told(page: Page, name: str) -> Any:
    return page.evaluate(f"() => document.querySelector('remix-deck').{name}")


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


def test_playing_goes_on_at_the_same_place_on_other_pages(deck: Page, remix: Remix) -> None:
    deck.get_by_label("Speed").select_option("1.25")
    deck.evaluate("() => document.activeElement.blur()")
    deck.keyboard.press("2")
    deck.keyboard.press("Shift+Digit3")
    deck.keyboard.press("Space")
    plays(deck, "2")
    deck.evaluate(LEAVING)
    deck.add_init_script(f"({COMING})()")

    deck.get_by_role("navigation").get_by_role("link", name="Library").first.click()

    bar = deck.get_by_role("region", name="Player")
    expect(bar.get_by_role("button", name="Pause")).to_be_visible()
    deck.wait_for_function("() => sessionStorage.back")
    left, back = (json.loads(deck.evaluate(f"() => sessionStorage.{k}")) for k in ("left", "back"))
    print(f"between pages: {back[0] - left[0]:.0f} ms silent, {back[1] - left[1]:.3f} s apart")
    assert back[1] == pytest.approx(left[1], abs=0.1)
    assert back[2] == 1.25
    bar.get_by_role("link", name=re.compile("Version 2")).click()
    plays(deck, "2")
    assert left[1] < at(deck, "2") < 19
    assert not deck.locator("play-bar").count()


def test_keys_can_be_switched_off(open_page: Open, remix: Remix, person: Person) -> None:
    person.has_single_keys = False
    person.save(update_fields=["has_single_keys"])
    page = open_page(remix.get_absolute_url())
    page.wait_for_selector("#take-1[data-drawn]")

    for key in ("Space", "ArrowRight", "2", "l"):
        page.keyboard.press(key)

    assert at(page) == 0
    assert told(page, "isPlaying") is False


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

"""Correcting lyrics by ear: tapped, dragged, split, taken back, saved, and never lost."""

from __future__ import annotations

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import FilePayload, Page, expect

from remixes.actions import timelines
from remixes.models import Conversion, Person, Remix, Role, TimelineEdit
from remixes.remote.lyrics import Line
from tests.browser.conftest import Open
from tests.makers import make_person

pytestmark = pytest.mark.extra

TIME = "document.querySelector('#take-1 audio').currentTime"
LEAVES = "dispatchEvent(new Event('beforeunload', { cancelable: true }))"
EDITOR = "document.querySelector('lyric-editor')"


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    """The checker of barriers is injected, which our own policy rightly forbids."""
    return {**browser_context_args, "bypass_csp": True, "reduced_motion": "reduce"}


@pytest.fixture
def version(remix: Remix) -> Conversion:
    return remix.conversions.get(version=1)


@pytest.fixture
def editor(open_page: Open, version: Conversion) -> Page:
    return opened(open_page, version)


def opened(open_page: Open, version: Conversion) -> Page:
    page = open_page(reverse("timeline", args=[version.pk]))
    page.wait_for_selector("lyric-editor[data-live]")
    return page


def shown(page: Page) -> list[tuple[str, int, int]]:
    """Text, start and end of every line as the editor has them."""
    told = page.evaluate(f"JSON.stringify({EDITOR}.lines.map((l) => [l.text, l.start, l.end]))")
    return [(text, start, end) for text, start, end in json.loads(told)]


def plays_past(page: Page, second: float) -> float:
    page.wait_for_function(f"() => {TIME} > {second}")
    return float(page.evaluate(TIME)) * 1000


def saved(version: Conversion) -> list[Line]:
    return list(timelines.current(Conversion.objects.get(pk=version.pk)).lines)


def test_lines_tapped_along_light_the_page_when_they_are_sung(
    editor: Page, version: Conversion, open_page: Open
) -> None:
    editor.get_by_role("button", name="Tap along").click()
    first = plays_past(editor, 1.4)
    editor.keyboard.press("Space")
    second = plays_past(editor, first / 1000 + 0.6)
    editor.keyboard.press("Enter")
    ended = plays_past(editor, second / 1000 + 0.3)
    editor.keyboard.press("e")
    editor.keyboard.press("Escape")
    expect(editor.get_by_role("textbox", name="Line 4")).to_be_focused()
    editor.keyboard.press("Control+s")
    expect(editor.locator("[data-state]")).to_have_text("Saved")

    tag, rain, count, _ = saved(version)
    assert rain.start_ms == pytest.approx(first, abs=120)
    assert (tag.start_ms, rain.end_ms) == (rain.start_ms, count.start_ms)
    assert count.start_ms == pytest.approx(second, abs=120)
    assert count.end_ms == pytest.approx(ended, abs=120)

    page = open_page(version.remix.get_absolute_url())
    page.locator("#lyrics-1").get_by_role("button", name="I count the seconds").first.click()
    assert page.evaluate(TIME) * 1000 == pytest.approx(count.start_ms, abs=50)
    page.evaluate(f"{TIME} = {count.start_ms / 1000 + 0.05}")
    expect(page.locator("#lyrics-1 [data-lit]")).to_contain_text("I count the seconds")


def test_edges_are_dragged_or_moved_by_key_and_the_first_timing_stays_beside(
    editor: Page,
) -> None:
    editor.get_by_role("textbox", name="Line 3").click()
    edge = editor.get_by_role("slider", name="Start of “I count the seconds”")
    box = edge.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] - 4, box["y"] + box["height"] / 2
    editor.mouse.move(x, y)
    editor.mouse.down()
    editor.mouse.move(x + 20, y)
    editor.mouse.move(x + 48, y)
    editor.mouse.up()
    assert shown(editor)[2][1] == pytest.approx(7500, abs=25)

    editor.keyboard.press("Shift+ArrowRight")
    editor.keyboard.press("ArrowLeft")
    assert shown(editor)[2][1] == pytest.approx(7590, abs=25)
    expect(edge).to_have_attribute("aria-valuetext", "7.59 seconds")
    expect(editor.locator(".strip-ghost[data-side=start]")).to_be_visible()
    was = editor.get_by_role("button", name="was 0:07.00")
    expect(was).to_be_visible()

    end = editor.get_by_label("End", exact=True)
    end.fill("0:08,25")
    end.press("Enter")
    end.press("ArrowUp")
    assert shown(editor)[2][2] == 8260
    was.click()
    assert shown(editor)[2][1:] == (7000, 9000)
    for _ in range(5):
        editor.keyboard.press("Control+z")
    assert shown(editor)[2][1:] == (7000, 9000)
    expect(editor.locator("[data-state]")).to_have_text("Saved")


def test_lines_are_typed_split_merged_shifted_imported_and_all_of_it_undone(editor: Page) -> None:
    before = shown(editor)
    line = editor.get_by_role("textbox", name="Line 2")
    line.click()
    editor.keyboard.press("Home")
    for _ in range(len("Rain on")):
        editor.keyboard.press("ArrowRight")
    editor.keyboard.press("Enter")
    assert [text for text, *_ in shown(editor)[1:3]] == ["Rain on", "the awning"]
    assert 4000 < shown(editor)[2][1] < 6000
    editor.keyboard.press("Backspace")
    editor.keyboard.press("ArrowDown")
    editor.keyboard.type("1 0 ?")  # no key acts inside a field
    assert shown(editor)[1] == before[1]
    assert "1 0 ?" in shown(editor)[2][0]

    shift = editor.get_by_label("Shift by")
    shift.fill("-250")
    expect(editor.get_by_role("button", name="Hear from 0:03.75")).to_have_count(2)
    assert shown(editor)[1][1] == 4000  # only shown until it is applied
    editor.get_by_role("button", name="Apply").click()
    assert shown(editor)[1][1:] == (3750, 5750)

    file = FilePayload(name="x.lrc", mimeType="text/plain", buffer=b"[00:01.50]From a file")
    editor.locator("[data-file]").set_input_files(file)
    expect(editor.get_by_role("alert")).to_contain_text("1 lines of x.lrc")
    assert shown(editor) == [("From a file", 1500, 5500)]

    while editor.get_by_role("button", name="Undo").is_enabled():
        editor.get_by_role("button", name="Undo").click()
    assert shown(editor) == before
    editor.keyboard.press("Control+Shift+z")
    assert len(shown(editor)) == len(before) + 1


def test_of_two_who_edit_at_once_neither_loses_a_word(
    editor: Page, version: Conversion, person: Person
) -> None:
    theirs = [Line("Theirs", 1000, 2000, is_section=False)]
    timelines.save(make_person(), version, 0, theirs)
    editor.get_by_role("textbox", name="Line 2").fill("Mine")
    editor.get_by_role("button", name="Save", exact=True).click()

    expect(editor.get_by_role("alert")).to_contain_text("meanwhile")
    assert shown(editor)[1][0] == "Mine"
    assert not editor.evaluate(LEAVES)
    editor.get_by_role("button", name="Show theirs").click()
    assert shown(editor) == [("Theirs", 1000, 2000)]
    editor.keyboard.press("Control+z")
    assert shown(editor)[1][0] == "Mine"
    editor.keyboard.press("Control+s")

    expect(editor.locator("[data-state]")).to_have_text("Saved")
    assert (saved(version)[1].text, TimelineEdit.objects.count()) == ("Mine", 2)
    assert editor.evaluate(LEAVES)


def test_the_editor_has_no_barrier_and_viewers_read(
    open_page: Open, version: Conversion, person: Person
) -> None:
    page = opened(open_page, version)
    page.get_by_role("button", name="Tap along").click()
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        assert not Axe().run(page).response["violations"]

    person.role = Role.VIEWER
    person.save(update_fields=["role"])
    page = opened(open_page, version)
    page.set_viewport_size({"width": 390, "height": 844})
    assert not Axe().run(page).response["violations"]
    expect(page.get_by_role("textbox")).to_have_count(0)
    page.get_by_role("button", name="Hear from 0:07.00").click()
    assert plays_past(page, 7) < 8000
    expect(page.locator(".edit-line[data-lit]")).to_contain_text("I count the seconds")
    assert page.evaluate("document.documentElement.scrollWidth") == 390

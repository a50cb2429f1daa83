"""Going from page to page within one document, as readers, keyboards and histories notice."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Dialog, Page, Route, expect

from remixes.models import Person, Preference, Remix
from tests.browser.conftest import Open

pytestmark = pytest.mark.extra

MARK = "() => { window.isSame = true; }"
IS_SAME = "() => window.isSame === true"


def go(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Main").get_by_role("link", name=name).click()
    expect(page).to_have_title(re.compile(f"^{name}"))


@pytest.fixture
def desk(open_page: Open, remix: Remix) -> Page:
    page = open_page("/")
    page.evaluate(MARK)
    return page


def test_a_page_that_comes_is_told_like_one_that_was_loaded(desk: Page) -> None:
    desk.mouse.wheel(0, 400)

    go(desk, "Settings")

    assert desk.evaluate(IS_SAME)
    assert desk.url.endswith("/settings/")
    expect(desk.locator("h1")).to_be_focused()
    expect(desk.locator("#announcer")).to_have_text(re.compile("^Settings"))
    expect(desk.get_by_role("link", name="Settings", exact=True)).to_have_attribute(
        "aria-current", "page"
    )
    assert desk.evaluate("scrollY") == 0
    assert not desk.locator("html[data-turning]").count()


def test_back_brings_the_place_and_the_words_that_were_not_sent(desk: Page, remix: Remix) -> None:
    desk.locator(f'main a[href="{remix.get_absolute_url()}"]').first.click()
    note = desk.get_by_label("Note", exact=True)
    note.fill("Half a tho")
    place = desk.evaluate("scrollY")
    go(desk, "Library")

    desk.go_back()

    expect(note).to_have_value("Half a tho")
    assert place > 0
    desk.wait_for_function("place => Math.abs(scrollY - place) < 4", arg=place)
    desk.go_forward()
    expect(desk).to_have_title(re.compile("^Library"))
    assert desk.evaluate(IS_SAME)


def test_a_form_with_an_error_comes_back_with_it(desk: Page) -> None:
    go(desk, "Settings")
    zone = desk.get_by_label("Time zone")
    zone.fill("Europe/Atlantis")

    zone.press("Enter")

    expect(desk.locator("main .field-errors").first).to_be_visible()
    expect(zone).to_have_value("Europe/Atlantis")
    expect(zone).to_be_focused()
    expect(zone).to_be_in_viewport()
    assert desk.evaluate(IS_SAME)


def test_an_answer_to_a_form_of_the_page_leaves_the_reader_where_they_are(
    desk: Page, remix: Remix
) -> None:
    desk.locator(f'main a[href="{remix.get_absolute_url()}"]').first.click()
    desk.get_by_role("button", name="Version 2 is better").click()

    expect(desk.get_by_text("1 has said so")).to_be_visible()
    assert Preference.objects.count() == 1
    expect(desk.locator("#choice")).to_be_in_viewport()
    assert desk.evaluate("document.activeElement.closest('#choice') !== null")
    expect(desk.locator("#announcer")).to_contain_text("Your preference counts")
    desk.go_back()
    expect(desk).to_have_title(re.compile("^Desk"))


def test_a_file_is_saved_and_the_page_stays(desk: Page, remix: Remix) -> None:
    desk.locator(f'main a[href="{remix.get_absolute_url()}"]').first.click()

    with desk.expect_download() as zipped:
        desk.get_by_role("link", name="Take home").click()

    assert zipped.value.suggested_filename.endswith(".zip")
    assert desk.evaluate(IS_SAME)


def test_what_is_no_page_of_the_desk_is_loaded_by_the_browser(desk: Page, person: Person) -> None:
    desk.locator(".rail-person summary").click()

    desk.get_by_role("button", name="Sign out").click()

    expect(desk).to_have_title(re.compile("^Sign in"))
    assert not desk.evaluate(IS_SAME)


def test_after_an_update_the_page_is_loaded_anew(desk: Page) -> None:
    def updated(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("css/app.css", "css/app.css?2"))

    desk.route("**/settings/", updated)

    go(desk, "Settings")

    assert not desk.evaluate(IS_SAME)


def test_a_desk_that_is_away_is_told_in_the_page(desk: Page) -> None:
    desk.route("**/settings/", lambda route: route.abort())

    desk.get_by_role("navigation", name="Main").get_by_role("link", name="Settings").click()

    expect(desk.locator(".messages-region")).to_contain_text("could not be reached")
    assert desk.evaluate(IS_SAME)
    assert not desk.url.endswith("/settings/")
    go(desk, "Library")
    desk.route("**/", lambda route: route.abort())
    desk.go_back()
    expect(desk.locator(".messages-region")).to_contain_text("could not be reached")


def test_lyrics_that_are_not_saved_are_not_left_without_a_question(
    open_page: Open, remix: Remix
) -> None:
    page = open_page(reverse("timeline", args=[remix.conversions.get(version=1).pk]))
    line = page.get_by_role("textbox", name="Line 2")
    line.fill("Rain on the window")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.once("dialog", stay)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Library").click()

    assert asked == ["What you have changed here is not saved. Leave this page?"]
    expect(line).to_have_value("Rain on the window")
    page.once("dialog", lambda dialog: dialog.accept())
    go(page, "Library")


def test_many_pages_leave_nothing_behind(desk: Page, remix: Remix) -> None:
    devtools = desk.context.new_cdp_session(desk)
    devtools.send("Performance.enable")

    def round_trip() -> None:
        go(desk, "Library")
        desk.locator(f'main a[href="{remix.get_absolute_url()}"]').first.click()
        desk.locator("#take-2[data-drawn]").wait_for()

    def held() -> dict[str, float]:
        for _ in range(3):
            devtools.send("HeapProfiler.collectGarbage")
        metrics = devtools.send("Performance.getMetrics")["metrics"]
        return {one["name"]: one["value"] for one in metrics}

    round_trip()
    desk.evaluate("() => { document.querySelector('#take-1 audio').loop = true; }")
    desk.keyboard.press("Space")
    for _ in range(3):
        round_trip()
    before = held()
    for _ in range(8):
        round_trip()
    after = held()

    assert desk.evaluate("document.querySelector('remix-deck').isPlaying")

    for name in ("JSEventListeners", "Nodes", "Documents"):
        print(name, before[name], after[name])
        assert after[name] <= before[name] * 1.3 + 5, name

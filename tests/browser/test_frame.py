"""The frame of every page: themes, the menu, skipping to the content."""

import pytest
from playwright.sync_api import expect

from remixes.models import Person, Remix
from tests.browser.conftest import Open

pytestmark = pytest.mark.extra


def test_a_theme_shows_at_once_and_is_there_again_on_the_next_page(
    open_page: Open, person: Person
) -> None:
    page = open_page("/settings/")
    page.locator(".rail-person summary").click()

    with page.expect_response("**/settings/theme/"):
        page.get_by_role("group", name="Theme").get_by_role("button", name="Dark").click()

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    person.refresh_from_db()
    assert person.theme == "dark"
    expect(open_page("/").locator("html")).to_have_attribute("data-theme", "dark")


def test_the_menu_closes_on_escape_and_gives_the_focus_back(open_page: Open) -> None:
    page = open_page("/")
    summary = page.locator(".rail-person summary")
    summary.click()

    page.keyboard.press("Escape")

    expect(page.locator(".rail-person")).not_to_have_attribute("open", "")
    expect(summary).to_be_focused()


def test_the_first_tab_offers_to_skip_to_the_content(open_page: Open) -> None:
    page = open_page("/remixes/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("#main")).to_be_focused()


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_no_page_is_wider_than_the_screen(open_page: Open, remix: Remix, width: int) -> None:
    for address in ("/", "/remixes/", "/remixes/new/", "/uploads/", remix.get_absolute_url()):
        page = open_page(address)
        page.set_viewport_size({"width": width, "height": 800})

        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address

"""The documentation of the JSON API in a real browser, under the policy that every page has."""

import pytest

from remixes.models import Remix
from tests.browser.conftest import Open

pytestmark = pytest.mark.extra


def test_an_operation_is_tried_as_whoever_is_signed_in(open_page: Open, remix: Remix) -> None:
    page = open_page("/api/v1/docs")  # a broken policy fails by itself
    page.wait_for_selector("api-docs[data-drawn]")
    operation = page.locator("#operations-remixes-trash_remix")

    operation.locator(".opblock-summary-control").click()
    operation.locator(".try-out__btn").click()
    operation.locator("input[placeholder=pk]").fill(str(remix.pk))
    operation.locator(".execute").click()
    operation.locator(".live-responses-table .response-col_status", has_text="200").wait_for()

    remix.refresh_from_db()
    assert remix.trashed_at


@pytest.mark.parametrize("width", [390, 1440])
def test_the_page_fits_and_follows_the_theme(open_page: Open, remix: Remix, width: int) -> None:
    page = open_page("/settings/")
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark")
    page.locator(".foot").get_by_role("link", name="JSON API").click()
    page.wait_for_selector("api-docs[data-drawn]")

    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator("html.dark-mode").count() == 1
    page.emulate_media(color_scheme="light")
    page.wait_for_selector("html:not(.dark-mode)")

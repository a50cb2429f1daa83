"""Going back to a form that was sent, in a browser that keeps what was typed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from remixes.models import Person, Remix
from tests.browser.conftest import Open
from tests.makers import make_upload

pytestmark = [pytest.mark.extra, pytest.mark.usefixtures("redis")]


def order(page: Page) -> str:
    page.locator("main").get_by_role("button", name="Remix", exact=True).click()
    expect(page.locator("#standing")).to_be_visible()
    return page.url


def test_back_and_send_again_is_the_same_remix(open_page: Open, person: Person) -> None:
    upload = make_upload(person)
    page = open_page(f"/remixes/new/?upload={upload.pk}")
    page.get_by_label("Prompt").fill("dark techno")

    first = order(page)
    page.go_back()
    second = order(page)

    assert second == first
    assert Remix.objects.count() == 1

"""Another service draws the form anew at once, and nothing that was typed is lost."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from tests.browser.conftest import Open

pytestmark = pytest.mark.extra


@pytest.fixture
def form(settings: Settings, open_page: Open) -> Page:
    main: dict[str, Any] = settings.REMIX_SERVICES["main"]
    settings.REMIX_EMBEDDED = True
    settings.REMIX_SERVICES = {"main": main, "studio": main | {"form": "current"}}
    return open_page("/remixes/new/?mode=INPAINT")


def test_fields_come_and_go_with_the_service(form: Page) -> None:
    form.locator("#id_prompt").fill("warm house")
    expect(form.locator("#id_section")).to_have_count(0)

    form.get_by_role("radio", name="Studio").check()
    form.locator("#id_section").fill("another line")
    form.get_by_role("radio", name="Built-in engine").check()
    expect(form.locator("#id_section")).to_have_count(0)
    modes = form.get_by_role("radiogroup", name="Mode")
    modes.get_by_role("radio", name="Over instrumental").check()
    form.get_by_role("radio", name="Studio").check()

    expect(form.locator("#id_lyrics")).to_be_visible()  # needed here, so that it is open
    expect(form.locator("#id_prompt")).to_have_value("warm house")
    expect(modes.get_by_role("radio", name="Over instrumental")).to_be_checked()


def test_typing_is_counted_on_after_another_service(form: Page) -> None:
    counter = form.locator("output[for=id_prompt]")
    form.locator("#id_prompt").fill("warm house")

    with form.expect_response("**/remixes/new/"):
        form.get_by_role("radio", name="Studio").check()
    expect(counter).to_have_text("10 of 1000")
    form.locator("#id_prompt").fill("warm")

    expect(counter).to_have_text("4 of 1000")


def test_without_an_answer_the_button_is_there(form: Page) -> None:
    button = form.get_by_role("button", name="Show what this service takes")
    expect(button).to_be_hidden()

    form.route("**/remixes/new/", lambda route: route.abort())
    form.get_by_role("radio", name="Studio").check()

    expect(button).to_be_visible()


def test_enter_in_a_field_orders_and_draws_nothing_anew(form: Page) -> None:
    with form.expect_request(lambda request: request.method == "POST") as sent:
        form.locator("#id_replace_start_at").press("Enter")

    assert "redraw" not in (sent.value.post_data or "")

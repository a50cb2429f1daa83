"""The welcome page and the settings in a real Chromium: the browser knows its own time zone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from remixes.models import Person

pytestmark = [pytest.mark.extra, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    return {**browser_context_args, "timezone_id": "Pacific/Auckland"}


@pytest.fixture
def new_desk() -> Iterator[str]:
    """A server of its own: one that has seen people once does not look for them again."""
    server = LiveServer("localhost")
    yield str(server.url)
    server.stop()


def test_the_first_owner_gets_the_browsers_zone_and_may_take_another(
    context: BrowserContext, new_desk: str
) -> None:
    page = context.new_page()
    page.goto(new_desk)
    page.get_by_label("Your name").fill("Ada")
    page.get_by_label("E-mail").fill("ada@example.org")
    page.get_by_label("Password").fill("seven quiet lanterns")

    page.get_by_role("button", name="Make the owner account").click()

    expect(page).to_have_url(f"{new_desk}/")
    assert Person.objects.get().time_zone == "Pacific/Auckland"


def test_the_settings_offer_the_browsers_zone(context: BrowserContext, desk_url: str) -> None:
    Person.objects.create_owner("ada@example.org", "seven quiet lanterns")
    page = context.new_page()
    page.goto(f"{desk_url}/settings/")
    page.get_by_label("Email").fill("ada@example.org")
    page.get_by_label("Password", exact=True).fill("seven quiet lanterns")
    page.get_by_role("button", name="Sign in", exact=True).click()

    page.locator("zone-proposal button").click()
    page.get_by_role("button", name="Save").click()

    expect(page.locator(".message").get_by_text("Your settings are saved.")).to_be_visible()
    assert Person.objects.get().time_zone == "Pacific/Auckland"

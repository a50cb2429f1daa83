"""Every page about signing in, gone through by somebody who sets up an app; a machine finds nothing
that stands in the way of anybody, in light and in dark, and nothing is wider than a phone."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from playwright.sync_api import Page

from remixes.models import Person
from tests.accounts.codes import code_of
from tests.makers import PASSWORD, make_person

pytestmark = [pytest.mark.extra, pytest.mark.django_db(transaction=True)]

WIDTHS = (390, 1440)
COLOURS = {"runOnly": ["color-contrast"]}


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    """The checker is injected into the page, which our own policy rightly forbids."""
    return {**browser_context_args, "bypass_csp": True, "reduced_motion": "reduce"}


@pytest.fixture
def member(transactional_db: None) -> Person:
    cache.clear()
    return make_person(email="max@example.org", name="Max")


def pages_on_the_way(page: Page, desk_url: str) -> Iterator[str]:
    """Signs in, sets up an app, signs out and in again; stops at every page and says its name."""
    page.goto(f"{desk_url}/accounts/login/?next=/accounts/2fa/")
    yield "sign in"
    page.get_by_label("Email").fill("max@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", name="Second factor").wait_for()
    yield "second factor, none"
    page.get_by_role("link", name="Set up an app").click()
    page.get_by_label("Password").fill(PASSWORD)
    yield "is it you"
    page.get_by_role("button", name="Go on").click()
    secret = page.get_by_label("Key for the app").input_value()
    page.get_by_label("Code", exact=True).fill(code_of(secret))
    yield "set up an app"
    page.get_by_role("button", name="Turn it on").click()
    page.get_by_role("heading", name="Keep these now").wait_for()
    yield "recovery codes"
    for path in ("totp/deactivate", "recovery-codes/generate", "webauthn/add", "webauthn", ""):
        page.goto(f"{desk_url}/accounts/2fa/{path}".rstrip("/") + "/")
        yield path or "second factor, one"
    page.goto(f"{desk_url}/settings/sessions/")
    yield "sessions"
    page.context.clear_cookies()
    page.goto(f"{desk_url}/accounts/login/")
    page.get_by_label("Email").fill("max@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Code", exact=True).fill("000000")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_text("wrong, too old or already used").wait_for()
    yield "one more step"


def test_no_page_about_signing_in_has_a_barrier(page: Page, desk_url: str, member: Person) -> None:
    for name in pages_on_the_way(page, desk_url):
        page.emulate_media(color_scheme="light")
        assert not Axe().run(page).response["violations"], name
        page.emulate_media(color_scheme="dark")  # where only the colours are others
        assert not Axe().run(page, options=COLOURS).response["violations"], name
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name

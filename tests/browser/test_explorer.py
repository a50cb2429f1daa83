"""The explorer in a real browser: code follows the typing, a call is followed to its players."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings as site
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from redis import Redis

from remixes.jobs.submit import submit
from remixes.models import ExplorerCall, Person, Remix, Upload
from tests.browser.conftest import SECONDS, Open
from tests.jobs.conftest import archive_all
from tests.makers import make_upload, wav_bytes
from tests.service import FakeService

pytestmark = pytest.mark.extra


@pytest.fixture(autouse=True)
def _desk(live_server: LiveServer, redis: Redis, settings: Settings) -> None:
    """A desk whose only service is a foreign one, so that nothing is ordered unasked."""
    settings.PUBLIC_URL = live_server.url
    settings.REMIX_EMBEDDED = False


@pytest.fixture
def song(person: Person) -> Upload:
    return make_upload(
        person, content=wav_bytes(SECONDS), duration_s=SECONDS, file_name="it's mine.wav"
    )


@contextmanager
def scriptless(browser: Browser, url: str, person: Person) -> Iterator[Page]:
    """A page of somebody who is signed in and whose browser runs no scripts."""
    client = Client()
    client.force_login(person)
    cookie = client.cookies[site.SESSION_COOKIE_NAME]
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": url}])
    try:
        yield context.new_page()
    finally:
        context.close()


def look_again(page: Page) -> None:
    """As when somebody comes back to the tab: the page asks at once."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_code_follows_what_is_typed_and_chosen(open_page: Open, song: Upload) -> None:
    page = open_page(f"/explorer/?upload={song.pk}")

    page.get_by_label("Prompt").fill("it's `a` $(forest) !")

    expect(page.locator("[data-language='curl'] pre")).to_contain_text(
        "'prompt=it'\\''s `a` $(forest) !'"
    )
    expect(page.locator("[data-language='curl'] pre")).to_contain_text("it'\\''s mine.wav")
    page.get_by_role("radio", name="Python").check()
    expect(page.locator("[data-language='python'] pre")).to_be_visible()
    expect(page.locator("[data-language='curl'] pre")).to_be_hidden()
    page.get_by_role("radio", name="Current").check()
    page.get_by_role("radio", name="Inpaint").check()
    expect(page.locator(".explorer-address")).to_contain_text("/api/public/v1/inpaint")
    expect(page.get_by_label("Title")).to_be_visible()
    expect(page.locator(".explorer-problems")).to_contain_text("Say which part to replace")


def test_chosen_language_is_remembered(open_page: Open) -> None:
    open_page("/explorer/").get_by_role("radio", name="JavaScript").check()

    page = open_page("/explorer/")

    expect(page.locator("[data-language='javascript'] pre")).to_be_visible()


def test_copying_is_said(open_page: Open) -> None:
    page = open_page("/explorer/")

    page.locator("[data-language='curl']").get_by_role("button", name="Copy").click()

    expect(page.locator("#announcer")).to_have_text("The curl text was copied.")


def test_call_is_followed_from_the_form_to_the_players(
    open_page: Open, song: Upload, main_service: FakeService
) -> None:
    main_service.seconds = 3.0
    page = open_page(f"/explorer/?upload={song.pk}")
    page.get_by_label("Prompt").fill("a song about greenery, nature and forest.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="POST /Remix")).to_be_visible()
    expect(page.get_by_role("region", name="Status and headers")).to_contain_text("200 OK")
    expect(page.get_by_text("They appear here by themselves")).to_be_visible()

    remix = Remix.objects.get()
    submit(str(remix.pk))
    task = main_service.tasks[0]
    main_service.send_webhook(task, "W2", 1)
    look_again(page)
    expect(page.get_by_role("heading", name="Callback 1")).to_be_visible()
    expect(page.get_by_role("heading", name="Callback 2")).to_be_hidden()
    main_service.finish(task)
    main_service.send_webhook(task, "W2", 2)
    look_again(page)
    expect(page.get_by_role("heading", name="Callback 2")).to_be_visible()

    archive_all(remix)
    look_again(page)
    expect(page.get_by_role("button", name="Play Version 1")).to_be_visible()
    expect(page.get_by_role("button", name="Play Version 2")).to_be_visible()
    assert ExplorerCall.objects.get().remix == remix


def test_example_opens_in_the_form_and_can_be_sent(open_page: Open, song: Upload) -> None:
    page = open_page("/explorer/")

    page.get_by_role("link", name="Open Eight bars of music box in the form").click()

    expect(page.get_by_label("From")).to_have_value("0:16")
    expect(page.locator("[data-language='curl'] pre")).to_contain_text("0:16.0 to 0:24.0")


def test_everything_works_without_script(
    browser: Browser, live_server: LiveServer, person: Person, song: Upload
) -> None:
    with scriptless(browser, live_server.url, person) as page:
        page.goto(f"{live_server.url}/explorer/?upload={song.pk}")
        page.get_by_label("Prompt").fill("no script at all")
        page.get_by_role("radio", name="Python").check()
        expect(page.locator("[data-language='curl'] pre")).to_be_hidden()
        page.get_by_role("button", name="Show the request").click()
        expect(page.locator("[data-language='curl'] pre")).to_contain_text("no script at all")
        expect(page.get_by_label("Title")).to_be_hidden()

        page.get_by_role("button", name="Send").click()

        expect(page.get_by_role("heading", name="POST /Remix")).to_be_visible()
        expect(page.get_by_role("link", name="Refresh")).to_be_visible()

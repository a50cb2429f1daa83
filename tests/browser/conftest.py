"""A real Chromium at a desk that is really served, with somebody signed in and a remix to hear."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import ConsoleMessage, Page
from pytest_django.live_server_helper import LiveServer

from remixes.models import Person, Remix
from tests.makers import (
    make_conversion,
    make_finished_remix,
    make_person,
    make_upload,
    mp3_bytes,
    wav_bytes,
)

SECONDS = 20.0
LINES = [
    {"text": "[Verse]", "start_ms": 4000, "end_ms": 4000, "is_section": True},
    {"text": "Rain on the awning", "start_ms": 4000, "end_ms": 6000, "is_section": False},
    {"text": "I count the seconds", "start_ms": 7000, "end_ms": 9000, "is_section": False},
    {"text": "Carry it over", "start_ms": 12000, "end_ms": 12000, "is_section": False},
]

Open = Callable[[str], Page]


@pytest.fixture
def person(transactional_db: None) -> Person:
    return make_person()


@pytest.fixture
def remix(person: Person) -> Remix:
    """Ready, with a source and two versions of 20 s that can really be heard."""
    upload = make_upload(person, content=wav_bytes(SECONDS), duration_s=SECONDS)
    remix = make_finished_remix(person, upload, versions=())
    for version in (1, 2):
        make_conversion(
            remix,
            version,
            mp3=mp3_bytes(SECONDS, 300.0 * version),
            duration_s=SECONDS,
            measured_s=SECONDS,
            timeline=LINES,
        )
    return remix


@pytest.fixture
def open_page(page: Page, live_server: LiveServer, person: Person) -> Open:
    """Opens an address of the desk as ``person``; a broken script fails the test."""
    client = Client()
    client.force_login(person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])

    def broken(error: object) -> None:
        stack = getattr(error, "stack", "")
        raise AssertionError(f"the page's script failed: {error} {stack}")

    def told(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            broken(message.text)

    page.on("pageerror", broken)
    page.on("console", told)

    def opened(address: str) -> Page:
        page.goto(f"{live_server.url}{address}")
        return page

    return opened

"""Passkeys in a real Chromium, with an authenticator that its developer protocol plays."""

from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect

from remixes.actions import people
from remixes.models import Person
from tests.makers import PASSWORD, make_person

pytestmark = [pytest.mark.extra, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def member(transactional_db: None) -> Person:
    cache.clear()
    return make_person(email="max@example.org", name="Max")


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page whose browser holds a key that is always touched, and that obeys our own policy."""
    page = context.new_page()
    refused: list[str] = []

    def told(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            refused.append(message.text)

    page.on("console", told)
    page.on("pageerror", lambda error: refused.append(str(error)))
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    key = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": key})
    yield page
    assert refused == []


def sign_in(page: Page, desk_url: str) -> None:
    page.goto(f"{desk_url}/accounts/login/")
    page.get_by_label("Email").fill("max@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def add_passkey(page: Page, desk_url: str, *, alone: bool) -> None:
    page.goto(f"{desk_url}/settings/")
    page.get_by_role("link", name="Second factor").click()
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Name").fill("Laptop")
    page.get_by_label("Sign in with it alone").set_checked(alone)
    page.get_by_role("button", name="Make a passkey").click()
    expect(page.get_by_role("heading", name="Keep these now")).to_be_visible()


def sign_out(page: Page, desk_url: str) -> None:
    page.goto(f"{desk_url}/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_passkey_lets_in_without_a_password_while_its_person_may(
    page: Page, desk_url: str, member: Person
) -> None:
    sign_in(page, desk_url)
    add_passkey(page, desk_url, alone=True)
    sign_out(page, desk_url)

    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page).to_have_url(f"{desk_url}/")
    made = Authenticator.objects.get(user=member, type=Authenticator.Type.WEBAUTHN)
    assert str(made) == "Laptop"
    assert made.last_used_at

    sign_out(page, desk_url)
    people.deactivate(member)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", name="This account is closed")).to_be_visible()


def test_a_passkey_is_asked_for_after_the_password(
    page: Page, desk_url: str, member: Person
) -> None:
    sign_in(page, desk_url)
    add_passkey(page, desk_url, alone=False)
    sign_out(page, desk_url)

    sign_in(page, desk_url)
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    page.get_by_role("button", name="Use your passkey").click()
    expect(page).to_have_url(f"{desk_url}/")

    # the same key proves who one is before it is removed
    page.goto(f"{desk_url}/accounts/2fa/webauthn/")
    page.get_by_role("link", name="Remove Laptop").click()
    page.get_by_role("link", name="Use a passkey").click()
    page.get_by_role("button", name="Use your passkey").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("You have none yet.")).to_be_visible()
    assert not Authenticator.objects.filter(user=member).exists()


def test_a_device_without_a_passkey_is_told_in_words(
    page: Page, desk_url: str, member: Person
) -> None:
    page.goto(f"{desk_url}/accounts/login/")

    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_role("alert")).to_contain_text("No passkey was used")
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_enabled()


def test_at_a_bare_address_the_page_says_why_there_are_none(
    page: Page, desk_url: str, member: Person
) -> None:
    page.goto(f"{desk_url.replace('localhost', '127.0.0.1')}/accounts/login/")

    expect(page.get_by_text("Passkeys work only with https at a host name")).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()

"""Links that let people in, opened by a browser that checks where forms come from."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from remixes.actions import people
from remixes.models import Role
from tests.makers import make_owner, make_person

pytestmark = [pytest.mark.extra, pytest.mark.django_db(transaction=True)]

NEW_PASSWORD = "a quiet river at noon"


def test_an_invitation_is_accepted(page: Page, live_server: LiveServer) -> None:
    owner = make_owner()
    invited = people.invite(owner, Role.MEMBER)

    page.goto(live_server.url + urlsplit(invited.link).path)
    page.get_by_label("Your name").fill("Mara")
    if page.get_by_label("E-mail").count():
        page.get_by_label("E-mail").fill("mara@example.org")
    page.locator("input[type=password]").first.fill(NEW_PASSWORD)
    page.get_by_role("button", name="Join").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Desk")


def test_a_password_link_sets_a_password(page: Page, live_server: LiveServer) -> None:
    make_owner()
    person = make_person(email="lost@example.org")

    page.goto(live_server.url + urlsplit(people.reset_link(person)).path)
    for field in page.locator("input[type=password]").all():
        field.fill(NEW_PASSWORD)
    page.get_by_role("button", name=re.compile("Set the password")).click()

    expect(page.locator("body")).not_to_contain_text("too old to be sent")
    person.refresh_from_db()
    assert person.check_password(NEW_PASSWORD)

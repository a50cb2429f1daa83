"""Allauth's password pages speak like the rest of the desk."""

import time
from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from remixes.actions import people
from remixes.forms.people import PASSWORD_ADVICE
from tests.makers import PASSWORD, make_owner

pytestmark = pytest.mark.django_db


def test_the_page_behind_a_password_link() -> None:
    link = people.reset_link(make_owner())

    page = Client().get(urlsplit(link).path, follow=True).content.decode()

    assert PASSWORD_ADVICE in page
    assert "The same again" in page
    assert "placeholder" not in page


NEW = {"password1": "seven quiet lanterns", "password2": "seven quiet lanterns"}


def set_password(link: str, browser: Client) -> str:
    """Opens a password link and uses it; the last page as text."""
    page = browser.get(urlsplit(link).path, follow=True)
    here = page.redirect_chain[-1][0] if page.redirect_chain else urlsplit(link).path
    return browser.post(here, NEW, follow=True).content.decode()


def test_a_password_link_works_once() -> None:
    person = make_owner()
    link = people.reset_link(person)

    first, second = set_password(link, Client()), set_password(link, Client())

    person.refresh_from_db()
    assert "Your new password is set" in first
    assert "This link has ended" in second
    assert person.check_password(NEW["password1"])


@pytest.mark.parametrize(("days", "is_over"), [(2.9, False), (3.1, True)])
def test_a_password_link_ends_after_three_days(days: float, *, is_over: bool) -> None:
    link = people.reset_link(make_owner())

    with time_machine.travel(time.time() + days * 86_400, tick=False):
        page = Client().get(urlsplit(link).path, follow=True).content.decode()

    assert ("This link has ended" in page) is is_over


def test_a_password_link_ends_when_its_person_signs_in() -> None:
    person = make_owner()
    link = people.reset_link(person)

    Client().post("/accounts/login/", {"login": person.email, "password": PASSWORD})

    assert "This link has ended" in Client().get(urlsplit(link).path).content.decode()


def test_changing_ones_own_password(client: Client) -> None:
    client.force_login(make_owner())

    page = client.get(reverse("account_change_password")).content.decode()

    assert "Your password now" in page
    assert page.count(PASSWORD_ADVICE) == 1

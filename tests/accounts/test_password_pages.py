"""Allauth's password pages speak like the rest of the desk."""

from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from remixes.actions import people
from remixes.forms.people import PASSWORD_ADVICE
from tests.makers import make_owner

pytestmark = pytest.mark.django_db


def test_the_page_behind_a_password_link() -> None:
    link = people.reset_link(make_owner())

    page = Client().get(urlsplit(link).path, follow=True).content.decode()

    assert PASSWORD_ADVICE in page
    assert "The same again" in page
    assert "placeholder" not in page


def test_changing_ones_own_password(client: Client) -> None:
    client.force_login(make_owner())

    page = client.get(reverse("account_change_password")).content.decode()

    assert "Your password now" in page
    assert page.count(PASSWORD_ADVICE) == 1

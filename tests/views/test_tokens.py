"""Personal tokens: shown once, listed by their beginning, revoked by their holder alone."""

from __future__ import annotations

import re
from html import unescape
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from remixes.actions.tokens import make_token
from remixes.models import Person, Scope, Token
from remixes.models.token import is_token
from tests.makers import make_person, make_viewer
from tests.views.conftest import SignIn

pytestmark = pytest.mark.django_db

SECRET = re.compile(r"rxd_[0-9A-Za-z]{38}")


def test_a_new_token_is_shown_once(browser_of: Client) -> None:
    asked = {"name": "Night script", "scope": Scope.SUBMIT, "days": "30"}

    first = browser_of.post(reverse("tokens"), asked)
    second = browser_of.get(reverse("tokens"))

    found = SECRET.search(first.content.decode())
    assert found
    assert is_token(found[0])
    assert "no-store" in first["Cache-Control"]
    assert not SECRET.search(second.content.decode())
    assert Token.objects.get().expires_at is not None


def test_the_page_says_where_a_program_uses_it(browser_of: Client, settings: Settings) -> None:
    settings.PUBLIC_URL = "https://desk.example"

    page = unescape(browser_of.get(reverse("tokens")).content.decode())

    assert 'value="https://desk.example/api/public/v1"' in page
    assert "curl 'https://desk.example/api/public/v1/Remix'" in page
    assert "$REMIXDESK_TOKEN" in page


def test_viewers_can_only_make_tokens_that_read(signed_in: SignIn) -> None:
    asked = {"name": "x", "scope": Scope.SUBMIT, "days": ""}

    signed_in(make_viewer()).post(reverse("tokens"), asked)

    assert not Token.objects.exists()


def test_only_the_holder_revokes(signed_in: SignIn, person: Person) -> None:
    token, secret = make_token(person, "x", Scope.READ)
    address = reverse("token_revoke", args=[token.pk])

    assert signed_in(make_person()).post(address).status_code == 404
    assert Token.of(secret)
    signed_in(person).post(address)
    assert Token.of(secret) is None


def test_the_command_prints_the_token_and_nothing_else(person: Person) -> None:
    out = StringIO()

    call_command("make_token", person.email.upper(), stdout=out)

    assert SECRET.fullmatch(out.getvalue().strip())
    assert Token.of(out.getvalue().strip()) is not None


def test_the_command_says_who_is_missing(db: None) -> None:
    with pytest.raises(CommandError, match="nobody@example"):
        call_command("make_token", "nobody@example.org")

"""The doors the site itself opens: health, headers, sign-in, and the closed sign-up."""

import re
import uuid
from collections.abc import Iterable

import pytest
from django.contrib.auth import get_user_model
from django.db import OperationalError, connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

pytestmark = pytest.mark.django_db


def test_health_needs_no_sign_in_and_is_never_stored(client: Client) -> None:
    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert answer.content == b"ok\n"
    assert "no-store" in answer["Cache-Control"]


def test_health_is_only_asked_for(client: Client) -> None:
    assert client.head("/healthz").status_code == 200
    assert client.post("/healthz").status_code == 405


def test_a_lost_database_is_said(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", refuse)

    assert client.get("/healthz").status_code == 503


def test_every_page_says_what_a_browser_may_do(client: Client) -> None:
    headers = client.get("/healthz").headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-inline" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


def test_sign_up_is_closed(client: Client) -> None:
    get_user_model().objects.create_owner("owner@example.org", "secret")
    person = {"email": "stranger@example.org", "password1": "correct horse battery"}

    client.post("/accounts/signup/", person)

    assert not get_user_model().objects.filter(email=person["email"]).exists()


@pytest.mark.parametrize("path", ["/admin/", "/admin/django_rq/dashboard/"])
def test_operators_pages_need_sign_in(client: Client, path: str) -> None:
    get_user_model().objects.create_owner("owner@example.org", "secret")

    answer = client.get(path)

    assert answer.status_code == 302
    assert "login" in answer["Location"]


PUBLIC = (
    "/healthz",
    "/accounts/",
    "/welcome/",
    "/join/",
    "/invite/",
    "/f/",  # by signature
    "/webhooks/",  # by its token
    "/engine/",  # by its key
    "/api/public/v1/openapi.json",  # describes a published contract
)


def addresses() -> list[str]:
    """Every address there is, with something in place of what is named in it."""
    found = []

    def walk(patterns: Iterable[URLPattern | URLResolver], front: str) -> None:
        for one in patterns:
            here = front + str(one.pattern)
            if isinstance(one, URLResolver):
                walk(one.url_patterns, here)
            else:
                found.append("/" + filled(here))

    walk(get_resolver().url_patterns, "")
    return sorted(set(found))


def filled(route: str) -> str:
    route = re.sub(r"\(\?P<(\w+)>[^)]*\)|\(\?:[^)]*\)\??", "x", route)
    route = re.sub(r"<uuid:\w+>", str(uuid.UUID(int=7)), route)
    route = re.sub(r"<int:\w+>", "7", route)
    return re.sub(r"<[^>]*>", "x", route).translate(str.maketrans("", "", "^$\\?"))


def test_strangers_come_in_nowhere_but_where_everybody_may(client: Client) -> None:
    get_user_model().objects.create_owner("owner@example.org", "secret")

    open_ones = {
        address: client.get(address).status_code
        for address in addresses()
        if not address.startswith(PUBLIC)
    }

    closed = [code for code in open_ones.values() if code in (302, 401)]
    assert set(open_ones.values()) <= {301, 302, 401, 404, 405}
    assert len(closed) > 200

"""The doors the site itself opens: health, headers, sign-in, and the closed sign-up."""

import pytest
from django.contrib.auth import get_user_model
from django.db import OperationalError, connection
from django.test import Client

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

"""Services as the settings name them."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from remixes.remote import Service

MAIN = {
    "url": "http://127.0.0.1:8000/engine/api/public/v1/",
    "key": " abc-def-123\n",
    "form": "classic",
    "parallel": 2,
    "polls_per_minute": 0,
    "model": "",
    "cover_percent": 60,
}


def test_service_is_read_from_the_settings(settings: Settings) -> None:
    settings.REMIX_SERVICES = {"main": MAIN, "second": {**MAIN, "form": "current"}}

    main, second = (Service.from_settings(key) for key in settings.REMIX_SERVICES)

    assert (main.key, main.url) == ("main", "http://127.0.0.1:8000/engine/api/public/v1")
    assert (main.api_key, main.parallel, main.polls_per_minute) == ("abc-def-123", 2, 0)
    assert (second.key, second.form) == ("second", "current")


def test_a_server_of_ace_step_is_told_its_key_as_a_bearers(settings: Settings) -> None:
    studio = {**MAIN, "form": "ace-step", "model": "acestep-v15-base", "cover_percent": 25}
    settings.REMIX_SERVICES = {"main": MAIN, "studio": studio, "open": {**studio, "key": ""}}

    main, kept, unlocked = (Service.from_settings(key) for key in settings.REMIX_SERVICES)

    assert (main.authorization, main.sends_webhooks) == ("abc-def-123", True)
    assert (kept.authorization, kept.sends_webhooks) == ("Bearer abc-def-123", False)
    assert (kept.model, kept.cover_strength) == ("acestep-v15-base", 0.25)
    assert unlocked.authorization == ""


def test_unknown_service_is_an_error(settings: Settings) -> None:
    settings.REMIX_SERVICES = {"main": MAIN}

    with pytest.raises(KeyError):
        Service.from_settings("second")


@pytest.mark.parametrize(
    ("url", "hosts"),
    [
        ("http://127.0.0.1:8000/v1", ("127.0.0.1:8000",)),
        ("https://api.example.com/v1", ("api.example.com:443",)),
        ("http://[::1]:9/v1", ("[::1]:9",)),
        ("nonsense", ()),
    ],
)
def test_own_hosts_is_the_services_host_and_port(url: str, hosts: tuple[str, ...]) -> None:
    assert Service("main", url, "key").own_hosts == hosts

"""What never reaches a log line."""

import logging
import sys

import pytest
from django.conf import settings

from remixsite.logs import line_formatter, mask


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Not Found: /webhooks/remix/AbCd-1234_xyz/", "Not Found: /webhooks/remix/***/"),
        ("GET /s/AbCd-1234_xyz/ and /invite/AbCd-1234_xyz/", "GET /s/***/ and /invite/***/"),
        ("/f/eyJhIjoxfQ:1uA:sig/Song.mp3", "/f/***/Song.mp3"),
        ("{'Authorization': 'abc123', 'accept': 'x'}", "{'Authorization': '***', 'accept': 'x'}"),
        ("authorization: Bearer abc123", "authorization: ***"),
        ("api_key=abc123", "api_key=***"),
        ("/accounts/password/reset/key/1-abc123/", "/accounts/password/reset/key/***/"),
        ("token rxd_0Ab1Cd2Ef3Gh4", "token rxd_***"),
        ("/static/css/app.css", "/static/css/app.css"),
    ],
)
def test_what_opens_a_door_is_masked(said: str, written: str) -> None:
    assert mask(said) == written


def test_the_installations_own_secrets_are_masked_even_in_a_traceback() -> None:
    key = settings.REMIX_ENGINE_KEY
    try:
        raise ValueError(f"refused {key}")
    except ValueError:
        record = logging.LogRecord("x", 40, "x.py", 1, "sent %s", (key,), sys.exc_info())

    line = line_formatter(settings.REMIX_LOG_SECRETS).format(record)

    assert key not in line
    assert "ValueError: refused ***" in line


def test_a_value_cannot_fake_a_second_line() -> None:
    record = logging.LogRecord("x", 20, "x.py", 1, "title %s", ("a\n2026 ERROR b",), None)

    line = line_formatter(()).format(record)

    assert "\n" not in line


def test_every_logger_of_django_goes_through_the_masking_handler() -> None:
    loggers = settings.LOGGING["loggers"]

    assert loggers["django"]["handlers"] == []
    assert loggers["django.server"]["handlers"] == []
    assert settings.LOGGING["root"]["handlers"] == ["stdout"]

"""What explorer tests share: signed-in browsers, a real queue, and forms as the page sends them."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from html import unescape

import pytest
from redis import Redis

from tests.views.conftest import Browser, SignIn, browser_of, person, signed_in

__all__ = ["Browser", "SignIn", "browser_of", "person", "signed_in"]

EXPLORER = "/explorer/"
SENT_TO = "/explorer/send/"
Filled = Callable[..., dict[str, str]]


@pytest.fixture(autouse=True)
def _queue(redis: Redis) -> None:
    """What is ordered rings a real bell, which nobody answers here."""


def filled(**said: str) -> dict[str, str]:
    """The explorer's form as a fresh page sends it, with these words in it."""
    return {
        "form_key": str(uuid.uuid4()),
        "spelling": "classic",
        "source": "file",
        "sample": "1",
        "mode": "REMIX",
        "prompt": "warm house",
        **said,
    }


def shown(page: bytes, language: str = "curl") -> str:
    """The text of one language, as somebody would copy it from the page."""
    found = re.search(
        rf'data-language="{language}".*?<pre[^>]*><code>(.*?)</code></pre>', page.decode(), re.S
    )
    assert found, "the page shows no such text"
    return unescape(re.sub(r"<[^>]+>", "", found[1]))

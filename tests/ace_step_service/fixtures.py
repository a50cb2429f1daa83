"""Fixtures for everybody who needs a server of ACE-Step to speak to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pytest_django import Settings

from remixes.remote.ace_step.inventory import forget_inventories
from tests.ace_step_service.server import FakeAceStep


@pytest.fixture
def studio() -> Iterator[FakeAceStep]:
    """A well-behaved server; script its faults as the test needs."""
    forget_inventories()
    with FakeAceStep() as running:
        yield running


@pytest.fixture
def studio_service(studio: FakeAceStep, settings: Settings) -> FakeAceStep:
    """`studio`, set as a second service beside main, with short deadlines."""
    own: dict[str, Any] = {
        **settings.REMIX_SERVICES["main"],
        "url": studio.url,
        "key": studio.key,
        "form": "ace-step",
        "parallel": 4,
        "polls_per_minute": 0,
    }
    settings.REMIX_SERVICES = {"main": settings.REMIX_SERVICES["main"], "studio": own}
    settings.REMIX_SUBMIT_DEADLINE_S = settings.REMIX_ASK_DEADLINE_S = 2
    settings.REMIX_FETCH_ALLOW = ()
    return studio

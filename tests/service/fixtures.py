"""Fixtures for everybody who needs a service to speak to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pytest_django import Settings

from tests.service.fake import FakeService


@pytest.fixture
def service() -> Iterator[FakeService]:
    """A well-behaved classic service on loopback; script its faults as the test needs."""
    with FakeService() as running:
        yield running


@pytest.fixture
def current_service() -> Iterator[FakeService]:
    """The same in the current form."""
    with FakeService(form="current") as running:
        yield running


@pytest.fixture
def main_service(service: FakeService, settings: Settings) -> FakeService:
    """`service`, set as the service named `main` with short deadlines."""
    main: dict[str, Any] = {
        **settings.REMIX_SERVICES["main"],
        "url": service.url,
        "key": service.key,
        "form": service.form,
    }
    settings.REMIX_SERVICES = {**settings.REMIX_SERVICES, "main": main}
    settings.REMIX_SUBMIT_DEADLINE_S = 2
    settings.REMIX_ASK_DEADLINE_S = 2
    return service

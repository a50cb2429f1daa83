"""A service to speak to, a client that speaks to it, and something to send."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

import pytest

from remixes.remote import Client, Order, Service
from tests.service import FakeService, How, Reply, tone_mp3
from tests.service.fixtures import current_service, service

__all__ = ["current_service", "service"]

TOKEN = "k7Qx2mZr9pT4vW8yB1nD5sF6gH0jL3aC"


# Long enough for a busy machine, short enough to be waited for where a service says nothing.
PATIENT_S, IMPATIENT_S = 20.0, 1.0


def client_of(service: FakeService, deadline_s: float = PATIENT_S) -> Client:
    """A client of that service; both deadlines are `deadline_s`."""
    return Client(
        Service(
            key="main",
            url=service.url,
            api_key=service.key,
            form=service.form,
            submit_deadline_s=deadline_s,
            ask_deadline_s=deadline_s,
        )
    )


def patience_with(fault: Enum) -> float:
    """The deadline to use where this fault is coming: short if only the deadline ends it."""
    reply: Reply = fault.value
    is_waiting = reply.how in (How.SILENT, How.DRIP) or reply.lingers
    return IMPATIENT_S if is_waiting else PATIENT_S


@pytest.fixture
def client(service: FakeService) -> Client:
    return client_of(service)


@pytest.fixture
def song(tmp_path: Path) -> Path:
    """A small real mp3."""
    path = tmp_path / "song.mp3"
    path.write_bytes(tone_mp3(1.0, 440.0))
    return path


@pytest.fixture
def order(song: Path) -> Order:
    """A remix of an uploaded file."""
    return Order(
        mode="REMIX",
        prompt="warm house, 122 bpm",
        lyrics="[Chorus]\nCarry it over",
        webhook_url=f"http://127.0.0.1:9/webhooks/remix/{TOKEN}/",
        file=song,
        file_name="My song.mp3",
        file_mime="audio/mpeg",
    )

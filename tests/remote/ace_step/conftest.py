"""A server of ACE-Step, a client that speaks to it, and something to send."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from remixes.remote import Order, Service, client_of
from remixes.remote.ace_step import AceStepClient
from tests.ace_step_service import FakeAceStep
from tests.ace_step_service.fixtures import studio
from tests.service import tone_mp3

__all__ = ["studio"]

PATIENT_S, IMPATIENT_S = 20.0, 0.5


def service_of(studio: FakeAceStep, deadline_s: float = PATIENT_S, model: str = "") -> Service:
    return Service(
        key="studio",
        url=studio.url,
        api_key=studio.key,
        form="ace-step",
        submit_deadline_s=deadline_s,
        ask_deadline_s=deadline_s,
        model=model,
    )


def impatient(studio: FakeAceStep) -> AceStepClient:
    """A client for servers of which only the deadline ends the waiting."""
    return AceStepClient(service_of(studio, IMPATIENT_S))


@pytest.fixture
def client(studio: FakeAceStep) -> AceStepClient:
    found = client_of(service_of(studio))
    assert isinstance(found, AceStepClient)
    return found


@pytest.fixture
def order(tmp_path: Path) -> Order:
    """A remix of an uploaded file."""
    path = tmp_path / "song.mp3"
    path.write_bytes(tone_mp3(1.0, 440.0))
    return Order(
        mode="REMIX",
        prompt="warm house, 122 bpm",
        lyrics="[Chorus]\nCarry it over",
        webhook_url="http://127.0.0.1:9/webhooks/remix/a-token-that-no-server-needs/",
        file=path,
        file_name="My söng.mp3",
        file_mime="audio/mpeg",
    )


@pytest.fixture
def inpaint(order: Order) -> Order:
    return replace(order, mode="INPAINT", replace_start_at=48.0, replace_end_at=64.25)

"""The stand-in's current form demands what the real one demands, and brings pictures along."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from tests.service import FakeService
from tests.service.images import png

FIELDS = {"prompt": "warm house", "audio_url": "https://a.example/song.mp3"}


@pytest.fixture
def call(current_service: FakeService) -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.trust_env = False
        session.headers.update(Connection="close", Authorization=current_service.key)
        yield session


@pytest.mark.parametrize(
    ("door", "fields", "status"),
    [
        ("Remix", {}, 200),
        ("Remix", {"gender": "loud"}, 422),
        ("inpaint", {"replace_start_at": "1"}, 422),
        ("inpaint", {"replace_start_at": "1", "replace_end_at": "2"}, 200),
        ("sing_over_instrumental", {}, 422),
        ("sing_over_instrumental", {"lyrics": "la"}, 200),
    ],
)
def test_every_endpoint_demands_its_fields(
    current_service: FakeService, call: requests.Session, door: str, fields: Any, status: int
) -> None:
    answer = call.post(f"{current_service.url}/{door}", data=FIELDS | fields)

    assert answer.status_code == status
    assert len(current_service.tasks) == (status == 200)


def test_the_classic_form_has_no_sisters(service: FakeService, call: requests.Session) -> None:
    wish = {"prompt": "house", "mode": "INPAINT", "audio_path": "https://a.example/song.mp3"}

    answer = call.post(f"{service.url}/inpaint", data=wish)

    assert answer.status_code == 404


def test_a_picture_is_told_and_can_be_fetched_without_the_key(
    current_service: FakeService, call: requests.Session
) -> None:
    call.post(f"{current_service.url}/Remix", data=FIELDS)
    (task,) = current_service.tasks

    told = json.loads(current_service.webhook_body(task, "W4"))
    asked = call.get(f"{current_service.url}/byId", params={"task_id": task.id}).json()

    assert "conversion_id" not in told
    assert asked["conversion"]["album_cover_path"] == told["image_path"]
    assert requests.get(told["image_path"], timeout=5).content == png(64, 48)

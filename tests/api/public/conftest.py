"""Makers for the team API: a program with a token, songs, and the desk's jobs done in line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from remixes.actions.tokens import make_token
from remixes.models import Person, Scope
from tests.makers import make_person, wav_bytes
from tests.service import FakeService

API = "/api/public/v1"
LINK = "https://songs.example.com/one.mp3"
NOBODY = "00000000-0000-4000-8000-000000000000"


class Program:
    """Somebody's script: it has a token and no session."""

    def __init__(self, person: Person, scope: str = Scope.SUBMIT) -> None:
        self.person = person
        self.token, self.secret = make_token(person, "script", scope)
        self.http = Client(headers={"Authorization": self.secret})

    def post(self, path: str = "/Remix", key: str = "", **fields: Any) -> Any:
        """POST multipart; `audio_file` may be bytes."""
        if isinstance(fields.get("audio_file"), bytes):
            fields["audio_file"] = SimpleUploadedFile("song.wav", fields["audio_file"])
        headers = {"Idempotency-Key": key} if key else {}
        return self.http.post(f"{API}{path}", fields, headers=headers)

    def order(self, path: str = "/Remix", **fields: Any) -> dict[str, Any]:
        """A good order; the body of its reply."""
        answer = self.post(path, **{"prompt": "warm house", "mode": "REMIX", **fields})
        assert answer.status_code == 200, answer.content
        body: dict[str, Any] = answer.json()
        return body

    def ask(self, **which: Any) -> Any:
        """GET byId; the response."""
        return self.http.get(f"{API}/byId", {"conversionType": "REMIX", **which})

    def by_id(self, task_id: object) -> dict[str, Any]:
        """The conversion object of a task."""
        answer = self.ask(task_id=task_id)
        assert answer.status_code == 200, answer.content
        body: dict[str, Any] = answer.json()["conversion"]
        return body


def refused(answer: Any, status: int) -> str:
    """The sentence of an error, after checking that it has the shape of all errors."""
    body = json.loads(answer.content)
    assert answer.status_code == status, body
    assert body["success"] is False
    assert body["message"] == body["error"] == body["detail"] != ""
    return str(body["message"])


@pytest.fixture(scope="session")
def song() -> bytes:
    return wav_bytes(1.0)


@pytest.fixture
def program(db: None) -> Program:
    return Program(make_person())


@pytest.fixture
def fetch(db: None, client: Client) -> Iterator[Callable[..., tuple[Any, bytes]]]:
    """GET without token or session, by the whole address: the response and its bytes."""
    answers: list[Any] = []

    def get(url: str, **headers: str) -> tuple[Any, bytes]:
        parts = urlsplit(url)
        answer: Any = client.get(parts.path, headers=headers, SERVER_NAME=parts.hostname or "")
        answers.append(answer)
        return answer, b"".join(answer.streaming_content) if answer.streaming else answer.content

    yield get
    # Closing one ends its request, and with it the database connection of the test.
    for answer in answers:
        answer.close()


@pytest.fixture
def provider(main_service: FakeService, settings: Settings) -> FakeService:
    """A service whose webhooks reach the view in this very thread."""
    settings.REMIX_EMBEDDED = False
    settings.REMIX_ASK_AFTER_S = 0

    def deliver(url: str, body: bytes) -> int:
        sent = Client().post(urlsplit(url).path, body, content_type="application/json")
        return sent.status_code

    main_service.deliver = deliver
    return main_service

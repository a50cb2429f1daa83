"""Makers for the engine's server: a caller with a key, a song, a worker, a webhook receiver."""

import io
import math
import struct
import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import django_rq
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from pytest_django import Settings
from redis import Redis
from rq import SimpleWorker
from rq.serializers import JSONSerializer

from tests.engine.http.receiver import Receiver, receiving

API = "/engine/api/public/v1"
KEY = "engine-test-key"
HERE = "tests.engine.http.renderers"


class Caller:
    """A client of the engine that sends its key."""

    def __init__(self) -> None:
        self.http = Client(headers={"Authorization": KEY}, raise_request_exception=True)

    def submit(self, path: str = "/Remix", **fields: Any) -> Any:
        """POST multipart; returns the response."""
        return self.http.post(f"{API}{path}", fields)

    def order(self, song: bytes, path: str = "/Remix", **fields: Any) -> dict[str, Any]:
        """A good order; returns the reply's body."""
        wish = {"prompt": "warm house", "mode": "REMIX", "audio_file": upload(song), **fields}
        response = self.submit(path, **wish)
        assert response.status_code == 200, response.content
        body: dict[str, Any] = response.json()
        return body

    def by_id(self, task_id: str) -> dict[str, Any]:
        """The conversion object of a task."""
        response = self.http.get(f"{API}/byId", {"conversionType": "REMIX", "task_id": task_id})
        assert response.status_code == 200, response.content
        body: dict[str, Any] = response.json()["conversion"]
        return body

    def cancel(self, task_id: str) -> Any:
        """POST cancel as JSON; returns the response."""
        return self.http.post(
            f"{API}/cancel", {"task_id": task_id}, content_type="application/json"
        )


def upload(song: bytes, name: str = "song.wav") -> SimpleUploadedFile:
    """A file part."""
    return SimpleUploadedFile(name, song, content_type="audio/wav")


def refused(response: Any, status: int) -> str:
    """The text of an error, after checking that it has the shape of all errors."""
    body = response.json()
    assert response.status_code == status, body
    assert body["success"] is False
    assert body["message"] == body["error"] == body["detail"] != ""
    return str(body["message"])


@pytest.fixture(autouse=True)
def engine_settings(settings: Settings, tmp_path: Path) -> Settings:
    """A key, a folder, the quick renderer and callbacks to loopback."""
    settings.REMIX_DATA_DIR = tmp_path
    settings.REMIX_ENGINE_KEY = KEY
    settings.REMIX_ENGINE_RENDERER = f"{HERE}.quick"
    settings.REMIX_ENGINE_CALLBACK_LOOPBACK = True
    settings.PUBLIC_URL = "http://desk.example"
    return settings


@pytest.fixture(scope="session")
def song() -> bytes:
    """Two seconds of a 440 Hz tone, 8 kHz mono wav."""
    kept = io.BytesIO()
    with wave.open(kept, "wb") as out:
        out.setparams((1, 2, 8000, 0, "NONE", ""))
        for at in range(16000):
            out.writeframesraw(struct.pack("<h", int(9000 * math.sin(at * 0.3456))))
    return kept.getvalue()


@pytest.fixture
def caller() -> Caller:
    """Somebody with the key."""
    return Caller()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """Where webhooks come in."""
    with receiving() as one:
        yield one


@pytest.fixture
def rq_worker(redis: Redis, transactional_db: None) -> Iterator[Callable[[], None]]:
    """Works off the engine's queue through RQ's own worker, in this process (a second each)."""

    def run() -> None:
        queue = django_rq.get_queue("engine")
        worker = SimpleWorker([queue], connection=redis, serializer=JSONSerializer)
        worker.work(burst=True, logging_level="WARNING")

    yield run
    connections.close_all()


@pytest.fixture
def work(redis: Redis, transactional_db: None) -> Iterator[Callable[[], None]]:
    """Works off the engine's queue: every job is read from Redis and performed, no worker."""

    def run() -> None:
        queue = django_rq.get_queue("engine")
        for job in queue.jobs:
            queue.remove(job)
            job.perform()

    yield run
    connections.close_all()


def fetch(url: str, **headers: str) -> tuple[Any, bytes]:
    """GET without a key: the response, closed, and its bytes."""
    response: Any = Client(headers=headers).get(url)
    is_stream = getattr(response, "streaming", False)
    body = b"".join(response.streaming_content) if is_stream else response.content
    response.close()
    return response, body

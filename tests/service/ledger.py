"""What a service remembers: every POST it saw, every task it accepted, every question."""

from __future__ import annotations

import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

LYRICS = "[Verse 1]\nRain on the awning\nI count the seconds\n[Chorus]\nCarry it over"
TIMELINE = [
    {"index": 0, "text": "[Verse 1]", "start": 0, "end": 0},
    {"index": 1, "text": "Rain on the awning", "start": 0, "end": 640},
    {"index": 2, "text": "I count the seconds", "start": 640, "end": 1280},
    {"index": 4, "text": "[Chorus]", "start": 1280, "end": 1280},
    {"index": 5, "text": "Carry it over", "start": 1280, "end": 1280},
]
RUNNING = ("IN_QUEUE", "IN_PROGRESS")


@dataclass(frozen=True)
class SentFile:
    """A file part as it arrived."""

    field: str
    name: str
    mime: str
    size: int
    sha256: str


@dataclass
class Post:
    """One POST, accepted or not. `is_whole` is False where the body was not read to its end."""

    path: str
    headers: Mapping[str, str]
    fields: dict[str, str] = field(default_factory=dict)
    file: SentFile | None = None
    is_whole: bool = False
    task: Task | None = None
    at: float = field(default_factory=time.monotonic)


@dataclass
class Conversion:
    """One song of a task; its path is told as soon as `is_ready`."""

    number: int
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    title: str = "Boundless"
    lyrics: str = LYRICS
    timeline: list[dict[str, object]] = field(default_factory=lambda: list(TIMELINE))
    is_ready: bool = False
    is_flagged: bool = False
    reason: str = ""
    has_wav: bool = True


@dataclass
class Task:
    """One accepted and paid order. Set `status` and `conversions[n].is_ready` as a test needs."""

    post: Post
    conversions: list[Conversion]
    conversion_type: str = "REMIX"
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    status: str = "IN_QUEUE"
    message: str = ""
    progress: float = 0.0
    stage: str = ""
    asked: int = 0
    # byId names the picture from then on; W4 does so, too.
    has_cover: bool = False
    accepted_at: float = field(default_factory=time.monotonic)
    created_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def fields(self) -> dict[str, str]:
        return self.post.fields

    @property
    def file(self) -> SentFile | None:
        return self.post.file

    @property
    def webhook_url(self) -> str:
        return self.post.fields.get("webhook_url", "")

    @property
    def is_running(self) -> bool:
        return self.status in RUNNING


@dataclass(frozen=True)
class Question:
    """One byId, byUser or cancel call: which door, with which query, when."""

    door: str
    query: Mapping[str, str]
    at: float = field(default_factory=time.monotonic)


@dataclass(frozen=True)
class Sent:
    """One webhook that was sent and the status it was answered with, 0 for none."""

    url: str
    body: bytes
    status: int

"""The service as tests hold it: start it, script its faults, move its tasks, send its webhooks."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from types import TracebackType
from typing import Self

import requests

from tests.service import bodies
from tests.service.doors import BASE, Doors
from tests.service.ledger import Sent, Task
from tests.service.reply import Reply
from tests.service.state import Pace, State
from tests.service.wire import Server

KEY = "fake-service-key-4f1d2c"
Deliver = Callable[[str, bytes], int]
Scripted = Reply | Enum


class FakeService(State):
    """A Remix API on a free loopback port. Use it as a context manager or start() and stop().

    Settable at any time: eta, credits, seconds (length of result files), parallel (429 above it),
    capabilities ("progress", "cancel", "byUser"), by_id_form ("numbered", "flat"), has_by_user,
    echoes_webhook_url, page_limit, pace (tasks move by themselves) and deliver (how a webhook is
    posted; a Django test client fits: `lambda url, body: client.post(...).status_code`).
    """

    def __init__(self, key: str = KEY, form: str = "classic", pace: Pace | None = None) -> None:
        super().__init__(key, form)
        self.pace = pace
        self.deliver: Deliver = post_webhook
        self.accepted = self._accepted
        self._server = Server(Doors(self).answer)
        self._timers: list[threading.Timer] = []
        self.origin = self._server.origin

    @property
    def url(self) -> str:
        """The base URL, as REMIX_API_URL would name it."""
        return f"{self.origin}{BASE}"

    def start(self) -> Self:
        self._server.start()
        return self

    def stop(self) -> None:
        for timer in self._timers:
            timer.cancel()
        self._server.stop()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self.stop()

    def next_submit(self, *replies: Scripted) -> None:
        """The next answers to a submit, in order; afterwards the service is well again."""
        self.script("submit", _replies(replies))

    def next_by_id(self, *replies: Scripted) -> None:
        self.script("byId", _replies(replies))

    def next_by_user(self, *replies: Scripted) -> None:
        self.script("byUser", _replies(replies))

    def next_cancel(self, *replies: Scripted) -> None:
        self.script("cancel", _replies(replies))

    def next_file(self, *replies: Scripted, suffix: str = "") -> None:
        """The next answers to downloads: of any file, or of "mp3", "wav" or "jpg" files only."""
        self.script(f"file.{suffix}" if suffix else "file", _replies(replies))

    def misbehave(self, seed: int, share: float, **faults: Iterable[Scripted]) -> None:
        """A seeded share of all answers is a fault: misbehave(7, 0.3, submit=Fault, byId=AskFault,
        file=FileFault). Scripted answers still come first."""
        drawn = {door: _replies(tuple(each)) for door, each in faults.items()}
        self.leave_to_chance(seed, share, drawn)

    def ready(self, task: Task, number: int) -> None:
        """One song is there: its paths are told, before the task is finished."""
        task.status = "IN_PROGRESS"
        task.progress, task.stage = 0.5, "mixing"
        task.conversions[number - 1].is_ready = True

    def finish(self, task: Task, *, with_paths: bool = True) -> None:
        """The whole task is COMPLETED; without paths, they come when `ready` or this says so."""
        for song in task.conversions:
            song.is_ready = with_paths or song.is_ready
        task.status, task.progress, task.message = "COMPLETED", 1.0, "Audio conversion completed"

    def fail(self, task: Task, status: str = "FAILED", message: str = "Rendering failed") -> None:
        task.status, task.message = status, message

    def webhook_body(self, task: Task, kind: str = "W1", number: int = 1) -> bytes:
        """A body of any kind that bodies.webhook names; what it says of a song or a picture is
        true from then on."""
        song = task.conversions[number - 1]
        if kind in ("W1", "W2", "W6", "late"):
            song.is_ready = True
        elif kind == "W4":
            task.has_cover = True
        elif kind == "flagged":
            song.is_flagged, song.reason = True, bodies.FLAG_REASON
        where = (self.url_of, self.seconds, self.cover_of(task))
        return json.dumps(bodies.webhook(kind, task, song, *where)).encode()

    def send_webhook(
        self, task: Task, kind: str = "W1", number: int = 1, *, times: int = 1, after_s: float = 0.0
    ) -> list[int]:
        """Posts one body to the task's webhook URL; its statuses, none while it waits."""
        body = self.webhook_body(task, kind, number)
        if after_s:
            self._later(after_s, lambda: self.send_body(task.webhook_url, body, times=times))
            return []
        return self.send_body(task.webhook_url, body, times=times)

    def send_webhooks(
        self, task: Task, kind: str = "W1", *, times: int = 1, numbers: Sequence[int] = (1, 2)
    ) -> list[int]:
        """One webhook a song, in the order of `numbers`, each as often as `times` says."""
        known = [number for number in numbers if number <= len(task.conversions)]
        return [each for n in known for each in self.send_webhook(task, kind, n, times=times)]

    def send_body(self, url: str, body: bytes, *, times: int = 1) -> list[int]:
        """Posts any bytes to any URL: malformed bodies, foreign tokens."""
        statuses = []
        for _ in range(times):
            status = self.deliver(url, body) if url else 0
            statuses.append(status)
            with self.lock:
                self.sent.append(Sent(url, body, status))
        return statuses

    def _accepted(self, task: Task, *, is_first: bool) -> None:
        if is_first:
            self.finish(task)
            self.send_webhooks(task)
        elif self.pace:
            self._move(task, self.pace)

    def _move(self, task: Task, pace: Pace) -> None:
        def arrive(number: int) -> None:
            if not task.is_running:
                return
            self.ready(task, number)
            if number == len(task.conversions):
                self.finish(task)
            if pace.webhooks:
                self.send_webhook(task, pace.webhooks, number)

        self._later(pace.starts_s, lambda: self._begin(task))
        self._later(pace.first_s, lambda: arrive(1))
        if len(task.conversions) > 1:
            self._later(pace.second_s, lambda: arrive(2))

    def _begin(self, task: Task) -> None:
        if task.status == "IN_QUEUE":
            task.status, task.progress, task.stage = "IN_PROGRESS", 0.1, "listening"

    def _later(self, seconds: float, act: Callable[[], object]) -> None:
        timer = threading.Timer(seconds, act)
        timer.daemon = True
        self._timers.append(timer)
        timer.start()


def post_webhook(url: str, body: bytes) -> int:
    """Posts JSON and returns the status, 0 where nobody answers."""
    headers: Mapping[str, str] = {"Content-Type": "application/json", "Connection": "close"}
    try:
        with requests.Session() as session:
            session.trust_env = False
            return session.post(url, data=body, headers=headers, timeout=10).status_code
    except requests.RequestException:
        return 0


def _replies(scripted: Sequence[Scripted]) -> list[Reply]:
    found = [each.value if isinstance(each, Enum) else each for each in scripted]
    if not all(isinstance(each, Reply) for each in found):
        raise TypeError("a scripted answer is a Reply, a Fault, an AskFault or a FileFault")
    return found

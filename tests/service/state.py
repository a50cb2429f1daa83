"""What the service knows and how it is set: tasks, scripts, pace, and answers to questions."""

from __future__ import annotations

import random
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tests.service import bodies
from tests.service.ledger import Conversion, Post, Question, Sent, Task
from tests.service.reply import Reply

_PITCHES = (220.0, 330.0)
Answer = tuple[int, bodies.Body]


@dataclass(frozen=True)
class Pace:
    """Seconds after acceptance at which a task moves on by itself, and the webhooks it sends."""

    starts_s: float = 0.05
    first_s: float = 0.1
    second_s: float = 0.15
    webhooks: str = "W1"


class State:
    """Shared by all threads of one service; its lists are the ledger that tests look at."""

    def __init__(self, key: str, form: str) -> None:
        self.lock = threading.RLock()
        self.key = key
        self.form = form
        self.origin = ""
        self.posts: list[Post] = []
        self.tasks: list[Task] = []
        self.questions: list[Question] = []
        self.downloads: list[tuple[str, Mapping[str, str]]] = []
        self.sent: list[Sent] = []
        self.eta = 184
        self.credits = 0.99
        self.seconds = 2.0
        self.parallel: int | None = None
        self.capabilities: tuple[str, ...] = ()
        self.by_id_form = "numbered"
        self.has_by_user = True
        self.echoes_webhook_url = True
        self.page_limit = 100
        self.accepted: Callable[..., None] = lambda _task, **_how: None
        self._scripts: dict[str, deque[Reply]] = defaultdict(deque)
        self._chance: tuple[random.Random, float, Mapping[str, Sequence[Reply]]] | None = None

    def script(self, door: str, replies: Sequence[Reply]) -> None:
        """The next answers at this door, in order."""
        with self.lock:
            self._scripts[door].extend(replies)

    def leave_to_chance(
        self, seed: int, share: float, faults: Mapping[str, Sequence[Reply]]
    ) -> None:
        """From now on a share of unscripted answers is a fault drawn by a seeded generator."""
        self._chance = (random.Random(seed), share, faults)  # noqa: S311

    def next_reply(self, door: str) -> Reply:
        with self.lock:
            for name in (door, door.partition(".")[0]):
                if self._scripts[name]:
                    return self._scripts[name].popleft()
            if self._chance is None:
                return Reply()
            dice, share, faults = self._chance
            mine = faults.get(door.partition(".")[0], ())
            return dice.choice(list(mine)) if mine and dice.random() < share else Reply()

    def is_full(self) -> bool:
        running = sum(task.is_running for task in self.tasks)
        return self.parallel is not None and running >= self.parallel

    def url_of(self, song: Conversion, suffix: str) -> str:
        return f"{self.origin}/files/{song.id}.{suffix}"

    def cover_of(self, task: Task) -> str:
        """Where a task's picture is, without the ending: ".jpg", or "_thumb.jpg"."""
        return f"{self.origin}/images/{task.id}"

    def song(self, service_id: str) -> Conversion | None:
        songs = (song for task in self.tasks for song in task.conversions)
        return next((song for song in songs if song.id == service_id), None)

    def pitch_of(self, song: Conversion) -> float:
        return _PITCHES[song.number % len(_PITCHES)]

    def answer_to(self, door: str, query: Mapping[str, str]) -> Answer:
        """Status and body of a question that no script answers."""
        if door == "byUser":
            return self._list(query) if self.has_by_user else _no(404, "Not found")
        task = self._find(query)
        if task is None:
            return _no(404, "Conversion not found")
        if door == "cancel":
            return self._cancel(task)
        task.asked += 1
        return 200, {"success": True, "conversion": self._told(task)}

    def _find(self, query: Mapping[str, str]) -> Task | None:
        wanted = query.get("task_id") or query.get("conversion_id")
        for task in list(self.tasks):
            if wanted in (task.id, *(song.id for song in task.conversions)):
                return task
        return None

    def _told(self, task: Task) -> bodies.Body:
        if self.by_id_form == "flat":
            return bodies.by_id_flat(task, self.url_of)
        cover = f"{self.cover_of(task)}.jpg"
        body = bodies.by_id(task, self.url_of, self.seconds, cover)
        if self.echoes_webhook_url:
            body["webhook_url"] = task.webhook_url
        if "progress" in self.capabilities:
            body |= {"progress": task.progress, "stage": task.stage, "plan": {"tempo_bpm": 120.0}}
        return body

    def _list(self, query: Mapping[str, str]) -> Answer:
        kind, start, end = (query.get(name) for name in ("conversionType", "startDate", "endDate"))
        rows = [
            task
            for task in list(self.tasks)
            if (not kind or kind == task.conversion_type)
            and (not start or task.created_at >= datetime.fromisoformat(start))
            and (not end or task.created_at <= datetime.fromisoformat(end))
        ]
        rows.sort(key=lambda task: task.created_at, reverse=query.get("sortOrder") == "DESC")
        first = int(query.get("LastEvaluatedKey") or 0)
        limit = min(int(query.get("limit") or 20), self.page_limit)
        page: bodies.Body = {
            "success": True,
            "conversions": [self._told(task) for task in rows[first : first + limit]],
        }
        has_more = first + limit < len(rows)
        return 200, page | ({"LastEvaluatedKey": str(first + limit)} if has_more else {})

    def _cancel(self, task: Task) -> Answer:
        if "cancel" not in self.capabilities:
            return _no(404, "Not found")
        if not task.is_running:
            return _no(409, "This task is already finished.")
        task.status, task.message = "FAILED", "Cancelled"
        return 200, {"success": True, "task_id": task.id, "status": task.status}

    def wait_for_tasks(self, count: int, seconds: float = 5.0) -> list[Task]:
        """Waits until so many tasks were accepted. Raises AssertionError if they are not."""
        end = time.monotonic() + seconds
        while len(self.tasks) < count:
            if time.monotonic() > end:
                raise AssertionError(f"{len(self.tasks)} of {count} tasks were accepted")
            time.sleep(0.01)
        return self.tasks


def _no(status: int, message: str) -> Answer:
    return status, {"success": False, "message": message}

"""The server as tests hold it: doors, queue, models in two shapes, restarts."""

from __future__ import annotations

import json
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from tests.ace_step_service.jobs import Job
from tests.ace_step_service.sound import master_wav
from tests.service.intake import read_body
from tests.service.reply import Reads, Reply
from tests.service.wire import Caller, Server, as_json

KEY = "studio-key-91ac55"
TURBO = "acestep-v15-turbo"
_PITCHES = (262.0, 330.0)
_PATH_FIELDS = ("src_audio_path", "reference_audio_path")
Door = Callable[["FakeAceStep", Caller, Reply], None]


class FakeAceStep:
    """A server on a free loopback port. Use it as a context manager.

    Settable at any time: key ("" lets everybody in, as old servers do), is_fail_closed (503
    without a key, as new ones do), models (name → task types), loaded, default_model,
    models_shape ("documented", "old" or "openai"), has_inventory, queue_maxsize, average_s,
    seconds (length of what it makes), has_error_text (new servers tell why a job failed).
    """

    def __init__(self, key: str = KEY) -> None:
        self.lock = threading.RLock()
        self.key = key
        self.is_fail_closed = False
        self.models = {TURBO: ["text2music", "cover", "repaint"]}
        self.loaded = [TURBO]
        self.default_model = TURBO
        self.models_shape = "documented"
        self.has_inventory = True
        self.queue_maxsize = 200
        self.average_s: float | None = 11.7
        self.seconds = 1.2
        self.has_error_text = True
        self.jobs: list[Job] = []
        self.orders: list[dict[str, str]] = []
        self.calls: list[str] = []
        self.downloads: list[Mapping[str, str]] = []
        self._scripts: dict[str, deque[Reply]] = defaultdict(deque)
        self._server = Server(self._answer)
        self.url = self._server.origin

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._server.stop()

    def next(self, door: str, *replies: Reply) -> None:
        """The next answers at a door ("release_task", "query_result", "v1/audio", …), in order."""
        with self.lock:
            self._scripts[door].extend(replies)

    def begin(self, job: Job, progress: float = 0.1, stage: str = "Phase 1: generating") -> None:
        job.phase, job.progress, job.stage = "running", progress, stage

    def finish(self, job: Job) -> None:
        job.phase, job.progress = "succeeded", 1.0

    def fail(self, job: Job, error: str = "") -> None:
        job.phase = "failed"
        job.error = error if self.has_error_text and error else None

    def give_up(self, job: Job) -> None:
        """An hour after it was made: told as failed, with the last thing that was known of it."""
        job.phase = "timed-out"

    def restart(self) -> None:
        """`kill -9` and a new start: what is left is what the disk cache had of each job."""
        for job in self.jobs:
            job.is_in_memory = False

    def forget_everything(self) -> None:
        """A restart without the optional disk cache."""
        self.jobs.clear()

    @property
    def accepted(self) -> int:
        return len(self.jobs)

    def _answer(self, caller: Caller) -> None:
        door = urlsplit(caller.path).path.strip("/")
        with self.lock:
            self.calls.append(door)
            scripted = self._scripts[door]
            reply = scripted.popleft() if scripted else Reply()
        if door != "health" and (refusal := self._refusal(caller)):
            caller.read_before(Reads.SOME)
            _say(caller, reply, {"detail": refusal[1]}, refusal[0])
        elif door in _DOORS:
            _DOORS[door](self, caller, reply)
        else:
            _say(caller, reply, {"detail": "Not Found"}, 404)

    def _refusal(self, caller: Caller) -> tuple[int, str] | None:
        if not self.key:
            return (503, "API key is not configured") if self.is_fail_closed else None
        told = caller.headers.get("Authorization", "")
        if not told:
            return 401, "Missing Authorization header"
        return None if told == f"Bearer {self.key}" else (401, "Invalid API key")

    def _release(self, caller: Caller, reply: Reply) -> None:
        if reply.reads is not Reads.ALL:
            caller.read_before(reply.reads)
            caller.say(reply, b"", {})
            return
        read, length = caller.rfile.read, caller.length
        fields, file, is_whole = read_body(read, length, caller.headers.get("Content-Type", ""))
        with self.lock:
            self.orders.append(fields)
        if not is_whole:
            return
        status, body = self._accept(fields, file, reply)
        _say(caller, reply, body, status)

    def _accept(self, fields: dict[str, str], file: Any, reply: Reply) -> tuple[int, Any]:
        if any(name in fields for name in _PATH_FIELDS):
            return 400, {"detail": "absolute audio file paths are not allowed"}
        if self._waiting() >= self.queue_maxsize:
            return 429, {"detail": "Server busy: queue is full"}
        if not reply.is_accepting:
            return reply.status, {"detail": "Not accepted"}
        wanted = fields.get("model", "")
        # Silently the default, where the wanted one is not loaded.
        job = Job(fields, file, wanted if wanted in self.loaded else self.default_model)
        with self.lock:
            self.jobs.append(job)
        told = {"task_id": job.id, "status": "queued", "queue_position": self._waiting()}
        return 200, _enveloped(told)

    def _waiting(self) -> int:
        return sum(job.phase == "queued" and job.is_in_memory for job in self.jobs)

    def _query(self, caller: Caller, reply: Reply) -> None:
        asked = json.loads(caller.rfile.read(caller.length))["task_id_list"]
        ids = json.loads(asked) if isinstance(asked, str) else asked
        known = {job.id: job for job in self.jobs}
        line = "step 3/8 of somebody else's job"
        rows = [
            known[each].row(line)
            if each in known
            else {"task_id": each, "result": "[]", "status": 0}
            for each in ids
        ]
        _say(caller, reply, _enveloped(rows), 200)

    def _audio(self, caller: Caller, reply: Reply) -> None:
        path = parse_qs(urlsplit(caller.path).query).get("path", [""])[0]
        with self.lock:
            self.downloads.append(dict(caller.headers.items()))
        paths = [job.path(index) for job in self.jobs for index in range(job.songs)]
        if path not in paths:
            _say(caller, reply, {"detail": "Audio file not found"}, 404)
            return
        if reply.body is not None or reply.status != 200:
            _say(caller, reply, {}, reply.status)
            return
        sound = master_wav(self.seconds, _PITCHES[paths.index(path) % 2])
        told = {"Content-Type": "audio/wav", "Content-Length": str(len(sound))}
        caller.say(reply, sound, told)

    def _stats(self, caller: Caller, reply: Reply) -> None:
        alive = [job for job in self.jobs if job.is_in_memory]
        counts = {
            name: sum(job.phase == name for job in alive)
            for name in ("queued", "running", "succeeded", "failed")
        }
        told = {
            "jobs": {"total": len(alive), **counts},
            "queue_size": counts["queued"],
            "queue_maxsize": self.queue_maxsize,
            "avg_job_seconds": self.average_s,
        }
        _say(caller, reply, _enveloped(told), 200)

    def _inventory(self, caller: Caller, reply: Reply) -> None:
        if not self.has_inventory:
            _say(caller, reply, {"detail": "Not Found"}, 404)
            return
        _say(caller, reply, _enveloped(self._documented()), 200)

    def _models(self, caller: Caller, reply: Reply) -> None:
        shapes: dict[str, Any] = {
            "documented": _enveloped(self._documented()),
            "old": _enveloped(
                {
                    "models": [
                        {"name": name, "is_default": name == self.default_model}
                        for name in self.models
                    ],
                    "default_model": self.default_model,
                }
            ),
            "openai": {
                "object": "list",
                "data": [{"id": f"acestep/{name}", "object": "model"} for name in self.models],
            },
        }
        _say(caller, reply, shapes[self.models_shape], 200)

    def _documented(self) -> dict[str, Any]:
        return {
            "models": [
                {
                    "name": name,
                    "is_default": name == self.default_model,
                    "is_loaded": name in self.loaded,
                    "supported_task_types": tasks,
                }
                for name, tasks in self.models.items()
            ],
            "default_model": self.default_model,
            "lm_models": [],
            "loaded_lm_model": None,
            "llm_initialized": False,
        }

    def _health(self, caller: Caller, reply: Reply) -> None:
        told = {"status": "ok", "service": "ACE-Step API", "models_initialized": bool(self.loaded)}
        _say(caller, reply, _enveloped(told), 200)


_DOORS: Mapping[str, Door] = {
    "release_task": FakeAceStep._release,
    "query_result": FakeAceStep._query,
    "v1/audio": FakeAceStep._audio,
    "v1/stats": FakeAceStep._stats,
    "v1/model_inventory": FakeAceStep._inventory,
    "v1/models": FakeAceStep._models,
    "health": FakeAceStep._health,
}


def _enveloped(data: object) -> dict[str, object]:
    stamp = int(time.time() * 1000)
    return {"data": data, "code": 200, "error": None, "timestamp": stamp, "extra": None}


def _say(caller: Caller, reply: Reply, usual: object, status: int) -> None:
    """What is usually said, unless the script says otherwise."""
    if isinstance(reply.body, str | bytes):
        body = reply.body.encode() if isinstance(reply.body, str) else reply.body
        caller.say(reply, body, dict(reply.headers))
        return
    body, headers = as_json(usual if reply.body is None else reply.body)
    spoken = reply if reply.status != 200 else Reply(status, how=reply.how, wait_s=reply.wait_s)
    caller.say(spoken, body, headers | dict(reply.headers))

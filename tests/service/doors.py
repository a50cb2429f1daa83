"""The doors of the service: who may call, what an order needs, and what a file answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from tests.service import bodies
from tests.service.audio import tone_mp3, tone_wav
from tests.service.images import png
from tests.service.intake import read_body
from tests.service.ledger import Conversion, Post, Question, SentFile, Task
from tests.service.reply import How, Reads, Reply
from tests.service.state import State
from tests.service.wire import Caller, as_json

BASE = "/api/public/v1"
SUBMITS = {
    "Remix": "REMIX",
    "remix": "REMIX",
    "inpaint": "INPAINT",
    "sing_over_instrumental": "SING_OVER_INSTRUMENTAL",
}
NEEDS = {
    "inpaint": ("replace_start_at", "replace_end_at"),
    "sing_over_instrumental": ("lyrics",),
}
MODES = ("REMIX", "INPAINT", "OVER_INSTRUMENTAL")


class Doors:
    """Answers callers from the service's state; scripted replies come first."""

    def __init__(self, state: State) -> None:
        self.state = state

    def answer(self, caller: Caller) -> None:
        """One request, from routing to the last byte."""
        path, query = _split(caller.path)
        if path.startswith("/files/"):
            self._file(caller, path)
        elif path.startswith("/images/"):
            self._image(caller, path)
        elif not path.startswith(f"{BASE}/") or "/" in path[len(BASE) + 1 :]:
            self._refuse(caller, 404, "There is no such endpoint.")
        else:
            self._api(caller, path[len(BASE) + 1 :], query)

    def _api(self, caller: Caller, door: str, query: dict[str, str]) -> None:
        if door in SUBMITS and caller.command == "POST":
            self._submit(caller, door)
        elif not self._knows(caller):
            self._refuse(caller, 401, "Invalid API key")
        elif door in ("byId", "byUser") and caller.command == "GET":
            self._asked(caller, door, query)
        elif door == "cancel" and caller.command == "POST":
            fields, _, _ = _body(caller)
            self._asked(caller, door, fields)
        else:
            self._refuse(caller, 404, "There is no such endpoint.")

    def _submit(self, caller: Caller, door: str) -> None:
        reply = self.state.next_reply("submit")
        post = Post(door, dict(caller.headers.items()))
        if reply.reads is Reads.ALL:
            post.fields, post.file, post.is_whole = _body(caller)
        else:
            caller.read_before(reply.reads)
        with self.state.lock:
            self.state.posts.append(post)
        if post.is_whole and (refusal := self._refusal(caller, post)):
            self._refuse(caller, *refusal)
            return
        task = self._take_on(post, reply) if post.is_whole else None
        self._say(caller, reply, self._reply_body(task), task)

    def _take_on(self, post: Post, reply: Reply) -> Task | None:
        """The task that a whole order becomes before it is answered."""
        return self._accept(post, reply) if reply.is_accepting else None

    def _refusal(self, caller: Caller, post: Post) -> tuple[int, str] | None:
        """What the contract itself refuses, before any scripted fault."""
        if not self._knows(caller):
            return 401, "Invalid API key"
        if not post.fields.get("prompt"):
            return 422, "Prompt is required."
        if not (post.file or self._source(post)):
            return 422, "Either audio_file or audio_url must be provided."
        if problem := _problem(self.state.form, post):
            return problem
        if self.state.is_full():
            return 429, "Too many tasks in parallel."
        return None

    def _source(self, post: Post) -> str:
        name = "audio_path" if self.state.form == "classic" else "audio_url"
        return post.fields.get(name, "")

    def _accept(self, post: Post, reply: Reply) -> Task:
        songs = [Conversion(number) for number in range(1, reply.songs + 1)]
        task = Task(post, songs, SUBMITS[post.path])
        post.task = task
        with self.state.lock:
            self.state.tasks.append(task)
        self.state.accepted(task, is_first=reply.webhooks_first)
        return task

    def _reply_body(self, task: Task | None) -> bodies.Body:
        if task is None:
            return {"success": False, "message": "Not accepted"}
        state = self.state
        return bodies.submit_reply(
            task, eta=state.eta, credits=state.credits, capabilities=state.capabilities
        )

    def _asked(self, caller: Caller, door: str, query: dict[str, str]) -> None:
        with self.state.lock:
            self.state.questions.append(Question(door, query))
        reply = self.state.next_reply(door)
        status, body = self.state.answer_to(door, query)
        plain = reply.body is None and reply.status == 200
        self._say(caller, replace(reply, status=status) if plain else reply, body, None)

    def _file(self, caller: Caller, path: str) -> None:
        name, _, suffix = path.removeprefix("/files/").rpartition(".")
        song = self.state.song(name)
        if song is None or suffix not in ("mp3", "wav"):
            self._refuse(caller, 404, "There is no such file.")
            return
        with self.state.lock:
            self.state.downloads.append((path, dict(caller.headers.items())))
        reply = self.state.next_reply(f"file.{suffix}")
        if reply.body is not None or reply.status != 200:
            self._say(caller, reply, {}, None)
            return
        make = tone_mp3 if suffix == "mp3" else tone_wav
        self._send_file(caller, reply, make(self.state.seconds, self.state.pitch_of(song)), suffix)

    def _image(self, caller: Caller, path: str) -> None:
        """A grey PNG behind a name that ends in .jpg, as pictures on the web often are."""
        with self.state.lock:
            self.state.downloads.append((path, dict(caller.headers.items())))
        reply = self.state.next_reply("file.jpg")
        if reply.body is not None or reply.status != 200:
            self._say(caller, reply, {}, None)
            return
        data = png(32, 32) if path.endswith("_thumb.jpg") else png(64, 48)
        caller.say(reply, data, {"Content-Type": "image/jpeg", "Content-Length": str(len(data))})

    def _send_file(self, caller: Caller, reply: Reply, data: bytes, suffix: str) -> None:
        mime = {"mp3": "audio/mpeg", "wav": "audio/wav"}[suffix]
        part = float(str(reply.patch.get("part", 1)))
        data = data[: int(len(data) * part)]
        length = int(len(data) * float(str(reply.patch.get("length", 1))))
        caller.say(reply, data, {"Content-Type": mime, "Content-Length": str(length)})

    def _say(
        self, caller: Caller, reply: Reply, usual: Mapping[str, object], task: Task | None
    ) -> None:
        headers: dict[str, str] = {}
        if isinstance(reply.body, str):
            body = reply.body.encode()
        elif isinstance(reply.body, bytes):
            body = reply.body
        else:
            body, headers = as_json(_patched(reply, reply.body or usual, task))
        caller.say(reply, body, headers | dict(reply.headers))

    def _refuse(self, caller: Caller, status: int, message: str) -> None:
        body, headers = as_json({"success": False, "message": message})
        caller.say(Reply(status), body, headers)

    def _knows(self, caller: Caller) -> bool:
        told = caller.headers.get("Authorization", "")
        return told.removeprefix("Bearer ") == self.state.key


def _problem(form: str, post: Post) -> tuple[int, str] | None:
    """What one form of the wire demands and the other does not know."""
    told = post.fields
    if form == "classic":
        if post.path.lower() != "remix":
            return 404, "There is no such endpoint."
        if told.get("mode") not in MODES:
            return 422, "mode must be REMIX, INPAINT or OVER_INSTRUMENTAL."
        return None
    if told.get("gender", "neutral") not in ("male", "female", "neutral"):
        return 422, "gender must be one of male, female, neutral."
    needs = NEEDS.get(post.path, ())
    return next(((422, f"{name} must be provided.") for name in needs if not told.get(name)), None)


def _patched(reply: Reply, body: Mapping[str, object], task: Task | None) -> dict[str, object]:
    kept = {name: value for name, value in body.items() if name not in reply.drop}
    if reply.how is How.CUT:
        kept["padding"] = "x" * 500
    for name, value in reply.patch.items():
        kept[name] = value(task) if callable(value) else value
    return kept


def _body(caller: Caller) -> tuple[dict[str, str], SentFile | None, bool]:
    return read_body(caller.rfile.read, caller.length, caller.headers.get("Content-Type", ""))


def _split(target: str) -> tuple[str, dict[str, str]]:
    parts = urlsplit(target)
    return parts.path, dict(parse_qsl(parts.query, keep_blank_values=True))

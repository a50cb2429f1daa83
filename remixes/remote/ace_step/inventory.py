"""Which models a server has and what each can be asked for, remembered for a minute.

Newer servers answer `/v1/model_inventory`. Older ones have `/v1/models` only, where another router
may be in front of the documented one and answer in the shape of OpenAI's API: names, no more.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

from remixes.remote import calling, reading
from remixes.remote.ace_step.envelope import open_envelope
from remixes.remote.ace_step.results import is_same_model
from remixes.remote.ace_step.wishes import TASKS
from remixes.remote.errors import AskFailed, Unreadable
from remixes.remote.services import Service
from remixes.remote.transport import Call

KEPT_S = 60.0
# A page waits for it, so it gets no more.
_DEADLINE_S = 2.0
_DOORS = ("v1/model_inventory", "v1/models")
_MOST_MODELS = 50
_VOICE_TASKS = frozenset({"lego", "complete"})
_LACKS = "The model of this server ({model}) cannot do that."
_LACKS_VOICE = "This service cannot sing over an instrumental: its model adds no voice to a song."
_DOUBTFUL_VOICE = (
    "This server can make a voice only as a separate track, and its makers list open faults of "
    "that. Choose another service for this mode."
)


@dataclass(frozen=True)
class Model:
    """One model by name. `tasks` and `is_loaded` are None where the server does not tell."""

    name: str
    is_default: bool = False
    is_loaded: bool | None = None
    tasks: frozenset[str] | None = None


@dataclass(frozen=True)
class Inventory:
    """The models of a server; `problem` says why nobody knows them, "" when they are known."""

    models: tuple[Model, ...] = ()
    problem: str = ""

    def serving(self, wanted: str) -> Model | None:
        """The model that an order would be made by: the wanted one if it is loaded, else the
        server's first, whatever it was asked for. None where that cannot be told."""
        able = [model for model in self.models if model.is_loaded is not False] or self.models
        asked = (model for model in able if wanted and is_same_model(model.name, wanted))
        usual = (model for model in able if model.is_default)
        return next(asked, None) or next(usual, None) or (able[0] if len(able) == 1 else None)

    def why_not(self, mode: str, wanted: str) -> str:
        """Why this mode cannot be had, "" where it can or where the server does not tell."""
        model = self.serving(wanted)
        tasks = model.tasks if model else None
        if mode not in TASKS:
            return _DOUBTFUL_VOICE if tasks and tasks & _VOICE_TASKS else _LACKS_VOICE
        if model is None or tasks is None or TASKS[mode] in tasks:
            return ""
        return _LACKS.format(model=model.name)


class _Memory:
    """What was last told by each server, shared by the threads of a process."""

    def __init__(self) -> None:
        self._told: dict[tuple[str, str], tuple[float, Inventory]] = {}
        self._lock = threading.Lock()

    def recall(self, service: Service) -> Inventory:
        key, now = (service.url, service.api_key), time.monotonic()
        at, known = self._told.get(key, (0.0, None))
        if known is not None and now - at < KEPT_S:
            return known
        # One thread asks; the others would only wait for the same answer.
        with self._lock:
            at, known = self._told.get(key, (0.0, None))
            if known is None or time.monotonic() - at >= KEPT_S:
                known = ask_inventory(service)
                self._told[key] = (time.monotonic(), known)
        return known

    def forget(self) -> None:
        self._told.clear()


_memory = _Memory()
inventory_of = _memory.recall
forget_inventories = _memory.forget


def ask_inventory(service: Service) -> Inventory:
    """Asks the server; an inventory that only has a `problem` where it does not tell."""
    problem = ""
    deadline_s = min(_DEADLINE_S, service.ask_deadline_s)
    for door in _DOORS:
        try:
            return calling.learn(service, Call("GET", door), read_inventory, deadline_s)
        except AskFailed as failed:
            problem = failed.sentence
            if failed.status is None:
                break  # nobody there: the other door would be waited for in vain
    return Inventory(problem=problem)


def read_inventory(body: bytes) -> Inventory:
    """The models in either shape. Raises Unreadable where there are none."""
    data = open_envelope(body)
    said = data if isinstance(data, dict) else {}
    rows = data if isinstance(data, list) else said.get("models", said.get("data"))
    default = reading.text(said.get("default_model"), 100)
    listed = rows[:_MOST_MODELS] if isinstance(rows, list) else []
    models = tuple(_model(row, default) for row in listed if isinstance(row, dict))
    known = tuple(model for model in models if model.name)
    if not known:
        raise Unreadable("The server names no models.")
    return Inventory(known)


def _model(row: reading.Body, default: str) -> Model:
    name = reading.first_text(row, "name", "id")[:100]
    tasks = row.get("supported_task_types")
    return Model(
        name=name,
        is_default=bool(reading.flag(row.get("is_default"))) or bool(default and name == default),
        is_loaded=reading.flag(row.get("is_loaded")),
        tasks=_words(tasks) if isinstance(tasks, list) else None,
    )


def _words(values: list[object]) -> frozenset[str]:
    return frozenset(word.lower() for each in values[:50] if (word := reading.text(each, 40)))

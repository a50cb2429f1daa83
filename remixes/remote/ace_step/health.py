"""Whether a server is there, ready and open to our key: for the pages of whoever runs it."""

from __future__ import annotations

from dataclasses import dataclass

from remixes.remote import calling, reading
from remixes.remote.ace_step import stats
from remixes.remote.ace_step.envelope import open_envelope
from remixes.remote.errors import AskFailed, Unreadable
from remixes.remote.services import Service
from remixes.remote.transport import Call

_DEADLINE_S = 3.0


@dataclass(frozen=True)
class Health:
    """One look at a server: whether it can be used now, and a sentence for people."""

    is_well: bool
    sentence: str


def health(service: Service) -> Health:
    """Asks the server how it is; takes six seconds at most and raises nothing."""
    try:
        calling.learn(service, Call("GET", "health"), _read_health, _DEADLINE_S)
        # The first door is open to everybody, the second only to whoever has the key.
        queue = calling.learn(service, stats.ASKED, stats.read_stats, _DEADLINE_S)
    except AskFailed as failed:
        return Health(is_well=False, sentence=failed.sentence)
    waiting = "an unknown number of" if queue.queued is None else str(queue.queued)
    return Health(is_well=True, sentence=f"It answers; {waiting} jobs are waiting there.")


def _read_health(body: bytes) -> None:
    """Raises Unreadable unless the server says that it is well and has its models loaded."""
    data = open_envelope(body)
    said = data if isinstance(data, dict) else {}
    if reading.text(said.get("status"), 40).lower() not in ("ok", "healthy"):
        raise Unreadable("The server answers but does not say that it is well.")
    if reading.flag(said.get("models_initialized")) is False:
        raise Unreadable("The server is still loading its models.")

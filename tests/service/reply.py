"""One scripted answer: what is said, how it is said, and how much of the request is read first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto


class How(Enum):
    """How the answer reaches the caller."""

    WHOLE = auto()
    CUT = auto()  # half of what Content-Length promised, then the end
    DRIP = auto()  # a byte now and then
    ENDLESS = auto()  # bytes for as long as the caller listens
    CLOSE = auto()  # the end (FIN) instead of an answer
    RESET = auto()  # a reset (RST) instead of an answer
    SILENT = auto()  # nothing, with the connection open
    GARBAGE = auto()  # bytes that are no HTTP


class Reads(Enum):
    """How much of the request's body is read before answering."""

    ALL = auto()
    SOME = auto()
    NONE = auto()


@dataclass(frozen=True)
class Reply:
    """`body` None means what the service would have said; `patch` and `drop` change that.

    A value in `patch` may be a function of the task. `songs` is how many a task gets.
    `accepts` is whether a submitted order becomes a task first, True by default for a 200.
    """

    status: int = 200
    body: str | bytes | Mapping[str, object] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    patch: Mapping[str, object] = field(default_factory=dict)
    drop: tuple[str, ...] = ()
    accepts: bool | None = None
    how: How = How.WHOLE
    reads: Reads = Reads.ALL
    wait_s: float = 0.0
    lingers: bool = False  # keeps the connection open after the answer
    webhooks_first: bool = False
    songs: int = 2

    @property
    def is_accepting(self) -> bool:
        if self.reads is not Reads.ALL:
            return False
        return self.status == 200 if self.accepts is None else self.accepts

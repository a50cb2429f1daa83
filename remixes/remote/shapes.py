"""What a Remix API can tell, as frozen dataclasses; knows neither JSON nor how it came here."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from remixes.remote.lyrics import Line

Kind = Literal["W1", "W2", "W3", "W4", "W6", "failure", "byid", "byid-flat", "polled"]


@dataclass(frozen=True)
class ConversionFacts:
    """What one body says of one conversion. None means that this body says nothing about it.

    At least one of `service_id` and `number` (1 or 2, as in conversion_id_1) is there. A path may
    be there before the task is finished and may lack after it: judge a conversion by its own path.
    `is_untitled` says that this service gives no titles at all, `note` what people should know
    about this version beside how it sounds.
    """

    service_id: str | None
    number: int | None = None
    mp3_url: str = ""
    wav_url: str = ""
    duration_s: float | None = None
    title: str = ""
    lyrics: str | None = None
    timeline: tuple[Line, ...] | None = None
    is_flagged: bool = False
    reason: str = ""
    is_failed: bool = False
    is_untitled: bool = False
    note: str = ""


@dataclass(frozen=True)
class SubmitReply:
    """The service took the order. `eta_s` and `credit_estimate` are None where it does not know.

    `expected` is the number of conversion ids, two where none was given. `is_flagged` is what the
    reply says of the whole task.
    """

    task_id: str
    conversion_ids: tuple[str, ...] = ()
    expected: int = 2
    eta_s: int | None = None
    credit_estimate: Decimal | None = None
    is_flagged: bool = False
    message: str = ""
    capabilities: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Report:
    """What a webhook or a byId answer says of a task.

    `status` is upper case with underscores, "" where none is told. `is_finished` means that the
    service will do no more for this task (COMPLETED, ERROR, FAILED or a failure of the whole
    task); an unknown status is still running. `is_failed` speaks of the whole task; a failure of
    one conversion is in its facts. `webhook_url` is unmasked: it is how a task is recognised.
    `is_missing` says that nothing at the service shows that it still has this task. `details` is
    what the service wrote about a failure at length, masked: for those who run it.
    """

    kind: Kind
    task_id: str = ""
    status: str = ""
    is_finished: bool = False
    is_failed: bool = False
    is_missing: bool = False
    message: str = ""
    details: str = ""
    conversions: tuple[ConversionFacts, ...] = ()
    conversion_ids: tuple[str, ...] = ()
    cover_url: str = ""
    thumbnail_url: str = ""
    progress: float | None = None
    stage: str = ""
    plan: dict[str, object] | None = None
    webhook_url: str = field(default="", repr=False)
    credits: Decimal | None = None


@dataclass(frozen=True)
class UserPage:
    """One page of an account's tasks; `next_key` is "" on the last one."""

    tasks: tuple[Report, ...]
    next_key: str = ""

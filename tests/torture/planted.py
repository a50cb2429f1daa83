"""Defects that a run may be told to have, so that a rig that finds nothing is known to look.

Each is the natural way to write that part, or a small slip in it; TORTURE_PLANT names one.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from remixes import record
from remixes.jobs import archive, ask, submit
from remixes.jobs.copies import Copy
from remixes.models import Conversion, ConversionState, Delivery, Submission
from remixes.record import Received
from remixes.remote import NotSent, RemoteError

EARLY_S = 0.3


def plant(name: str) -> None:
    """Makes the defect part of this process. Raises KeyError for one that does not exist."""
    DEFECTS[name]()


def sends_again() -> None:
    """A POST without an end is taken for one that was never made."""

    def record_unclear(submission_id: int, error: RemoteError | None, why: str = "") -> None:
        record.record_unsent(submission_id, NotSent(why or "The connection broke off."))

    record.record_unclear = record_unclear


def forgets() -> None:
    """Webhooks are confirmed before they are kept, and nobody looks for a lost reply."""

    def receive(submission: Submission, body: bytes, content_type: str) -> Received:
        return Received(Delivery(submission=submission, body=body, content_type=content_type))

    record.receive = receive
    setattr(ask, "reconcile", lambda _submission: None)  # noqa: B010 - imported there


def shows_early() -> None:
    """The row says that a file is saved before the file is in its place."""
    save: Callable[..., Any] = archive._save

    def save_late(conversion: Conversion, mp3: Copy | None, wav: Copy | None, *rest: Any) -> None:
        rows = Conversion.objects.filter(pk=conversion.pk)
        for extension, copy in (("mp3", mp3), ("wav", wav)):
            if copy:
                facts: dict[str, Any] = {f"{extension}_sha256": copy.sha256}
                rows.update(state=ConversionState.SAVED, **facts)
        time.sleep(EARLY_S)
        save(conversion, mp3, wav, *rest)

    archive._save = save_late  # type: ignore[assignment]


def tells_secrets() -> None:
    """The token of a webhook URL is written down where people read."""
    send: Callable[..., Any] = submit.send

    def send_openly(submission: Submission, token: str) -> None:
        Submission.objects.filter(pk=submission.pk).update(stage=f"told {token}")
        send(submission, token)

    submit.send = send_openly


DEFECTS: dict[str, Callable[[], None]] = {
    each.__name__: each for each in (sends_again, forgets, shows_early, tells_secrets)
}

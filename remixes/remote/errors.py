"""What can go wrong between this desk and a Remix API, named by what it means for the money.

Knows nothing of HTTP libraries: whoever catches one of these sees a sentence, a status and a body.
"""

from __future__ import annotations

from decimal import Decimal


class Unreadable(Exception):
    """A body that nothing can be learned from. `.sentence` says why, fit for people."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Refusal(Exception):
    """A 200 whose body says no. `.task_id` is "" unless the service named a task all the same."""

    def __init__(self, sentence: str, *, task_id: str = "", is_flagged: bool = False) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.task_id = task_id
        self.is_flagged = is_flagged


class RemoteError(Exception):
    """The service did not do what was asked.

    `.sentence` is fit for people, `.status` is the HTTP status or None where no answer was read,
    `.body` is what it answered (at most 64 KiB, secrets masked), `.request` the masked evidence of
    what was sent.
    """

    def __init__(
        self,
        sentence: str,
        *,
        status: int | None = None,
        body: str = "",
        request: dict[str, object] | None = None,
    ) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status
        self.body = body
        self.request: dict[str, object] = request or {}


class NotSent(RemoteError):
    """Provably never accepted: sending again costs nothing. `.retry_after_s` if it was told."""

    retry_after_s: float | None = None


class TooMany(NotSent):
    """429: the service takes no more now; `.retry_after_s` is what it asked for, capped."""


class Refused(RemoteError):
    """The service said no for good. `.task_id` is "" unless it named a task all the same."""

    task_id: str = ""


class NoAccess(Refused):
    """401 or 403, or a key that cannot be sent: a matter for whoever set the desk up."""


class NoFunds(Refused):
    """402: nothing else should be sent. Amounts in the service's own unit, None if untold."""

    required: Decimal | None = None
    available: Decimal | None = None


class Unclear(RemoteError):
    """Nobody can say whether it was accepted and paid for: never send it again by machine."""


class AskFailed(RemoteError):
    """A question (byId, byUser, cancel) got no usable answer; it says nothing about the task."""

    retry_after_s: float | None = None

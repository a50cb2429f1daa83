"""Orders of programs: an ordinary remix, and the call it was ordered by, in one transaction.

The Idempotency-Key means the same at every door: once for a person, for one and the same request.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError

from remixes.actions.rejected import Rejected
from remixes.actions.remixes import Wish, order
from remixes.models import Call, Person, Remix, Token, hash_token

KEY_LENGTH = 255
_REUSED = (
    "This Idempotency-Key came before with another request. Nothing was ordered; use a new key "
    "for a new remix, and the same key only to send the very same request again."
)


@dataclass(frozen=True)
class Asked:
    """What came with a wish. `key` is the Idempotency-Key, "" without one; `asked_hash` tells two
    requests with the same key apart: SHA-256 as hex."""

    feature: str
    webhook_url: str = ""
    wants_timestamps: bool = False
    token: Token | None = None
    key: str = ""
    asked_hash: str = ""

    @property
    def key_hash(self) -> str:
        return hash_token(self.key) if self.key else ""


@dataclass(frozen=True)
class Placed:
    call: Call
    is_new: bool


def earlier_call(person: Person, asked: Asked) -> Call | None:
    """The call that the same request with the same key has become.

    Raises Rejected where the key came with another request.
    """
    if not asked.key:
        return None
    calls = Call.objects.filter(person=person, key_hash=asked.key_hash)
    found: Call | None = calls.select_related("remix").first()
    if found and found.asked_hash != asked.asked_hash:
        raise Rejected(_REUSED)
    return found


def place_call(
    person: Person, wish: Wish, asked: Asked, reply_of: Callable[[Remix], dict[str, Any]]
) -> Placed:
    """Orders the remix and keeps what `reply_of` makes of it. Raises Rejected.

    `wish` names no form: the key is what keeps a call from being two.
    """

    def keep(remix: Remix) -> None:
        Call.objects.create(
            remix=remix,
            person=person,
            token=asked.token,
            feature=asked.feature,
            webhook_url=asked.webhook_url,
            wants_timestamps=asked.wants_timestamps,
            key_hash=asked.key_hash,
            asked_hash=asked.asked_hash,
            reply=reply_of(remix),
        )

    try:
        remix = order(person, wish, beside=keep).remix
    except IntegrityError:
        # The same key a moment earlier, on another thread; this remix was never committed.
        known = earlier_call(person, asked)
        if known is None:
            raise
        return Placed(known, is_new=False)
    return Placed(remix.call, is_new=True)

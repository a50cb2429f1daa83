"""Orders of programs: an ordinary remix, and the call it was ordered by, in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from remixes.actions.remixes import Wish, order
from remixes.models import Call, Person, Remix, Token


class KeyReused(Exception):
    """This Idempotency-Key came before, with another request."""


@dataclass(frozen=True)
class Asked:
    """What came with a wish. `key_hash` is "" without an Idempotency-Key; `asked_hash` tells two
    requests with the same key apart. Both are SHA-256 as hex."""

    feature: str
    webhook_url: str = ""
    wants_timestamps: bool = False
    token: Token | None = None
    key_hash: str = ""
    asked_hash: str = ""


def earlier_call(person: Person, asked: Asked) -> Call | None:
    """The call that the same request with the same key has become; raises KeyReused."""
    if not asked.key_hash:
        return None
    calls = Call.objects.filter(person=person, key_hash=asked.key_hash)
    found: Call | None = calls.select_related("remix").first()
    if found and found.asked_hash != asked.asked_hash:
        raise KeyReused
    return found


def place_call(
    person: Person, wish: Wish, asked: Asked, reply_of: Callable[[Remix], dict[str, Any]]
) -> Call:
    """Orders the remix and keeps what `reply_of` makes of it. Raises Rejected, KeyReused."""
    try:
        with transaction.atomic():
            remix = order(person, wish).remix
            return Call.objects.create(
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
    except IntegrityError:
        # The same key a moment earlier, on another thread; this remix was never committed.
        known = earlier_call(person, asked)
        if known is None:
            raise
        return known

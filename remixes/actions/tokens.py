"""Personal keys for programs: made, shown once, revoked."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from remixes.actions.rejected import Rejected
from remixes.models import Person, Scope, Token

MOST = 50


def make_token(
    person: Person, name: str, scope: str, lasts: timedelta | None = None
) -> tuple[Token, str]:
    """A new token and its secret, to be shown now and never again. Raises Rejected."""
    words = " ".join(name.split())
    if not words:
        raise Rejected("Give the token a name, so that you know later what uses it.")
    if scope not in Scope.values:
        raise Rejected("A token may read, or read and submit.")
    if scope == Scope.SUBMIT and not person.can_make:
        raise Rejected("Viewers can listen and download; their tokens can only read.")
    if Token.objects.usable().filter(person=person).count() >= MOST:
        raise Rejected(f"You have {MOST} tokens. Revoke one that nothing uses any more.")
    return Token.make(person, words[:80], scope, lasts)


def revoke(token: Token) -> None:
    """It works no more, at once."""
    Token.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=timezone.now())


def revoke_all(person: Person) -> None:
    """Programs of somebody who leaves stop, and do not start again should the person come back."""
    Token.objects.filter(person=person, revoked_at__isnull=True).update(revoked_at=timezone.now())

"""Who calls: somebody with a personal token, or the browser of somebody who is signed in.

Every door that takes tokens asks here, so that all refuse alike; each says it in its own shape.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest

from remixes.api.rates import seconds_to_wait
from remixes.models import Person, Scope, Token
from remixes.wire.keys import sent_key

token_in = sent_key

_DEAD = "This token is unknown, revoked or has expired."
_READS_ONLY = "This token may only read. Make one that may submit, too."
_TOO_OFTEN = (
    "Too many calls with this token: {per_minute} a minute are allowed. "
    "Nothing was done; try again in {wait_s} s."
)
# One count for what a token may do, whichever door it takes: it is one program.
_LIMITS = {Scope.READ: "REMIX_ASKS_PER_MINUTE", Scope.SUBMIT: "REMIX_CALLS_PER_MINUTE"}


@dataclass
class TurnedAway(Exception):
    """A token that may not do this, or not now: 401, 403, or 429 with the seconds to wait."""

    status: HTTPStatus
    sentence: str
    wait_s: int | None = None


def admitted(request: HttpRequest, scope: Scope) -> Token:
    """The token that was sent, when it may do this now; the call is counted. Raises TurnedAway.

    A dead token never falls back to the session: its program must hear of it.
    """
    token = Token.of(token_in(request))
    if token is None:
        raise TurnedAway(HTTPStatus.UNAUTHORIZED, _DEAD)
    if not token.allows(scope):
        raise TurnedAway(HTTPStatus.FORBIDDEN, _READS_ONLY)
    limit = _LIMITS[scope]
    per_minute = getattr(settings, limit)
    if wait_s := seconds_to_wait(limit, token.pk, per_minute):
        sentence = _TOO_OFTEN.format(per_minute=per_minute, wait_s=wait_s)
        raise TurnedAway(HTTPStatus.TOO_MANY_REQUESTS, sentence, wait_s)
    return token


def signed_in(request: HttpRequest) -> Person | None:
    """The person of the session. Whoever lets them change something checks for forgery first."""
    user = request.user
    return user if isinstance(user, Person) and user.is_active else None

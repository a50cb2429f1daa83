"""Who calls: somebody with a personal token, or the browser of somebody who is signed in."""

from __future__ import annotations

from django.http import HttpRequest

from remixes.models import Person, Scope, Token
from remixes.wire.keys import sent_key

token_in = sent_key


def caller_of(request: HttpRequest, scope: str) -> Person | None:
    """The person behind a request, None when nobody is or the token does not allow `scope`.

    `Authorization` is the raw token or "Bearer" and the token. A request with a token never falls
    back to the session: a program that sends a dead token must hear of it.
    """
    if token_in(request):
        token = token_of(request)
        return token.person if token and token.allows(scope) else None
    is_safe = scope == Scope.READ and request.method in ("GET", "HEAD")
    return signed_in(request) if is_safe else None


def token_of(request: HttpRequest) -> Token | None:
    """The usable token that was sent; None without one and for a dead one."""
    return Token.of(token_in(request))


def signed_in(request: HttpRequest) -> Person | None:
    """The person of the session. Whoever lets them change something checks for forgery first."""
    user = request.user
    return user if isinstance(user, Person) and user.is_active else None

"""Who may come in to the team API and how often: a personal token with the right scope."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from remixes.api.caller import token_of
from remixes.api.rates import seconds_to_wait
from remixes.models import Scope, Token
from remixes.wire import door as frame
from remixes.wire.door import View
from remixes.wire.keys import sent_key
from remixes.wire.problem import Problem

P = ParamSpec("P")

_MISSING = "The Authorization header with a personal token is missing."
_DEAD = "This token is unknown, revoked or has expired."
_READS_ONLY = "This token may only read. Make one that may submit, too."

unknown = frame.unknown("This API has no such address.")


def door(
    method: str, scope: Scope, limit: str
) -> Callable[[Callable[Concatenate[HttpRequest, Token, P], HttpResponseBase]], View]:
    """A view that is given the caller's token; `limit` names the setting with calls a minute.

    A session opens nothing here: what a browser sends by itself must not order a remix.
    """

    def around(view: Callable[Concatenate[HttpRequest, Token, P], HttpResponseBase]) -> View:
        @wraps(view)
        def with_token(
            request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            token = _admitted(request, scope)
            _check_pace(limit, token, getattr(settings, limit))
            return view(request, token, *args, **kwargs)

        return frame.door(method)(with_token)

    return around


def _admitted(request: HttpRequest, scope: Scope) -> Token:
    if not sent_key(request):
        raise Problem(401, _MISSING, {"WWW-Authenticate": "Bearer"})
    token = token_of(request)
    if token is None:
        raise Problem(401, _DEAD, {"WWW-Authenticate": "Bearer"})
    if not token.allows(scope):
        raise Problem(403, _READS_ONLY)
    return token


def _check_pace(door_name: str, token: Token, per_minute: int) -> None:
    if wait_s := seconds_to_wait(door_name, token.pk, per_minute):
        raise Problem(
            429,
            f"Too many calls with this token: {per_minute} a minute are allowed. "
            f"Nothing was done; try again in {wait_s} s.",
            {"Retry-After": str(wait_s)},
        )

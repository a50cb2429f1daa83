"""Who may come in to the team API: a personal token with the right scope, not too often."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponseBase

from remixes.api.caller import TurnedAway, admitted, token_in
from remixes.models import Scope, Token
from remixes.wire import door as frame
from remixes.wire.door import View
from remixes.wire.problem import Problem

P = ParamSpec("P")

_MISSING = "The Authorization header with a personal token is missing."
_UNKNOWN_CALLER = {"WWW-Authenticate": "Bearer"}

unknown = frame.unknown("This API has no such address.")


def door(
    method: str, scope: Scope
) -> Callable[[Callable[Concatenate[HttpRequest, Token, P], HttpResponseBase]], View]:
    """A view that is given the caller's token.

    A session opens nothing here: what a browser sends by itself must not order a remix.
    """

    def around(view: Callable[Concatenate[HttpRequest, Token, P], HttpResponseBase]) -> View:
        @wraps(view)
        def with_token(
            request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            return view(request, _token(request, scope), *args, **kwargs)

        return frame.door(method)(with_token)

    return around


def _token(request: HttpRequest, scope: Scope) -> Token:
    if not token_in(request):
        raise Problem(401, _MISSING, _UNKNOWN_CALLER)
    try:
        return admitted(request, scope)
    except TurnedAway as away:
        headers = _UNKNOWN_CALLER if away.status == 401 else {}
        if away.wait_s is not None:
            headers = {"Retry-After": str(away.wait_s)}
        raise Problem(away.status, away.sentence, headers) from away

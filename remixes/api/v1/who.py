"""Who asks, as every operation of this API wants to know it: a person, or a clear refusal."""

from __future__ import annotations

from http import HTTPStatus
from typing import cast

from django.http import HttpRequest
from ninja.utils import check_csrf

from remixes.api.caller import TurnedAway, admitted, signed_in, token_in
from remixes.api.v1.problems import NOBODY, Problem
from remixes.models import Person, Scope, Token

SAFE = ("GET", "HEAD")
_FORGED = "A page that is signed in has to send its X-CSRFToken header with what it changes."
_LISTENS = "Viewers can listen and download, but not make remixes. Ask an owner."


class Asking(HttpRequest):
    """A request that has passed `who`; `token` is None for a session."""

    auth: Person
    token: Token | None


def who(request: HttpRequest) -> Person:
    """The person behind a request. Raises Problem 401, 403 or 429."""
    asking = cast(Asking, request)
    asking.token = None
    scope = Scope.READ if request.method in SAFE else Scope.SUBMIT
    if token_in(request):
        asking.token = _admitted(request, scope)
        return asking.token.person
    person = signed_in(request)
    if person is None:
        raise Problem(HTTPStatus.UNAUTHORIZED, NOBODY)
    # Asked last: it reads a form to the end, which strangers must not make it do.
    if scope == Scope.SUBMIT and check_csrf(request):
        raise Problem(HTTPStatus.FORBIDDEN, _FORGED)
    return person


def _admitted(request: HttpRequest, scope: Scope) -> Token:
    try:
        return admitted(request, scope)
    except TurnedAway as away:
        raise Problem(away.status, away.sentence, retry_after_s=away.wait_s) from away


def maker(request: Asking) -> Person:
    """Somebody who may upload, remix and correct. Raises Problem 403 for viewers."""
    if not request.auth.can_make:
        raise Problem(HTTPStatus.FORBIDDEN, _LISTENS)
    return request.auth

"""Who asks, as every operation of this API wants to know it: a person, or a clear refusal."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest
from ninja.utils import check_csrf

from remixes.api.caller import signed_in, token_in, token_of
from remixes.api.rates import seconds_to_wait
from remixes.api.v1.problems import NOBODY, Problem
from remixes.models import Person, Scope

SAFE = ("GET", "HEAD")
_DEAD = "This token is unknown, revoked or has expired."
_READS_ONLY = "This token may only read. Make one that may submit, too."
_FORGED = "A page that is signed in has to send its X-CSRFToken header with what it changes."
_TOO_OFTEN = (
    "Too many calls with this token: {per_minute} a minute are allowed. "
    "Nothing was done; try again in {wait_s} s."
)
_LISTENS = "Viewers can listen and download, but not make remixes. Ask an owner."


class Asking(HttpRequest):
    """A request that has passed `who`."""

    auth: Person


def who(request: HttpRequest) -> Person:
    """The person behind a request. Raises Problem 401, 403 or 429."""
    scope = Scope.READ if request.method in SAFE else Scope.SUBMIT
    if token_in(request):
        return _with_token(request, scope)
    person = signed_in(request)
    if person is None:
        raise Problem(HTTPStatus.UNAUTHORIZED, NOBODY)
    # Asked last: it reads a form to the end, which strangers must not make it do.
    if scope == Scope.SUBMIT and check_csrf(request):
        raise Problem(HTTPStatus.FORBIDDEN, _FORGED)
    return person


def _with_token(request: HttpRequest, scope: Scope) -> Person:
    """A dead token never falls back to the session: its program must hear of it."""
    token = token_of(request)
    if token is None:
        raise Problem(HTTPStatus.UNAUTHORIZED, _DEAD)
    if not token.allows(scope):
        raise Problem(HTTPStatus.FORBIDDEN, _READS_ONLY)
    limit = "REMIX_ASKS_PER_MINUTE" if scope == Scope.READ else "REMIX_CALLS_PER_MINUTE"
    per_minute = getattr(settings, limit)
    # The same count as at the team API: it is one program, whichever door it takes.
    if wait_s := seconds_to_wait(limit, token.pk, per_minute):
        problem = _TOO_OFTEN.format(per_minute=per_minute, wait_s=wait_s)
        raise Problem(HTTPStatus.TOO_MANY_REQUESTS, problem, retry_after_s=wait_s)
    return token.person


def maker(request: Asking) -> Person:
    """Somebody who may upload, remix and correct. Raises Problem 403 for viewers."""
    if not request.auth.can_make:
        raise Problem(HTTPStatus.FORBIDDEN, _LISTENS)
    return request.auth

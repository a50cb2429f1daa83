"""The guard of every API door: method, key, and errors as JSON; knows no task."""

import hmac
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, DisallowedHost, SuspiciousOperation
from django.http import HttpRequest, HttpResponseBase, JsonResponse, UnreadablePostError
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from remixes.engine.problem import Problem

log = logging.getLogger(__name__)

View = Callable[..., HttpResponseBase]
DRAIN_BLOCK = 1 << 20
DRAIN_FOR_S = 20.0


def door(method: str) -> Callable[[View], View]:
    """A view for one HTTP method and callers with the engine's key; others get JSON errors."""

    def around(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            try:
                _check_method(request, method)
                _check_key(request)
                return view(request, *args, **kwargs)
            except Problem as problem:
                return _answer(request, problem)
            except (BadRequest, SuspiciousOperation, DisallowedHost):
                return _answer(request, Problem(400, "The request could not be read."))
            except Exception:
                log.exception("The engine failed on a request.")
                return _answer(request, Problem(500, "The engine failed on this request."))

        opened: View = login_not_required(csrf_exempt(never_cache(guarded)))
        return opened

    return around


@login_not_required
@csrf_exempt
def unknown(request: HttpRequest) -> HttpResponseBase:
    """Every other address below the API root."""
    return _answer(request, Problem(404, "This engine has no such address."))


def error(problem: Problem) -> JsonResponse:
    """An error as both official clients can read it: one text under three names."""
    body = {
        "success": False,
        "message": problem.text,
        "error": problem.text,
        "detail": problem.text,
    }
    return JsonResponse(body, status=problem.status, headers=problem.headers)


def _answer(request: HttpRequest, problem: Problem) -> JsonResponse:
    _drain(request)
    return error(problem)


def _check_method(request: HttpRequest, method: str) -> None:
    if request.method != method:
        raise Problem(405, f"Use {method} here, not {request.method}.", {"Allow": method})


def _check_key(request: HttpRequest) -> None:
    given = request.headers.get("Authorization", "").strip()
    if given[:7].lower() == "bearer ":
        given = given[7:].strip()
    key = settings.REMIX_ENGINE_KEY
    if not given:
        raise Problem(401, "The Authorization header with the API key is missing.")
    if not key or not hmac.compare_digest(given.encode(), key.encode()):
        raise Problem(401, "The API key is not valid.")


def _drain(request: HttpRequest) -> None:
    """Read away what the caller is still sending, within bounds.

    A server that closes on unread bytes resets the connection, and the caller sees a network
    failure instead of the error it should read.
    """
    end = time.monotonic() + DRAIN_FOR_S
    left = 2 * settings.REMIX_MAX_UPLOAD_BYTES
    with suppress(OSError, UnreadablePostError, SuspiciousOperation):
        while left > 0 and time.monotonic() < end:
            block = request.read(DRAIN_BLOCK)
            if not block:
                return
            left -= len(block)

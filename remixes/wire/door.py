"""The frame around every view of a Remix API server: its one method, and errors as JSON.

It must not know who may come in: that is the view's own first question.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, DisallowedHost, SuspiciousOperation
from django.http import HttpRequest, HttpResponseBase, JsonResponse, UnreadablePostError
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from remixes.wire.problem import Problem

log = logging.getLogger(__name__)

View = Callable[..., HttpResponseBase]
DRAIN_BLOCK = 1 << 20
DRAIN_BYTES = 512 << 20
DRAIN_FOR_S = 20.0


def door(method: str) -> Callable[[View], View]:
    """A view for one HTTP method that raises Problem; every error becomes the API's own JSON.

    Sessions and forged-request checks are the pages' business: a key is in every request here.
    """

    def around(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            try:
                if request.method != method:
                    raise Problem(
                        405, f"Use {method} here, not {request.method}.", {"Allow": method}
                    )
                return view(request, *args, **kwargs)
            except Problem as problem:
                return error(request, problem)
            except (BadRequest, SuspiciousOperation, DisallowedHost):
                return error(request, Problem(400, "The request could not be read."))
            except Exception:
                log.exception("%s failed on a request", view.__module__)
                return error(request, Problem(500, "This server failed on the request."))

        opened: View = login_not_required(csrf_exempt(never_cache(guarded)))
        return opened

    return around


def unknown(sentence: str) -> View:
    """A view for every other address below an API root."""

    @login_not_required
    @csrf_exempt
    def nothing_here(request: HttpRequest) -> HttpResponseBase:
        return error(request, Problem(404, sentence))

    return nothing_here


def error(request: HttpRequest, problem: Problem) -> JsonResponse:
    """The answer to a refused request, once the caller has sent all of it."""
    _drain(request)
    return JsonResponse(problem.body, status=problem.status, headers=problem.headers)


def _drain(request: HttpRequest) -> None:
    """Read away what the caller is still sending, within bounds.

    A server that closes on unread bytes resets the connection, and the caller sees a network
    failure instead of the error it should read.
    """
    end = time.monotonic() + DRAIN_FOR_S
    left = DRAIN_BYTES
    with suppress(OSError, UnreadablePostError, SuspiciousOperation):
        while left > 0 and time.monotonic() < end:
            block = request.read(DRAIN_BLOCK)
            if not block:
                return
            left -= len(block)

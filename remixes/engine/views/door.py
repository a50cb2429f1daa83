"""The engine's doors: the frame of every Remix API server, and the engine's key."""

import hmac
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from remixes.wire import door as frame
from remixes.wire.door import View
from remixes.wire.keys import sent_key
from remixes.wire.problem import Problem

unknown = frame.unknown("This engine has no such address.")


def door(method: str) -> Callable[[View], View]:
    """A view for one HTTP method and callers with the engine's key; others get JSON errors."""

    def around(view: View) -> View:
        @wraps(view)
        def with_key(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            _check_key(request)
            return view(request, *args, **kwargs)

        return frame.door(method)(with_key)

    return around


def _check_key(request: HttpRequest) -> None:
    given = sent_key(request)
    key = settings.REMIX_ENGINE_KEY
    if not given:
        raise Problem(401, "The Authorization header with the API key is missing.")
    if not key or not hmac.compare_digest(given.encode(), key.encode()):
        raise Problem(401, "The API key is not valid.")

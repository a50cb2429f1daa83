"""What every button does: ask one action, say how it went, go on; and who may press it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from remixes.actions.rejected import Rejected
from remixes.models import Person

P = ParamSpec("P")


class PersonRequest(HttpRequest):
    """A request behind LoginRequiredMiddleware: somebody is signed in."""

    user: Person


def makers_only(
    view: Callable[Concatenate[PersonRequest, P], HttpResponseBase],
) -> Callable[Concatenate[PersonRequest, P], HttpResponseBase]:
    """403 for viewers: they listen, and are not shown the way here."""

    @wraps(view)
    def guarded(request: PersonRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.can_make:
            raise PermissionDenied("Viewers can listen and download, but not make remixes.")
        return view(request, *args, **kwargs)

    return guarded


def ask(request: HttpRequest, action: Callable[[], object], done: str) -> bool:
    """Runs the action; its outcome becomes a message. False when it was rejected."""
    try:
        action()
    except Rejected as rejected:
        messages.error(request, rejected.sentence)
        return False
    messages.success(request, done)
    return True

"""What every button does: read its form, ask one action, say how it went; and who may press it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django import forms
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


def problems(form: forms.BaseForm) -> list[str]:
    """What is wrong with a form, a sentence each."""
    return [str(error) for errors in form.errors.values() for error in errors]


def is_valid(request: HttpRequest, form: forms.BaseForm) -> bool:
    """Whether a form can be used; what is wrong with it becomes messages."""
    for problem in problems(form):
        messages.error(request, problem)
    return form.is_valid()


def named(rows: Any, text: str) -> Any:
    """The row with the id that a form or an address says; None where it is no id of one."""
    try:
        return rows.filter(pk=uuid.UUID(text)).first()
    except ValueError:
        return None


def ask(request: HttpRequest, action: Callable[[], object], done: str) -> bool:
    """Runs the action; its outcome becomes a message. False when it was rejected."""
    try:
        action()
    except Rejected as rejected:
        messages.error(request, rejected.sentence)
        return False
    messages.success(request, done)
    return True

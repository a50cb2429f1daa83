"""Lets a program with a token fetch what a page links to: sounds, and the zip of a remix.

Without a token it is the page that it was, for whoever is signed in.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from remixes.api.caller import signed_in, token_in
from remixes.api.v1.problems import Problem
from remixes.api.v1.who import who


def or_token(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For views that only read: the token's person is who the view finds signed in."""

    @wraps(view)
    def admitted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if token_in(request):
            try:
                request.user = who(request)
            except Problem as problem:
                return problem.answer()
        elif signed_in(request) is None:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return login_not_required(admitted)

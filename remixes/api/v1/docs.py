"""The description of the API, for programs and as a page to try it on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from remixes.api.v1.describing import description, groups
from remixes.api.v1.problems import Problem
from remixes.api.v1.who import who


def openapi(request: HttpRequest) -> HttpResponse:
    """The description itself, with a session or a token: this desk is one team's, and closed."""
    try:
        who(request)
    except Problem as problem:
        return problem.answer()
    return HttpResponse(description(), content_type="application/json")


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """For people who are signed in; what they try there is done as themselves."""
    return render(request, "api/docs.html", {"groups": groups()})

"""What is said of a request that never reached a view: in JSON to programs, as a page to people."""

from __future__ import annotations

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.views import defaults

from remixes.wire.problem import Problem

PROGRAMS = ("/api/", "/engine/")
# Nearly always a program beside the desk that calls it by a name of its own network.
_WRONG_NAME = (
    "This desk does not answer to the host name it was called by. Use the one of PUBLIC_URL, or "
    "have the name added to ALLOWED_HOSTS."
)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    if not request.path.startswith(PROGRAMS):
        return defaults.bad_request(request, exception)
    is_name = isinstance(exception, DisallowedHost)
    problem = Problem(400, _WRONG_NAME if is_name else "The request could not be read.")
    return JsonResponse(problem.body, status=problem.status)

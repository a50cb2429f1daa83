"""A looser page policy for the queue pages, which bring inline scripts of their own.

They are for owners only and show nothing but queues and ids; every page of the desk keeps the
strict policy.
"""

from __future__ import annotations

from collections.abc import Callable

from csp.constants import SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse

QUEUE_PAGES = "/admin/django_rq/"


class QueuePagesPolicy:
    """Sits below django-csp's middleware and tells it what to replace on the queue pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(QUEUE_PAGES):
            inline = [SELF, UNSAFE_INLINE]
            response._csp_replace = {  # type: ignore[attr-defined]
                "script-src": inline,
                "style-src": inline,
            }
        return response

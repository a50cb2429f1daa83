"""Refuses large bodies at every door that takes none, before anything reads or stores them.

The check against forged requests parses a form wherever it is posted to, and parsing writes file
parts to disk; without this, strangers could fill the disk through the sign-in page.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

LARGEST_FORM_BYTES = 2 * 1024 * 1024
# These cap what they take by themselves and ask who is there before they read.
TAKE_FILES = (
    "/uploads/add/",
    "/remixes/new/",
    "/explorer/send/",
    "/engine/",
    "/api/public/",
    "/api/v1/uploads",
)


class BodyCap:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _claimed(request) > LARGEST_FORM_BYTES and not request.path.startswith(TAKE_FILES):
            answer = HttpResponse(
                "The request is too large for this page.", status=413, content_type="text/plain"
            )
            answer["Connection"] = "close"
            return answer
        return self.get_response(request)


def _claimed(request: HttpRequest) -> int:
    """What Content-Length says; Django reads no further, and nothing where it is missing."""
    try:
        return int(request.headers.get("Content-Length") or 0)
    except ValueError:
        return 0

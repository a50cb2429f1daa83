"""Takes orders: the three submit doors; knows the rules only through `wish` and `intake`."""

from django.conf import settings
from django.http import HttpRequest, JsonResponse

from remixes.engine import eta, wire
from remixes.engine.fields import read_fields
from remixes.engine.intake import accept
from remixes.engine.problem import Problem
from remixes.engine.views.addresses import files_url
from remixes.engine.views.door import door
from remixes.engine.wish import read_wish, too_large

# Room for the text fields and the multipart frame around a file of the greatest size.
FRAME_BYTES = 2 << 20


@door("POST")
def submit(request: HttpRequest, feature: str) -> JsonResponse:
    """Take an order and say what it became."""
    _check_size(request)
    wish = read_wish(read_fields(request), feature)
    task, results = accept(wish, files_url(request))
    return JsonResponse(wire.submit_reply(task, results, eta.estimate_s(task)))


def _check_size(request: HttpRequest) -> None:
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length and "HTTP_TRANSFER_ENCODING" in request.META:
        raise Problem(411, "Say the length of the request in a Content-Length header.")
    if length.isdecimal() and int(length) > settings.REMIX_MAX_UPLOAD_BYTES + FRAME_BYTES:
        raise too_large()

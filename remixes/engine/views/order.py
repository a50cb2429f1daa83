"""Takes orders: the three submit doors; knows the rules only by `read_wish` and `intake`."""

from django.conf import settings
from django.http import HttpRequest, JsonResponse

from remixes.engine import eta, wire
from remixes.engine.intake import accept
from remixes.engine.rules import rules
from remixes.engine.views.addresses import files_url
from remixes.engine.views.door import door
from remixes.wire.fields import read_fields
from remixes.wire.wish import read_wish


@door("POST")
def submit(request: HttpRequest, feature: str) -> JsonResponse:
    """Take an order and say what it became."""
    fields = read_fields(request, settings.REMIX_MAX_UPLOAD_BYTES)
    wish = read_wish(fields, feature, rules())
    task, results = accept(wish, files_url(request))
    return JsonResponse(wire.submit_reply(task, results, eta.estimate_s(task)))

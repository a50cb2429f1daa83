"""Answers that are asked for again and again: an ETag of what was drawn, and 304 when it stands."""

from __future__ import annotations

import hashlib
import re

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

# Drawn anew each time, though nothing has changed for the reader.
_CHANGING = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


def conditional(request: HttpRequest, answer: HttpResponse) -> HttpResponseBase:
    """The answer with its ETag, or 304 when the reader has it already."""
    drawn = _CHANGING.sub(b"", answer.content)
    etag = f'W/"{hashlib.sha256(drawn).hexdigest()[:32]}"'
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    return get_conditional_response(request, etag=etag, response=answer) or answer

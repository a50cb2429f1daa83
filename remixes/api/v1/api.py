"""The API as one object: its operations, how bodies are read, and how errors are told."""

from __future__ import annotations

import json
from typing import Any, cast

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.parser import Parser

from remixes.api.v1.door import FORESEEN, problem_of
from remixes.api.v1.routes import (
    choosing,
    conversions,
    notes,
    people,
    remix_deeds,
    remixes,
    timelines,
    uploads,
)
from remixes.api.v1.who import who


class StrictParser(Parser):
    """JSON as RFC 8259 has it: NaN and Infinity are Python's own and no numbers."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        return cast(dict[str, Any], json.loads(request.body, parse_constant=_refused))


def _refused(word: str) -> None:
    raise ValueError(f"{word} is no JSON")


def make_api() -> NinjaAPI:
    """A fresh API object; addresses and the description are made from one."""
    api = NinjaAPI(
        title="Remixdesk",
        version="1",
        openapi_url=None,  # described and shown by modules of our own
        docs_url=None,
        urls_namespace="api_v1",
        auth=who,
        parser=StrictParser(),
    )
    for room in (remixes, remix_deeds, choosing, uploads, conversions, timelines, notes, people):
        api.add_router("", room.router)
    for foreseen in FORESEEN:
        api.add_exception_handler(foreseen, problem_of)
    return api


api = make_api()

"""A request of the explorer in all its languages, as the page draws it."""

from __future__ import annotations

from typing import Any, NamedTuple

from remixes.actions.explorer import Spelled
from remixes.models import ExplorerCall, Person
from remixes.snippets import LANGUAGES, ApiRequest, Piece, SentFile

# An address to be called back is a secret of whoever gave it.
HIDDEN = "https://hidden.example/"


class Text(NamedTuple):
    """One language: the key for its switch, its title and its coloured text."""

    key: str
    title: str
    pieces: list[Piece]


def texts_of(request: ApiRequest) -> list[Text]:
    return [Text(one.key, one.title, one.pieces(request)) for one in LANGUAGES]


def sent_request(call: ExplorerCall, reader: Person) -> ApiRequest:
    """What a kept call has sent, as this reader may see it."""
    fields: list[tuple[str, str]] = []
    for name, text in call.fields:
        is_secret = name == "webhook_url" and call.person_id != reader.pk
        fields.append((name, HIDDEN if is_secret else text))
    file = SentFile(**call.file) if call.file else None
    return Spelled(call.endpoint, "", tuple(fields), file).request


def request_facts(request: ApiRequest) -> dict[str, Any]:
    """What ``_explorer_request.html`` needs."""
    return {"address": request.url, "texts": texts_of(request)}

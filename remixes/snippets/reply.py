"""What came back, for people: the status line with its headers, and JSON on several lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from http import HTTPStatus

from remixes.snippets.pieces import Piece, cut

_HEAD = re.compile(r"(?P<word>\AHTTP/1\.1 \d+)|(?P<name>^[^:\n]+(?=: ))", re.MULTILINE)
# As json.dumps writes it: a name is a string before a colon.
_JSON = re.compile(
    r'(?P<name>"(?:[^"\\]|\\.)*")(?=:)|(?P<string>"(?:[^"\\]|\\.)*")'
    r"|(?P<value>-?\d[\d.eE+-]*|\b(?:true|false|null)\b)"
)


def head_pieces(status: int, headers: Iterable[tuple[str, str]]) -> list[Piece]:
    """`HTTP/1.1 200 OK` and a line for each header."""
    lines = [f"HTTP/1.1 {status} {_phrase(status)}".rstrip()]
    lines += [f"{field}: {text}" for field, text in headers]
    return cut("\n".join(lines), _HEAD)


def json_pieces(body: str) -> list[Piece]:
    """JSON indented by two; what is no JSON as it is."""
    try:
        shown = json.dumps(json.loads(body), indent=2, ensure_ascii=False)
    except (ValueError, RecursionError):
        return [Piece("", body)] if body else []
    return cut(shown, _JSON)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""

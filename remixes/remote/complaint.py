"""Finds the one sentence for people in an error answer: JSON of any shape, an HTML page or text."""

from __future__ import annotations

import html
import re

from remixes.remote import fields, reading
from remixes.remote.errors import Unreadable

SENTENCE_LIMIT = 400
_LOOKED_AT = 64 * 1024
_TITLES = tuple(
    re.compile(rf"<{tag}\b[^>]*>(.*?)</{tag}", re.IGNORECASE | re.DOTALL) for tag in ("title", "h1")
)
_TAG = re.compile(r"<[^>]*>")


def read_complaint(body: bytes) -> str:
    """What the answer complains of, in one line of at most 400 characters; "" for nothing."""
    text = body[:_LOOKED_AT].decode("utf-8", errors="replace").strip().lstrip("\ufeff")
    if text.startswith("<"):
        return _line(_title(text))
    try:
        value = reading.parse(body.decode("utf-8", errors="replace"))
    except Unreadable:
        # A cut or broken JSON answer is nothing that people could read.
        return "" if text.startswith(("{", "[")) else _line(text)
    if isinstance(value, dict):
        return _line(fields.message(value))
    return _line(fields.words(value))


def _title(page: str) -> str:
    found = (pattern.search(page) for pattern in _TITLES)
    titles = (_TAG.sub(" ", match.group(1)) for match in found if match)
    return next((title for title in titles if title.strip()), "")


def _line(text: str) -> str:
    plain = "".join(each if each.isprintable() else " " for each in html.unescape(text))
    return " ".join(plain.split())[:SENTENCE_LIMIT].strip()

"""Tolerant reading of foreign JSON: every function takes anything and answers with a sound value.

Knows no field names. Nothing here raises but `load`, and that only Unreadable.
"""

from __future__ import annotations

import json
import math
import re
from decimal import Decimal, InvalidOperation

from remixes.remote.errors import Unreadable

BODY_LIMIT = 4 * 1024 * 1024
DEPTH_LIMIT = 40
TEXT_LIMIT = 2_000
LYRICS_LIMIT = 100_000
URL_LIMIT = 4_096
ID_LIMIT = 200

# PostgreSQL refuses NUL, and no encoder takes a lone half of a surrogate pair.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_TRUE = frozenset({"true", "1", "yes"})
_FALSE = frozenset({"false", "0", "no"})

Body = dict[str, object]


def _float_or_none(digits: str) -> float | None:
    value = float(digits)
    return value if math.isfinite(value) else None


def _int_or_float(digits: str) -> int | float | None:
    # A number of 5,000 digits is no reason for Python's int limit to raise.
    return int(digits) if len(digits) <= 18 else _float_or_none(digits)


def _nothing(_constant: str) -> None:
    """NaN and Infinity: no JSON, and no database column takes them."""


def parse(text: str) -> object:
    """The JSON value in `text`; NaN, Infinity and overflowing numbers become None."""
    try:
        return json.loads(
            text, parse_float=_float_or_none, parse_int=_int_or_float, parse_constant=_nothing
        )
    except (ValueError, RecursionError):
        raise Unreadable("The answer is not readable JSON.") from None


def load(body: bytes) -> Body:
    """The JSON object in `body`, which may be UTF-8 with faults, UTF-16 or have a byte order mark.

    Raises Unreadable for anything that is not an object.
    """
    if len(body) > BODY_LIMIT:
        raise Unreadable("The answer is too large to be read.")
    if not body.strip():
        raise Unreadable("The answer is empty.")
    value = parse(body.decode(json.detect_encoding(body), errors="replace").lstrip("\ufeff"))
    if not isinstance(value, dict):
        raise Unreadable("The answer is JSON, but not an object.")
    return value


def clean(text: str) -> str:
    """`text` without what a database or an encoder would refuse."""
    return _UNSTORABLE.sub("", text)


def text(value: object, limit: int = TEXT_LIMIT) -> str:
    """A stripped string of at most `limit` characters; "" for anything that is no text."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    # Cut first: a megabyte is not searched for what two thousand characters are kept of.
    return clean(str(value)[: 4 * limit]).strip()[:limit].strip()


def text_or_none(value: object, limit: int = LYRICS_LIMIT) -> str | None:
    """As `text`, but None where nothing is said."""
    return text(value, limit) if isinstance(value, str) else None


def ident(value: object) -> str:
    """An id as it came, or "": a shortened or mended id would be somebody else's."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    word = str(value).strip()
    is_sound = len(word) <= ID_LIMIT and word.isprintable() and clean(word) == word
    return word if is_sound else ""


def link(value: object) -> str:
    """An http(s) URL as it came, or "": a shortened URL leads nowhere."""
    if not isinstance(value, str):
        return ""
    url = value.strip()
    is_sound = len(url) <= URL_LIMIT and url.isprintable() and clean(url) == url
    return url if is_sound and url.lower().startswith(("http://", "https://")) else ""


def number(value: object) -> float | None:
    """A finite float from a number or a numeric string, else None."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, str) and len(value) > 64:
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def amount(value: object) -> Decimal | None:
    """Money or credits, 0 up to 10**9 with four places, else None."""
    if number(value) is None:
        return None
    try:
        found = Decimal(str(value).strip().replace("_", "")).quantize(Decimal("0.0001"))
    except InvalidOperation:
        return None
    return found if 0 <= found < 10**9 else None


def flag(value: object) -> bool | None:
    """True or False however it is written (True, "true", 1), else None."""
    if isinstance(value, bool):
        return value
    word = text(value, 8).lower()
    return True if word in _TRUE else False if word in _FALSE else None


def tree(value: object, depth: int = DEPTH_LIMIT) -> object:
    """The same JSON value, fit to be stored: unstorable characters dropped, depth capped."""
    if depth <= 0:
        return None
    if isinstance(value, dict):
        return {clean(str(key)): tree(each, depth - 1) for key, each in value.items()}
    if isinstance(value, list):
        return [tree(each, depth - 1) for each in value]
    return clean(value) if isinstance(value, str) else value


def first_text(body: Body, *names: str) -> str:
    """The first of these fields that holds text, else ""."""
    return next((found for name in names if (found := text(body.get(name)))), "")


def first_link(body: Body, *names: str) -> str:
    """The first of these fields that holds a URL, else ""."""
    return next((found for name in names if (found := link(body.get(name)))), "")

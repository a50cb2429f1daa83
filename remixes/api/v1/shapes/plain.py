"""Values that several nouns have in common: moments, cursors, and bodies that allow no typo."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)", re.ASCII)
_YEARS = range(1970, 9999)
LATEST_MS = 24 * 60 * 60 * 1000
LATEST_S = LATEST_MS // 1000


def _written(value: Any) -> Any:
    """RFC 3339 only: a bare number would be taken for seconds since 1970."""
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        raise ValueError("write the time as in 2026-11-22T09:30:00Z, with its zone")
    return value


def _sane(value: datetime) -> datetime:
    if value.year not in _YEARS:
        raise ValueError("this year is not one of ours")
    return value.astimezone(UTC)


Moment = Annotated[datetime, BeforeValidator(_written), AfterValidator(_sane)]
"""A time with its zone, RFC 3339."""

# JSON has the types that it has: "1" is no number and "yes" is no boolean.
Seconds = Annotated[float, Field(strict=True, ge=0, le=LATEST_S, allow_inf_nan=False)]
Milliseconds = Annotated[int, Field(strict=True, ge=0, le=LATEST_MS)]
Flag = Annotated[bool, Field(strict=True)]
Count = Annotated[int, Field(strict=True, ge=0, le=2**31 - 1)]


class Asked(Schema):
    """A body: a field that does not exist is an error, so that a typing mistake is told."""

    model_config = ConfigDict(extra="forbid")

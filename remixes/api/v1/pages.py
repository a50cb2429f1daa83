"""Long lists in pages that neither skip nor repeat a row, whatever is added meanwhile (keyset)."""

from __future__ import annotations

import base64
import binascii
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet
from ninja import Field, Schema

from remixes.api.v1.problems import Wrong, of_fields

_BROKEN = "This cursor is not one of ours. Begin again without it."
_CURSOR_LENGTH = 200
_Row = TypeVar("_Row", bound=Model)


class Paging(Schema):
    """How much of a list, and from where."""

    limit: int = Field(25, ge=1, le=100, description="How many rows at most.")
    cursor: str = Field(
        "",
        max_length=_CURSOR_LENGTH,
        description="`next` of the page before; empty: from the beginning.",
    )


@dataclass(frozen=True)
class Page:
    """The rows of one page and the cursor of the following one, None at the end."""

    rows: list[Any]
    next: str | None


def page_of(
    rows: QuerySet[_Row], paging: Paging, *, by: str = "created_at", is_oldest_first: bool = False
) -> Page:
    """One page in the order of a time and, for rows of the same moment, their id.

    Raises Problem 422 for a cursor that nobody handed out.
    """
    sign, beyond = ("", "gt") if is_oldest_first else ("-", "lt")
    if paging.cursor:
        at, pk = _read(paging.cursor)
        after = Q((f"{by}__{beyond}", at)) | Q((by, at), (f"pk__{beyond}", pk))
        rows = rows.filter(after)
    found = list(rows.order_by(f"{sign}{by}", f"{sign}pk")[: paging.limit + 1])
    if len(found) <= paging.limit:
        return Page(found, None)
    found = found[: paging.limit]
    return Page(found, _written(getattr(found[-1], by), found[-1].pk))


def _written(at: datetime, pk: object) -> str:
    text = f"{at.astimezone(UTC).isoformat()} {pk}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(cursor: str) -> tuple[datetime, uuid.UUID]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        at, _, pk = base64.b64decode(padded, altchars=b"-_", validate=True).decode().partition(" ")
        moment = datetime.fromisoformat(at)
        if moment.tzinfo is None:
            raise ValueError(at)
        return moment.astimezone(UTC), uuid.UUID(pk)
    except (binascii.Error, UnicodeError, ValueError, OverflowError) as error:
        raise of_fields([Wrong(field="cursor", message=_BROKEN)]) from error

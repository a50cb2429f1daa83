"""Asking an action for something: what it rejects becomes an answer with its own sentence."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from remixes.actions.rejected import Conflict, Rejected
from remixes.api.v1.problems import Problem, unknown

_Row = TypeVar("_Row", bound=Model)


@contextmanager
def asking(otherwise: int = HTTPStatus.CONFLICT) -> Iterator[None]:
    """Rejected becomes `otherwise`: 409 where only the state can be wrong, 422 where the words may.

    A Conflict is 409 always.
    """
    try:
        yield
    except Conflict as rejected:
        raise Problem(HTTPStatus.CONFLICT, rejected.sentence) from rejected
    except Rejected as rejected:
        raise Problem(otherwise, rejected.sentence) from rejected


def the(rows: QuerySet[_Row], pk: uuid.UUID | Any) -> _Row:
    """The row with this id among those that whoever asks may see. Raises Problem 404."""
    found = rows.filter(pk=pk).first()
    if found is None:
        raise unknown()
    return found

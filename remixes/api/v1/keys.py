"""Idempotency keys: the same wish of the same person under the same key is one remix."""

from __future__ import annotations

import uuid

from remixes.models import Person

KEY_LENGTH = 255
_SPACE = uuid.UUID("5a0d0f1c-3d0e-5a3b-9c39-6f3f1f1f7a21")


def form_key_of(person: Person, key: str) -> uuid.UUID:
    """What stands for a form's key; without an Idempotency-Key every request is a new form."""
    return uuid.uuid5(_SPACE, f"{person.pk} {key}") if key else uuid.uuid4()

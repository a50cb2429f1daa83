"""Who sees a row and who may change it: the whole team, except for what is in somebody's trash."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from remixes.models.person import Person

_Row = TypeVar("_Row", bound=models.Model)


class OwnedQuerySet(models.QuerySet[_Row]):
    """Rows that are somebody's and may be in the trash, or hang on a row of which that is true."""

    owned: ClassVar[str] = ""
    """How look-ups begin that go to the row which is owned; "" for the row itself."""

    def visible_to(self, person: Person) -> Self:
        """One installation is one team: everybody sees what is not in the trash."""
        if not person.is_active:
            return self.none()
        return self if person.is_owner else self.filter(self._kept() | self._of(person))

    def editable_by(self, person: Person) -> Self:
        """What this person may change, trash or restore: their own, or everything for an owner."""
        if not person.is_active or not person.can_make:
            return self.none()
        return self if person.is_owner else self.filter(self._of(person))

    def kept(self) -> Self:
        return self.filter(self._kept())

    def _kept(self) -> Q:
        return Q((f"{self.owned}trashed_at__isnull", True))

    def _of(self, person: Person) -> Q:
        return Q((f"{self.owned}person", person))


class Owned(models.Model):
    """The same rules for one row that is here already; the person is somebody who is signed in."""

    person_id: int
    trashed_at: models.DateTimeField[datetime | None, datetime | None]

    class Meta:
        abstract = True

    def is_visible_to(self, person: Person) -> bool:
        return self.trashed_at is None or self._is_of(person)

    def is_editable_by(self, person: Person) -> bool:
        return person.can_make and self._is_of(person)

    def _is_of(self, person: Person) -> bool:
        return person.is_owner or self.person_id == person.pk

"""What somebody says about a moment, a line or the whole of a remix; answers hang below it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from remixes.models.owned import OwnedQuerySet

if TYPE_CHECKING:
    from remixes.models.person import Person


class NoteQuerySet(OwnedQuerySet["Note"]):
    """Who sees a remix sees what is said about it."""

    owned = "remix__"

    def editable_by(self, person: Person) -> NoteQuerySet:
        """Their author's alone, and only while the words are there."""
        if not person.is_active:
            return self.none()
        return self.filter(person=person, deleted_at__isnull=True)

    def opening(self) -> NoteQuerySet:
        """The first notes of threads."""
        return self.filter(parent__isnull=True)


class Note(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    remix = models.ForeignKey("remixes.Remix", on_delete=models.CASCADE, related_name="notes")
    conversion = models.ForeignKey(
        "remixes.Conversion",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="notes",
        help_text="The version it is about; none for the source or the whole.",
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="answers"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notes"
    )
    at_ms = models.IntegerField(null=True, blank=True, help_text="Where it is pinned, if anywhere.")
    until_ms = models.IntegerField(null=True, blank=True)
    line = models.TextField(
        blank=True, help_text="The lyric line it is about, as it read at the time."
    )
    text = models.TextField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects: ClassVar = NoteQuerySet.as_manager()

    class Meta:
        ordering = ("created_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(until_ms__isnull=True)
                | Q(at_ms__gte=0, until_ms__gte=models.F("at_ms")),
                name="note_runs_forward",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | Q(resolved_at__isnull=True),
                name="note_threads_are_resolved_at_the_top",
            ),
        )

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None

    @property
    def is_resolved(self) -> bool:
        return self.resolved_at is not None


class Mention(models.Model):
    """Somebody named in a note; unseen until they open the page of its remix."""

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentions"
    )
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("note", "person"), name="mention_once"),)

    def __str__(self) -> str:
        return f"{self.person} in {self.note_id}"

"""One request that somebody sent from the endpoint explorer: what was asked and what came back."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

if TYPE_CHECKING:
    from remixes.models.person import Person


class ExplorerCallQuerySet(models.QuerySet["ExplorerCall"]):
    def visible_to(self, person: Person) -> ExplorerCallQuerySet:
        """As its remix is; what was refused made none and is the whole team's."""
        if not person.is_active:
            return self.none()
        if person.is_owner:
            return self
        kept = Q(remix__isnull=True) | Q(remix__trashed_at__isnull=True)
        return self.filter(kept | Q(person=person))


class ExplorerCall(models.Model):
    """Kept before it is answered; ``status`` is NULL until then, or for good after a crash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="explorer_calls"
    )
    remix = models.ForeignKey(
        "remixes.Remix",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="explorer_calls",
    )
    upload = models.ForeignKey(
        "remixes.Upload", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    form_key = models.UUIDField(default=uuid.uuid4, editable=False)
    card = models.CharField(max_length=40, blank=True, help_text="Of the gallery, if it is one.")

    asked = models.JSONField(default=dict, help_text="The form as it was filled in.")
    endpoint = models.CharField(max_length=40, help_text="The last part of the address.")
    fields = models.JSONField(default=list, help_text="Name and text of each field, in order.")
    file = models.JSONField(null=True, blank=True, help_text="Field, name, type, size in bytes.")

    status = models.IntegerField(null=True, blank=True)
    headers = models.JSONField(default=list, help_text="Name and text of each, in order.")
    body = models.TextField(blank=True)
    took_ms = models.IntegerField(null=True, blank=True)
    at = models.DateTimeField(default=timezone.now, editable=False, db_index=True)

    objects: ClassVar = ExplorerCallQuerySet.as_manager()

    class Meta:
        ordering = ("-at",)
        constraints = (
            # A double click is one call.
            models.UniqueConstraint(fields=("person", "form_key"), name="explorer_call_once"),
        )

    def __str__(self) -> str:
        return f"{self.endpoint} {self.id}"

    def get_absolute_url(self) -> str:
        return reverse("explorer_call", args=[self.id])

    @property
    def is_accepted(self) -> bool:
        return self.status is not None and self.status < 400

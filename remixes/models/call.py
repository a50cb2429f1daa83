"""One accepted call of a program: the remix it became, and what that program wants to be told.

Every one of the team API, and of the JSON API those that came with an Idempotency-Key.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

if TYPE_CHECKING:
    from remixes.models.person import Person


class CallQuerySet(models.QuerySet["Call"]):
    def that_tell(self, person: Person) -> CallQuerySet:
        """Calls with an address to be told, whose callbacks this person may see: whose remix it is
        and owners. What went wrong with one names the host, which is the caller's own affair."""
        told = self.filter(webhook_url__gt="")
        return told if person.is_owner else told.filter(remix__person=person)

    def due(self) -> CallQuerySet:
        """Calls whose program may have something to be told."""
        return self.filter(next_action_at__lte=timezone.now())

    def have_news(self, remix_id: uuid.UUID) -> bool:
        """Something happened to this remix: to be said in the transaction that made it happen."""
        told = self.filter(pk=remix_id, webhook_url__gt="")
        return bool(told.update(next_action_at=timezone.now()))

    def take(self, remix_id: uuid.UUID) -> bool:
        """Takes a due one. This conditional UPDATE also lets two workers take turns: the second
        waits for the first one's transaction and then finds nothing due."""
        return bool(self.due().filter(pk=remix_id).update(next_action_at=None))


class Call(models.Model):
    """The remix does the work; this keeps what only the caller knows of it."""

    remix = models.OneToOneField(
        "remixes.Remix", on_delete=models.CASCADE, primary_key=True, related_name="call"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="calls"
    )
    token = models.ForeignKey(
        "remixes.Token", null=True, blank=True, on_delete=models.SET_NULL, related_name="calls"
    )
    feature = models.CharField(max_length=32, help_text="The door: what byId calls it.")
    webhook_url = models.TextField(blank=True)
    wants_timestamps = models.BooleanField(default=False)
    # The caller's Idempotency-Key and what came with it, as SHA-256; the reply is given again.
    key_hash = models.CharField(max_length=64, blank=True, editable=False)
    asked_hash = models.CharField(max_length=64, blank=True, editable=False)
    reply = models.JSONField(default=dict, editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)
    next_action_at = models.DateTimeField(null=True, blank=True, db_index=True)

    objects: ClassVar = CallQuerySet.as_manager()

    class Meta:
        ordering = ("-at",)
        constraints = (
            models.UniqueConstraint(
                fields=("person", "key_hash"),
                condition=Q(key_hash__gt=""),
                name="call_key_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.feature} {self.remix_id}"

    @property
    def shown_webhook(self) -> str:
        """Where its program is told, for people: what follows the host may be a secret."""
        parts = urlsplit(self.webhook_url)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/…" if parts.netloc else ""

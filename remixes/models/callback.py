"""One webhook body that is owed to the program behind a call until it took it or was given up."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

if TYPE_CHECKING:
    from remixes.models.person import Person

_IS_OWED = Q(delivered_at__isnull=True, given_up_at__isnull=True)


class CallbackKind(models.TextChoices):
    VERSION = "version", "Version"
    LYRICS = "lyrics", "Lyrics with times"
    FAILURE = "failure", "No version"


class CallbackQuerySet(models.QuerySet["Callback"]):
    def due(self) -> CallbackQuerySet:
        """Owed, and to be sent now."""
        return self.filter(next_action_at__lte=timezone.now())

    def claim(self, callback_id: str, hold_s: float) -> bool:
        """Take a due one: worker and sweep may both ring for it, one sender gets True.

        Its time moves past this attempt's, so a sender that dies while it sends only delays the
        next attempt; nobody can know whether that body arrived, so it is sent again.
        """
        taken = self.due().filter(pk=callback_id)
        return bool(
            taken.update(
                next_action_at=timezone.now() + timedelta(seconds=hold_s),
                attempts=F("attempts") + 1,
                tries=F("tries") + 1,
                tried_at=timezone.now(),
            )
        )

    def resendable_by(self, person: Person) -> CallbackQuerySet:
        """One's own for who may order remixes, everything for an owner."""
        if not person.is_active or not person.can_make:
            return self.none()
        return self if person.is_owner else self.filter(call__person=person)


class Callback(models.Model):
    """One POST of `body`, frozen when it was owed; its id is the same however often it is sent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey("remixes.Call", on_delete=models.CASCADE, related_name="callbacks")
    version_id = models.UUIDField(help_text="The conversion as the call's reply named it.")
    kind = models.CharField(max_length=10, choices=CallbackKind)
    body = models.TextField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    attempts = models.PositiveIntegerField(default=0)
    tries = models.PositiveIntegerField(
        default=0, help_text="Attempts since it was made, or sent again by hand."
    )
    tried_at = models.DateTimeField(null=True, blank=True)
    next_action_at = models.DateTimeField(
        default=timezone.now, null=True, blank=True, db_index=True
    )
    delivered_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    last_status = models.PositiveSmallIntegerField(null=True, blank=True)
    last_error = models.TextField(blank=True)

    objects: ClassVar = CallbackQuerySet.as_manager()

    class Meta:
        ordering = ("created_at", "version_id", "kind")
        constraints = (
            models.UniqueConstraint(
                fields=("call", "version_id", "kind"), name="callback_tells_a_fact_once"
            ),
            models.CheckConstraint(
                condition=(_IS_OWED & Q(next_action_at__isnull=False))
                | (~_IS_OWED & Q(next_action_at__isnull=True)),
                name="callback_owed_has_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.state}"

    @property
    def message_id(self) -> str:
        """What a receiver tells duplicates by: `webhook-id`."""
        return f"msg_{self.pk.hex}"

    @property
    def is_owed(self) -> bool:
        return self.delivered_at is None and self.given_up_at is None

    @property
    def state(self) -> str:
        """One word for where it stands: delivered, given up, waiting, or failing meanwhile."""
        if self.delivered_at:
            return "delivered"
        if self.given_up_at:
            return "given up"
        return "failing" if self.last_error else "waiting"

"""A callback: one webhook body that is owed to a caller until it was answered or given up."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F
from django.utils import timezone

from remixes.engine import limits
from remixes.engine.models.result import Result
from remixes.wire.wish import MAX_URL


class Kind(models.TextChoices):
    """What a webhook tells."""

    VERSION = "version"
    LYRICS = "lyrics"
    FAILURE = "failure"


class CallbackQuerySet(models.QuerySet["Callback"]):
    """Questions about many callbacks."""

    def owed(self) -> Self:
        """Neither answered nor given up."""
        return self.filter(delivered_at=None, given_up_at=None)

    def due(self, now: datetime) -> Self:
        """Owed and to be sent now."""
        return self.owed().filter(next_at__lte=now)

    def claim(self, callback_id: int) -> bool:
        """Take a due callback; worker and sweep may both try, one gets True.

        `next_at` moves past this attempt's deadline, so a sender that dies while sending
        only delays the next attempt.
        """
        now = timezone.now()
        again_at = now + timedelta(seconds=limits.CALLBACK_DEADLINE_S * 3)
        taken = (
            self.due(now)
            .filter(pk=callback_id)
            .update(next_at=again_at, attempts=F("attempts") + 1)
        )
        return taken == 1


class Callback(models.Model):
    """One POST of `body` to `url`; the body is frozen when the fact happens."""

    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="callbacks")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    url = models.CharField(max_length=MAX_URL)
    body = models.TextField()
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(default=timezone.now, db_index=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    last_status = models.PositiveSmallIntegerField(null=True, blank=True)
    last_error = models.TextField(blank=True, default="")

    objects = CallbackQuerySet.as_manager()

    class Meta:
        """A fact is told once per result, however often it is tried."""

        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("result", "kind"), name="engine_callback_once"),
        )

    def __str__(self) -> str:
        """Without the address: it may carry the caller's secret."""
        return f"{self.kind} for {self.result_id}"

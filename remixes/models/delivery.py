"""One webhook body as it came: kept before anything is made of it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class Reading(models.TextChoices):
    NEW = "new", "Not read yet"
    APPLIED = "applied", "Applied"
    KEPT = "kept", "Kept, nothing to apply"
    UNREADABLE = "unreadable", "Unreadable"
    MISMATCH = "mismatch", "Names another task"


class Delivery(models.Model):
    submission = models.ForeignKey(
        "remixes.Submission", on_delete=models.CASCADE, related_name="deliveries"
    )
    body_sha256 = models.CharField(max_length=64)
    body = models.BinaryField()
    content_type = models.CharField(max_length=200, blank=True)
    received_at = models.DateTimeField(default=timezone.now)
    last_received_at = models.DateTimeField(default=timezone.now)
    seen = models.IntegerField(default=1)
    kind = models.CharField(max_length=12, blank=True, help_text="W1 to W6, or failure.")
    reading = models.CharField(max_length=12, choices=Reading, default=Reading.NEW)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("-received_at",)
        verbose_name_plural = "deliveries"
        constraints = (
            models.UniqueConstraint(
                fields=("submission", "body_sha256"), name="delivery_body_once_per_submission"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind or 'webhook'}, {self.seen} times ({self.reading})"

    @property
    def text(self) -> str:
        """The body for people to read; bytes that are not UTF-8 are shown as replacement marks."""
        return bytes(self.body).decode("utf-8", errors="replace")

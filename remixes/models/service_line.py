"""Whether remixes may be sent to one service at the moment, and if not, why."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class LineState(models.TextChoices):
    OPEN = "open", "Open"
    PAUSED = "paused", "Paused"


class ServiceLine(models.Model):
    service = models.CharField(max_length=40, primary_key=True)
    state = models.CharField(max_length=10, choices=LineState, default=LineState.OPEN)
    http_status = models.IntegerField(null=True, blank=True, help_text="What paused it.")
    reason = models.TextField(blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    key_fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    next_action_at = models.DateTimeField(null=True, blank=True, help_text="One remix is tried.")
    not_before = models.DateTimeField(null=True, blank=True, help_text="The service said: wait.")
    capabilities = models.JSONField(default=list, blank=True, help_text="From its last reply.")

    def __str__(self) -> str:
        return f"{self.service} ({self.state})"

    @property
    def is_paused(self) -> bool:
        return self.state == LineState.PAUSED

    @property
    def may_probe(self) -> bool:
        """A line without funds lets one remix through now and then, to notice new funds."""
        return self.next_action_at is not None and self.next_action_at <= timezone.now()

"""Which version somebody likes best, and whether they chose it without knowing which it was."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class Preference(models.Model):
    """One voice per person and remix; no version means that they hear no difference worth one."""

    remix = models.ForeignKey("remixes.Remix", on_delete=models.CASCADE, related_name="preferences")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="preferences"
    )
    conversion = models.ForeignKey(
        "remixes.Conversion",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="preferences",
    )
    was_blind = models.BooleanField(default=False, help_text="Names were hidden at the time.")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("remix", "person"), name="preference_once"),)

    def __str__(self) -> str:
        return f"{self.person} on {self.remix_id}"

"""One result of a remix: what the service said of it and the copies this desk has made."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from remixes.models.owned import OwnedQuerySet
from remixes.models.timeline_edit import TimelineEdit


class ConversionState(models.TextChoices):
    EXPECTED = "EXPECTED", "Not here yet"
    ARRIVED = "ARRIVED", "Saving"
    SAVED = "SAVED", "Saved"
    FLAGGED = "FLAGGED", "Flagged"
    FAILED = "FAILED", "Failed"


SETTLED = (ConversionState.SAVED, ConversionState.FLAGGED, ConversionState.FAILED)


class ConversionQuerySet(OwnedQuerySet["Conversion"]):
    owned = "remix__"

    def settled(self) -> ConversionQuerySet:
        return self.filter(state__in=SETTLED)

    def saved(self) -> ConversionQuerySet:
        return self.filter(state=ConversionState.SAVED)

    def with_timeline(self) -> ConversionQuerySet:
        """Each with the edit of its timeline that counts, and who made that."""
        edits = TimelineEdit.objects.newest().select_related("person")
        return self.prefetch_related(models.Prefetch("timeline_edits", queryset=edits))

    def due(self) -> ConversionQuerySet:
        """Arrived ones to copy, and saved ones whose wav is still being tried."""
        return self.filter(next_action_at__lte=timezone.now())


class Conversion(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    remix = models.ForeignKey("remixes.Remix", on_delete=models.CASCADE, related_name="conversions")
    submission = models.ForeignKey(
        "remixes.Submission", on_delete=models.CASCADE, related_name="conversions"
    )
    service_id = models.CharField(max_length=200, help_text="The service's conversion_id.")
    version = models.IntegerField()
    state = models.CharField(
        max_length=10, choices=ConversionState, default=ConversionState.EXPECTED
    )

    title = models.CharField(max_length=300, blank=True)
    duration_s = models.FloatField(null=True, blank=True, help_text="As the service says.")
    lyrics = models.TextField(blank=True)
    timeline = models.JSONField(
        null=True, blank=True, help_text="Lines: text, start_ms, end_ms, is_section."
    )
    is_flagged = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    note = models.TextField(blank=True, help_text="What people should know beside how it sounds.")
    mp3_url = models.TextField(blank=True)
    wav_url = models.TextField(blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)

    mp3_sha256 = models.CharField(max_length=64, blank=True)
    mp3_size = models.BigIntegerField(null=True, blank=True)
    wav_sha256 = models.CharField(max_length=64, blank=True)
    wav_size = models.BigIntegerField(null=True, blank=True)
    wav_problem = models.TextField(blank=True, help_text="Why there is no wav copy.")
    measured_s = models.FloatField(null=True, blank=True, help_text="Decoded here, seconds.")
    peaks = models.JSONField(null=True, blank=True)
    loudness_lufs = models.FloatField(null=True, blank=True)
    true_peak_dbtp = models.FloatField(null=True, blank=True)
    saved_at = models.DateTimeField(null=True, blank=True)

    archive_tries = models.IntegerField(default=0)
    archive_problem = models.TextField(blank=True)
    next_action_at = models.DateTimeField(null=True, blank=True, db_index=True)

    objects: ClassVar = ConversionQuerySet.as_manager()

    class Meta:
        ordering = ("remix", "version")
        constraints = (
            models.UniqueConstraint(
                fields=("submission", "service_id"), name="conversion_service_id_once"
            ),
            models.UniqueConstraint(fields=("remix", "version"), name="conversion_version_once"),
            models.CheckConstraint(
                condition=~Q(state=ConversionState.SAVED)
                | Q(mp3_sha256__gt="")
                | Q(wav_sha256__gt=""),
                name="conversion_saved_has_a_file",
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="conversion_version_from_1"),
        )

    def __str__(self) -> str:
        return self.title or f"Version {self.version}"

    @property
    def is_settled(self) -> bool:
        return self.state in SETTLED

    @property
    def is_saved(self) -> bool:
        return self.state == ConversionState.SAVED

    @property
    def play_seconds(self) -> float | None:
        """How long it plays, in seconds: measured here, else as the service said."""
        return self.measured_s or self.duration_s

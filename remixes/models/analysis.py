"""What can be heard in some bytes: tempo, key, sections; the same for whoever holds those bytes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone


class AnalysisQuerySet(models.QuerySet["Analysis"]):
    def due(self) -> AnalysisQuerySet:
        return self.filter(next_action_at__lte=timezone.now())

    def awaited(self) -> AnalysisQuerySet:
        return self.filter(next_action_at__isnull=False)

    def without_wave(self) -> AnalysisQuerySet:
        """Listened to before fine waves were kept, and not in vain since."""
        heard = self.filter(facts__isnull=False, next_action_at__isnull=True, problem="")
        return heard.filter(wave__isnull=True)


class AnalysisManager(models.Manager["Analysis"]):
    def get_queryset(self) -> models.QuerySet[Analysis]:
        """Without the wave, which only its own address needs."""
        return super().get_queryset().defer("wave")


class Analysis(models.Model):
    """Kept by content hash, because a song that comes twice sounds the same twice."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    facts = models.JSONField(
        null=True, blank=True, help_text="As remixes.analysis tells it; empty until it is known."
    )
    wave = models.BinaryField(
        null=True, editable=False, help_text="A byte for each hundredth of a second, as zlib."
    )
    problem = models.TextField(blank=True, help_text="Why nothing could be heard.")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    next_action_at = models.DateTimeField(null=True, blank=True, db_index=True)
    tries = models.IntegerField(default=0)

    objects: ClassVar = AnalysisManager.from_queryset(AnalysisQuerySet)()

    class Meta:
        verbose_name_plural = "analyses"

    def __str__(self) -> str:
        return f"Analysis of {self.sha256[:12]}"

    @property
    def is_awaited(self) -> bool:
        return self.next_action_at is not None

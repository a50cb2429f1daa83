"""A correction of a version's lyric timeline; the service's own timing stays on the version."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone


class TimelineEditQuerySet(models.QuerySet["TimelineEdit"]):
    def newest(self) -> TimelineEditQuerySet:
        """The edit that counts of each version."""
        newer = TimelineEdit.objects.filter(
            conversion=OuterRef("conversion"), number__gt=OuterRef("number")
        )
        return self.exclude(Exists(newer))


class TimelineEdit(models.Model):
    """The whole timeline after one edit. The one with the highest number counts.

    An edit names the number it was made from plus one, so of two people who edit at once the
    second is told, instead of undoing the first.
    """

    conversion = models.ForeignKey(
        "remixes.Conversion", on_delete=models.CASCADE, related_name="timeline_edits"
    )
    number = models.IntegerField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="timeline_edits"
    )
    lines = models.JSONField(
        null=True,
        blank=True,
        help_text="As Conversion.timeline, each line perhaps with words; empty: the service's own.",
    )
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = TimelineEditQuerySet.as_manager()

    class Meta:
        ordering = ("conversion", "-number")
        constraints = (
            models.UniqueConstraint(fields=("conversion", "number"), name="timeline_edit_once"),
        )

    def __str__(self) -> str:
        return f"Edit {self.number} of {self.conversion_id}"

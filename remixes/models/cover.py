"""The picture that a service made for one submission, and the copy this desk keeps of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from remixes.models.submission import Submission


class CoverQuerySet(models.QuerySet["Cover"]):
    def due(self) -> CoverQuerySet:
        return self.filter(next_action_at__lte=timezone.now())


class Cover(models.Model):
    """Made when the picture was asked for or its link came, whichever is first.

    Links expire, so `url` is the newest one until the picture is saved; `sha256` names it then.
    """

    submission = models.OneToOneField(
        "remixes.Submission", on_delete=models.CASCADE, primary_key=True, related_name="cover"
    )
    url = models.TextField(blank=True)
    thumbnail_url = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    extension = models.CharField(max_length=4, blank=True, help_text="jpg, png or webp.")
    size = models.BigIntegerField(null=True, blank=True)
    thumbnail_sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    thumbnail_extension = models.CharField(max_length=4, blank=True)
    saved_at = models.DateTimeField(null=True, blank=True)
    tries = models.IntegerField(default=0)
    problem = models.TextField(blank=True, help_text="Why there is no copy of it.")
    next_action_at = models.DateTimeField(null=True, blank=True, db_index=True)

    objects: ClassVar = CoverQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(sha256="") | models.Q(extension__in=("jpg", "png", "webp")),
                name="cover_saved_has_a_type",
            ),
        )

    def __str__(self) -> str:
        return f"Cover of {self.submission_id}"

    @property
    def is_saved(self) -> bool:
        return bool(self.sha256)


def cover_among(submissions: Iterable[Submission]) -> Cover | None:
    """The saved cover of the latest submission that has one; their covers must be selected."""
    for submission in sorted(submissions, key=lambda one: one.number, reverse=True):
        cover: Cover | None = getattr(submission, "cover", None)
        if cover and cover.is_saved:
            return cover
    return None

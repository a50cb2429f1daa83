"""One source of remixes: a stored file, or a link that is handed to the service as it is."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from remixes.models.owned import Owned, OwnedQuerySet
from remixes.models.remix import UNDER_WAY, Remix


class UploadState(models.TextChoices):
    CHECKING = "CHECKING", "Checking"
    READY = "READY", "Ready"
    REFUSED = "REFUSED", "Refused"


class UploadQuerySet(OwnedQuerySet["Upload"]):
    def usable(self) -> UploadQuerySet:
        """Sources a new remix may be made from."""
        return self.kept().exclude(state=UploadState.REFUSED)

    def unused(self) -> UploadQuerySet:
        """Those that no kept remix was made from and no remix under way still has to be."""
        users = Remix.objects.filter(
            Q(trashed_at__isnull=True) | Q(status__in=UNDER_WAY), upload=OuterRef("pk")
        )
        return self.exclude(Exists(users))

    def due(self) -> UploadQuerySet:
        return self.filter(state=UploadState.CHECKING, next_action_at__lte=timezone.now())


class Upload(Owned):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="uploads"
    )
    state = models.CharField(max_length=10, choices=UploadState, default=UploadState.CHECKING)
    reason = models.TextField(blank=True, help_text="Why it was refused, in one sentence.")
    title = models.CharField(max_length=200, blank=True)
    artist = models.CharField(max_length=200, blank=True)

    url = models.TextField(blank=True, help_text="A link that the service fetches by itself.")
    file_name = models.CharField(max_length=255, blank=True, help_text="As the browser named it.")
    is_stored = models.BooleanField(default=False)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.BigIntegerField(null=True, blank=True, help_text="Bytes.")
    extension = models.CharField(max_length=8, blank=True)
    mime = models.CharField(max_length=60, blank=True)
    codec = models.CharField(max_length=40, blank=True)
    duration_s = models.FloatField(null=True, blank=True)
    sample_rate = models.IntegerField(null=True, blank=True, help_text="Hz.")
    channels = models.IntegerField(null=True, blank=True)
    peaks = models.JSONField(null=True, blank=True, help_text="0 to 255, evenly spaced in time.")
    loudness_lufs = models.FloatField(null=True, blank=True)

    made_of = models.ForeignKey(
        "remixes.Conversion",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="uploads",
        help_text="The version of a remix that it is, when that is remixed further.",
    )
    made_of_words = models.TextField(
        blank=True, help_text="What it was made of, for when that is gone."
    )
    is_sample = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    trashed_at = models.DateTimeField(null=True, blank=True)
    next_action_at = models.DateTimeField(null=True, blank=True, db_index=True)
    tries = models.IntegerField(default=0)

    objects: ClassVar = UploadQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(url="", sha256__gt="") | Q(url__gt="", sha256=""),
                name="upload_is_a_file_or_a_link",
            ),
            # The same bytes are one upload: the second browser to send them is shown the first.
            models.UniqueConstraint(
                fields=("sha256",), condition=Q(is_stored=True), name="upload_bytes_once"
            ),
            models.CheckConstraint(
                condition=~Q(state=UploadState.REFUSED, is_stored=True),
                name="upload_refused_keeps_no_bytes",
            ),
        )

    def __str__(self) -> str:
        return self.title or self.file_name or self.url or str(self.id)

    def get_absolute_url(self) -> str:
        return reverse("upload", args=[self.id])

    @property
    def is_link(self) -> bool:
        return bool(self.url)

    @property
    def is_ready(self) -> bool:
        return self.state == UploadState.READY

    @property
    def has_audio(self) -> bool:
        """Whether this desk holds bytes it can play."""
        return self.is_stored

"""A result: one of the two versions of a task and the unguessable part of its addresses."""

import secrets
import uuid

from django.db import models

from remixes.engine.models.task import Task


def new_token() -> str:
    """192 bits: whoever has the address may listen, nobody can find it."""
    return secrets.token_urlsafe(24)


class Result(models.Model):
    """One version; `ready_at` says that both of its files are on disk."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="results")
    number = models.PositiveSmallIntegerField()
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    title = models.CharField(max_length=255, blank=True, default="")
    duration_s = models.FloatField(null=True, blank=True)
    lyrics = models.TextField(blank=True, default="")
    timeline = models.JSONField(default=list, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Version 1 comes before version 2."""

        ordering = ("task", "number")
        constraints = (
            models.UniqueConstraint(fields=("task", "number"), name="engine_result_once"),
        )

    def __str__(self) -> str:
        """Without the token: it is a secret."""
        return f"{self.task_id} version {self.number}"

    @property
    def is_ready(self) -> bool:
        """Both files can be fetched."""
        return self.ready_at is not None

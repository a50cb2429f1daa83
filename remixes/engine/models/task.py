"""A task: one accepted order, where it stands and who is rendering it."""

import uuid
from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from remixes.engine import limits
from remixes.wire.wish import MAX_TITLE, MAX_URL


class Status(models.TextChoices):
    """The only five words byId ever says; official clients stop on exactly the last three."""

    IN_QUEUE = "IN_QUEUE"
    IN_PROGRESS = "IN_PROGRESS"
    COMPLETED = "COMPLETED"
    ERROR = "ERROR"
    FAILED = "FAILED"


OPEN = (Status.IN_QUEUE, Status.IN_PROGRESS)


class TaskQuerySet(models.QuerySet["Task"]):
    """Questions about many tasks, and the conditional UPDATEs that decide races."""

    def open(self) -> Self:
        """Tasks that are not finished."""
        return self.filter(status__in=OPEN)

    def finished(self) -> Self:
        """Tasks that will never change again."""
        return self.exclude(status__in=OPEN)

    def held_by(self, worker: str) -> Self:
        """The task this worker holds: no row once it was cancelled or handed to another."""
        return self.filter(status=Status.IN_PROGRESS, worker=worker)

    def as_seen(self, task: "Task") -> Self:
        """The same claim with the same heartbeat: no row once its worker showed life again."""
        return self.held_by(task.worker).filter(pk=task.pk, lease_until=task.lease_until)

    def claim(self, task_id: uuid.UUID, worker: str) -> bool:
        """Take a waiting task for `worker`; of two that try, one gets True."""
        now = timezone.now()
        taken = self.filter(pk=task_id, status=Status.IN_QUEUE).update(
            status=Status.IN_PROGRESS,
            worker=worker,
            lease_until=now + timedelta(seconds=limits.LEASE_S),
            attempts=F("attempts") + 1,
            started_at=now,
            updated_at=now,
            message="Rendering",
        )
        return taken == 1


class Task(models.Model):
    """One order for two results."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    feature = models.CharField(max_length=32)
    mode = models.CharField(max_length=32)
    status = models.CharField(max_length=16, choices=Status.choices, default=Status.IN_QUEUE)
    message = models.TextField(default="In queue")

    prompt = models.TextField()
    lyrics = models.TextField(blank=True, default="")
    title = models.CharField(max_length=MAX_TITLE, blank=True, default="")
    gender = models.CharField(max_length=16, blank=True, default="")
    wants_timestamps = models.BooleanField(default=False)
    replace_start_at = models.FloatField(null=True, blank=True)
    replace_end_at = models.FloatField(null=True, blank=True)
    seed = models.BigIntegerField()

    source_url = models.CharField(max_length=MAX_URL, blank=True, default="")
    source_file = models.CharField(max_length=64, blank=True, default="")
    source_name = models.CharField(max_length=255, blank=True, default="")
    source_duration_s = models.FloatField(null=True, blank=True)

    webhook_url = models.CharField(max_length=MAX_URL, blank=True, default="")
    files_url = models.CharField(max_length=500)

    progress = models.FloatField(default=0.0)
    stage = models.CharField(max_length=200, blank=True, default="")
    plan = models.JSONField(null=True, blank=True)
    worker = models.CharField(max_length=200, blank=True, default="")
    lease_until = models.DateTimeField(null=True, blank=True)
    # Claims whose end we heard of, or whose process died alone: too many, and the song is to blame.
    attempts = models.PositiveSmallIntegerField(default=0)
    # Claims that ended because the whole worker was stopped: the song is not to blame.
    interruptions = models.PositiveSmallIntegerField(default=0)

    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True, db_index=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        """byUser walks (created_at, id); the sweep looks for open tasks."""

        ordering = ("created_at", "id")
        indexes = (
            models.Index(fields=("status", "lease_until"), name="engine_task_open"),
            models.Index(fields=("created_at", "id"), name="engine_task_walk"),
        )
        constraints = (
            models.CheckConstraint(
                name="engine_task_status_known", condition=Q(status__in=Status.values)
            ),
            models.CheckConstraint(
                name="engine_task_has_one_source",
                condition=~Q(source_url="") | ~Q(source_file=""),
            ),
            models.CheckConstraint(
                name="engine_task_progress_is_a_share",
                condition=Q(progress__gte=0.0) & Q(progress__lte=1.0),
            ),
        )

    def __str__(self) -> str:
        """Short enough for a log line, without what the caller wrote."""
        return f"{self.feature} {self.id} {self.status}"

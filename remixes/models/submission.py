"""One POST that may have cost money: what was sent, what came back, whether it is still open."""

from __future__ import annotations

import hashlib
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone


def hash_token(token: str) -> str:
    """SHA-256 of a bearer token, as hex; the token itself is never stored."""
    return hashlib.sha256(token.encode("utf-8", errors="surrogatepass")).hexdigest()


class Closing(models.TextChoices):
    REFUSED = "refused", "Refused by the service"
    UNSENT = "unsent", "Never left this desk"
    ABSENT = "absent", "The service has no such task"
    GIVEN_UP = "given_up", "Given up"
    SETTLED = "settled", "Settled"


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def open(self) -> SubmissionQuerySet:
        return self.filter(closed_at__isnull=True)

    def holding_a_slot(self, service: str) -> SubmissionQuerySet:
        """Tasks that count against what the service takes in parallel."""
        return self.open().filter(
            Q(slot_until__isnull=True) | Q(slot_until__gt=timezone.now()), service=service
        )

    def askable(self) -> SubmissionQuerySet:
        """Open ones, and given-up ones whose task turned up later: that one was paid for too."""
        return self.filter(
            Q(closed_at__isnull=True)
            | Q(closed_as=Closing.GIVEN_UP, task_id__isnull=False, next_action_at__isnull=False)
        )

    def due(self) -> SubmissionQuerySet:
        return self.askable().filter(next_action_at__lte=timezone.now())


class Submission(models.Model):
    remix = models.ForeignKey("remixes.Remix", on_delete=models.CASCADE, related_name="submissions")
    service = models.CharField(max_length=40)
    number = models.IntegerField(help_text="1 for the first POST of this remix.")
    created_at = models.DateTimeField(default=timezone.now)
    deadline_at = models.DateTimeField(help_text="When the POST is over, whatever happened.")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    request = models.JSONField(default=dict, help_text="What was sent, secrets masked.")

    # What came back. A fact goes from NULL to a value once.
    http_status = models.IntegerField(null=True, blank=True)
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True)
    unclear_at = models.DateTimeField(null=True, blank=True)
    task_id = models.CharField(max_length=200, null=True, blank=True)  # noqa: DJ001 - UNIQUE needs NULL
    conversion_ids = models.JSONField(null=True, blank=True, help_text="As the service lists them.")
    expected = models.IntegerField(null=True, blank=True, help_text="How many results are due.")
    eta_s = models.IntegerField(null=True, blank=True)
    credit_estimate = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    capabilities = models.JSONField(default=list, blank=True)

    # What asking told.
    asked_at = models.DateTimeField(null=True, blank=True)
    ask_count = models.IntegerField(default=0)
    ask_problem = models.TextField(blank=True)
    task_status = models.CharField(max_length=40, blank=True, help_text="The service's word.")
    progress = models.FloatField(null=True, blank=True, help_text="0 to 1.")
    stage = models.CharField(max_length=100, blank=True)
    plan = models.JSONField(null=True, blank=True)
    # From where and when progress was first seen: what it has done since tells when it is done.
    progress_from = models.FloatField(null=True, blank=True, help_text="0 to 1.")
    progress_since = models.DateTimeField(null=True, blank=True)
    cover_url = models.TextField(blank=True)
    absence_reads = models.IntegerField(default=0)
    missing_since = models.DateTimeField(
        null=True, blank=True, help_text="Since when nothing shows that the service still has it."
    )
    failure_details = models.TextField(
        blank=True, help_text="What the service wrote of a failure, for those who run it."
    )
    failed_at = models.DateTimeField(null=True, blank=True)
    said_finished_at = models.DateTimeField(null=True, blank=True, help_text="By its own word.")
    finished_at = models.DateTimeField(null=True, blank=True, help_text="The service is done.")

    slot_until = models.DateTimeField(null=True, blank=True)
    next_action_at = models.DateTimeField(null=True, blank=True, db_index=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_as = models.CharField(max_length=10, choices=Closing, blank=True)

    objects: ClassVar = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ("remix", "number")
        constraints = (
            # The guarantee against paying twice lives here: one possibly paid POST per remix.
            models.UniqueConstraint(
                fields=("remix",), condition=Q(closed_at__isnull=True), name="submission_one_open"
            ),
            models.UniqueConstraint(fields=("remix", "number"), name="submission_number_once"),
            models.UniqueConstraint(
                fields=("service", "task_id"),
                condition=Q(task_id__isnull=False),
                name="submission_task_once",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_as="")
                | Q(closed_at__isnull=False, closed_as__gt=""),
                name="submission_closed_for_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"Submission {self.number} of {self.remix_id}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    def learn(self, **facts: object) -> None:
        """Writes facts that are not known yet; what is known stays as it was first told."""
        news = {k: v for k, v in facts.items() if v is not None and getattr(self, k) in (None, "")}
        if not news:
            return
        for name, value in news.items():
            setattr(self, name, value)
        self.save(update_fields=list(news))

    def close(self, as_: str) -> None:
        """Ends the possibility that this POST still costs or brings something by itself."""
        now = timezone.now()
        rows = type(self).objects.filter(pk=self.pk, closed_at__isnull=True)
        if rows.update(closed_at=now, closed_as=as_, next_action_at=None):
            self.closed_at, self.closed_as, self.next_action_at = now, as_, None

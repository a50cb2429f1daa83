"""A person's wish for a remix and where it stands; ``move`` is the only writer of ``status``."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from remixes.models.call import Call
from remixes.models.conversion import Conversion
from remixes.models.move import Move
from remixes.models.owned import Owned, OwnedQuerySet

if TYPE_CHECKING:
    from remixes.models.person import Person


class Mode(models.TextChoices):
    REMIX = "REMIX", "Remix"
    INPAINT = "INPAINT", "Inpaint"
    OVER_INSTRUMENTAL = "OVER_INSTRUMENTAL", "Over instrumental"


class Gender(models.TextChoices):
    """Who sings; the values are the wire's own words."""

    ANY = "", "Any"
    FEMALE = "female", "Female"
    MALE = "male", "Male"
    NEUTRAL = "neutral", "Neutral"


class Hold(models.TextChoices):
    NONE = "", "Free to go"
    APPROVAL = "approval", "Waits for approval"
    PAUSED = "paused", "The line is paused"
    CAP = "cap", "Over the budget"


class Status(models.TextChoices):
    QUEUED = "QUEUED", "Waiting"
    SENDING = "SENDING", "Sending"
    UNCONFIRMED = "UNCONFIRMED", "Unconfirmed"
    SUBMITTED = "SUBMITTED", "At the service"
    PARTIAL = "PARTIAL", "Partly here"
    OVERDUE = "OVERDUE", "Overdue"
    DONE = "DONE", "Ready"
    FAILED = "FAILED", "Failed"
    CANCELLED = "CANCELLED", "Cancelled"


MOVES: dict[str, frozenset[str]] = {
    Status.QUEUED: frozenset({Status.SENDING, Status.CANCELLED, Status.FAILED}),
    Status.SENDING: frozenset(
        {
            Status.SUBMITTED,
            Status.PARTIAL,
            Status.DONE,
            Status.UNCONFIRMED,
            Status.QUEUED,
            Status.FAILED,
        }
    ),
    Status.UNCONFIRMED: frozenset(
        {Status.SUBMITTED, Status.PARTIAL, Status.DONE, Status.QUEUED, Status.FAILED}
    ),
    Status.SUBMITTED: frozenset(
        {Status.PARTIAL, Status.DONE, Status.OVERDUE, Status.FAILED, Status.CANCELLED}
    ),
    Status.PARTIAL: frozenset({Status.DONE, Status.OVERDUE}),
    Status.OVERDUE: frozenset({Status.PARTIAL, Status.DONE, Status.FAILED}),
    Status.FAILED: frozenset({Status.QUEUED, Status.PARTIAL, Status.DONE}),
    Status.DONE: frozenset({Status.PARTIAL}),
    Status.CANCELLED: frozenset(),
}

AT_REST = frozenset({Status.DONE, Status.FAILED, Status.CANCELLED})
UNDER_WAY = frozenset(Status) - AT_REST


class RemixQuerySet(OwnedQuerySet["Remix"]):
    def with_versions(self) -> RemixQuerySet:
        """Each with its versions as they are shown, and their timelines."""
        versions = Conversion.objects.with_timeline()
        return self.prefetch_related(models.Prefetch("conversions", queryset=versions))

    def ready_to_send(self, service: str) -> RemixQuerySet:
        """Queued remixes that nothing holds back, whose source has been checked."""
        return self.filter(
            Q(next_action_at__isnull=True) | Q(next_action_at__lte=timezone.now()),
            status=Status.QUEUED,
            hold=Hold.NONE,
            service=service,
            upload__state="READY",
        )


class Remix(Owned):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Our own ids for the first two versions exist before the service has named its own.
    version_1_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version_2_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="remixes"
    )
    upload = models.ForeignKey("remixes.Upload", on_delete=models.PROTECT, related_name="remixes")
    made_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="made"
    )
    winner = models.ForeignKey(
        "remixes.Conversion", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    winner_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    winner_at = models.DateTimeField(null=True, blank=True)
    service = models.CharField(max_length=40, default="main")
    form_key = models.UUIDField(default=uuid.uuid4, editable=False)

    mode = models.CharField(max_length=20, choices=Mode, default=Mode.REMIX)
    prompt = models.TextField()
    lyrics = models.TextField(blank=True)
    replace_start_at = models.FloatField(null=True, blank=True, help_text="Seconds.")
    replace_end_at = models.FloatField(null=True, blank=True, help_text="Seconds.")
    # Only what the service can be told is kept: a wish that never left would be no fact.
    section = models.TextField(blank=True, help_text="The words of the part that is replaced.")
    gender = models.CharField(max_length=7, choices=Gender, default=Gender.ANY, blank=True)
    title = models.CharField(max_length=200, blank=True, help_text="What its versions are called.")
    wants_cover = models.BooleanField(default=False)

    status = models.CharField(
        max_length=12, choices=Status, default=Status.QUEUED, editable=False, db_index=True
    )
    status_why = models.TextField(blank=True, editable=False)
    hold = models.CharField(max_length=10, choices=Hold, default=Hold.NONE, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False, db_index=True)
    queued_at = models.DateTimeField(default=timezone.now, editable=False)
    rested_at = models.DateTimeField(null=True, blank=True, editable=False)
    next_action_at = models.DateTimeField(null=True, blank=True, db_index=True)
    unsent_tries = models.IntegerField(default=0, editable=False)
    trashed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = RemixQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at",)
        verbose_name_plural = "remixes"
        constraints = (
            # A double click or a form sent again is the same remix.
            models.UniqueConstraint(fields=("person", "form_key"), name="remix_form_once"),
            models.CheckConstraint(
                condition=Q(replace_start_at__isnull=True, replace_end_at__isnull=True)
                | Q(replace_start_at__gte=0, replace_end_at__gt=F("replace_start_at")),
                name="remix_range_runs_forward",
            ),
            models.CheckConstraint(
                condition=Q(hold=Hold.NONE) | Q(status=Status.QUEUED),
                name="remix_only_a_queued_one_is_held",
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="remix_status"),
            models.CheckConstraint(condition=Q(mode__in=Mode.values), name="remix_mode"),
            models.CheckConstraint(condition=Q(gender__in=Gender.values), name="remix_gender"),
        )

    def __str__(self) -> str:
        return f"{self.mode} {self.id}"

    def get_absolute_url(self) -> str:
        return reverse("remix", args=[self.id])

    @property
    def is_at_rest(self) -> bool:
        return self.status in AT_REST

    def move(
        self,
        to: str,
        why: str,
        who: Person | None = None,
        *,
        hold: str = "",
        only_from: Collection[str] = tuple(Status),
    ) -> bool:
        """Changes the status if the table of moves allows it; False when it does not.

        ``only_from`` narrows the table for callers that mean one of several legal moves. One
        conditional UPDATE decides between two workers that move the same remix; the loser looks
        again at what the winner wrote, because its own move may still be legal from there.
        """
        for _ in range(len(Status)):
            before = type(self).objects.values_list("status", flat=True).get(pk=self.pk)
            if before not in only_from or to not in MOVES[before]:
                self.refresh_from_db(fields=["status", "status_why", "hold"])
                return False
            if self._move_from(before, to, why, who, hold):
                return True
        return False

    def _move_from(self, before: str, to: str, why: str, who: Person | None, hold: str) -> bool:
        now = timezone.now()
        facts: dict[str, object] = {
            "status": to,
            "status_why": why,
            "hold": hold,
            "rested_at": now if to in AT_REST else None,
            "next_action_at": None,
        }
        if to == Status.QUEUED and before == Status.FAILED:
            facts |= {"queued_at": now, "unsent_tries": 0}
        with transaction.atomic():
            rows = type(self).objects.filter(pk=self.pk, status=before).update(**facts)
            if not rows:
                return False
            Move.objects.create(
                remix=self, from_status=before, to_status=to, person=who, why=why, at=now
            )
            if to in AT_REST:
                Call.objects.have_news(self.pk)
        for name, value in facts.items():
            setattr(self, name, value)
        return True

"""Looks through the account's tasks for one whose reply was lost, or proves that there is none.

Our webhook token is the proof: a service that lists its tasks with the webhook URL they were given
shows which task is ours. A listing without those URLs proves nothing, either way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from remixes import record
from remixes.jobs import bell
from remixes.models import Submission, hash_token
from remixes.remote import AskFailed, Report, Service, ServiceClient, client_of

READS_FOR_ABSENCE = 3
_MARGIN = timedelta(minutes=10)
_MOST_PAGES = 50


@dataclass(frozen=True)
class _Look:
    """One reading of the account: the task with our token, and whether all could be seen."""

    found: Report | None = None
    is_complete: bool = False


def reconcile(submission: Submission) -> None:
    """One look at the account for an unconfirmed submission; adopts the task if it is there."""
    client = client_of(Service.from_settings(submission.service))
    asked = {"asked_at": timezone.now(), "ask_count": submission.ask_count + 1}
    rows = Submission.objects.filter(pk=submission.pk)
    try:
        look = _look(client, submission)
    except AskFailed as failed:
        rows.update(**asked, ask_problem=failed.sentence)
        return
    rows.update(**asked, ask_problem="")
    if look.found is not None:
        recorded = record.record_report(submission.pk, look.found)
        bell.ring_all("archive", recorded.archive)
    elif look.is_complete and _is_late_enough(submission):
        _count_absence(submission)


def _look(client: ServiceClient, submission: Submission) -> _Look:
    key, is_complete = "", True
    for _ in range(_MOST_PAGES):
        page = client.by_user(
            mode=submission.remix.mode,
            start=submission.created_at - _MARGIN,
            end=timezone.now() + _MARGIN,
            last_key=key,
        )
        for task in page.tasks:
            if task.webhook_url and _token_hash(task.webhook_url) == submission.token_hash:
                return _Look(found=task)
            is_complete = is_complete and _is_somebody_elses(task, submission)
        key = page.next_key
        if not key:
            return _Look(is_complete=is_complete)
    return _Look(is_complete=False)


def _is_somebody_elses(task: Report, submission: Submission) -> bool:
    """Whether a listed task certainly is not ours: another URL, or linked already."""
    if task.webhook_url:
        return True
    known = Submission.objects.filter(service=submission.service, task_id=task.task_id)
    return known.exclude(pk=submission.pk).exists()


def _token_hash(webhook_url: str) -> str:
    return hash_token(webhook_url.rstrip("/").rsplit("/", 1)[-1])


def _is_late_enough(submission: Submission) -> bool:
    settled = submission.deadline_at + timedelta(seconds=settings.REMIX_ABSENCE_AFTER_S)
    return timezone.now() > settled


def _count_absence(submission: Submission) -> None:
    reads = submission.absence_reads + 1
    Submission.objects.filter(pk=submission.pk).update(absence_reads=reads)
    if reads >= READS_FOR_ABSENCE and record.record_absent(submission.pk):
        bell.ring("submit", submission.remix_id)

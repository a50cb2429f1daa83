"""Asks the service where a task stands: the guarantee behind webhooks that may never come."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from remixes import record
from remixes.jobs import bell
from remixes.jobs.held import Held
from remixes.jobs.reconcile import reconcile
from remixes.models import Closing, Status, Submission
from remixes.remote import AskFailed, Report, Service, client_of

log = logging.getLogger(__name__)

_A_WEEK_LATE = "The service has not brought it for a week."
# Until which age of a task, in seconds, it is asked about how often.
_STEADY = ((30.0, 2.0), (150.0, 5.0))
_SLOWEST_S = 15.0
_NO_FILE = "The service says it is finished but gave no file for it."


def ask(submission_id: str) -> None:
    """Asks once about one submission, writes down the answer, and says when to ask again."""
    wanted = Submission.objects.askable().filter(pk=submission_id)
    with Held(wanted) as held:
        if not held.is_mine:
            return
        submission = wanted.select_related("remix").get()
        if submission.service not in settings.REMIX_SERVICES:
            # Taken out of the settings: nobody to ask until it is put back.
            log.warning("no service %s to ask about %s", submission.service, submission.pk)
            return
        if _is_cut_off(submission):
            record.record_unclear(submission.pk, None, "The sending was cut off on this side.")
            submission.refresh_from_db()
        wish_s = 0.0
        if submission.task_id:
            wish_s = _ask_by_id(submission)
        elif submission.unclear_at:
            reconcile(submission)
    submission = Submission.objects.select_related("remix").get(pk=submission.pk)
    if submission.is_open:
        _judge_patience(submission)
        _ask_again_later(submission, wish_s)
    elif _brings_more(submission):
        _ask_again_later(submission, max(wish_s, settings.REMIX_ASK_AFTER_S))
    else:
        _note(submission, next_action_at=None)


def _brings_more(submission: Submission) -> bool:
    """Whether a task that a person gave up on may still bring something that was paid for."""
    if submission.finished_at or submission.closed_as != Closing.GIVEN_UP:
        return False
    age = timezone.now() - submission.created_at
    return age < timedelta(seconds=settings.REMIX_TASK_DEADLINE_S)


def refresh(submission_id: str) -> None:
    """Asks about a task once more although it is settled: for new links to its files."""
    submission = Submission.objects.select_related("remix").get(pk=submission_id)
    if submission.task_id and submission.service in settings.REMIX_SERVICES:
        _ask_by_id(submission)


def _is_cut_off(submission: Submission) -> bool:
    """A POST whose deadline is over and that nobody wrote an end for: its worker was killed."""
    if submission.replied_at or submission.unclear_at or submission.task_id:
        return False
    return submission.deadline_at < timezone.now()


def _ask_by_id(submission: Submission) -> float:
    """One question; returns for how many seconds the service asked to be left alone."""
    client = client_of(Service.from_settings(submission.service))
    asked = {"asked_at": timezone.now(), "ask_count": submission.ask_count + 1}
    try:
        report = client.by_id(submission.task_id or "", mode=submission.remix.mode)
    except AskFailed as failed:
        # One failed question never ends a job: it says nothing about the task.
        _note(submission, **asked, ask_problem=failed.sentence)
        return failed.retry_after_s or 0.0
    _note(submission, **asked, ask_problem="")
    recorded = record.record_report(submission.pk, report)
    bell.ring_all("archive", recorded.archive)
    _close_accounts(submission, report)
    return 0.0


def _close_accounts(submission: Submission, report: Report) -> None:
    """Gives up on files that a finished task still owes after a while."""
    if not report.is_finished or report.is_failed:
        return
    submission.refresh_from_db()
    since = submission.said_finished_at
    # Whoever is only asked says in its own words how it finished without a file.
    own_words = report.message if report.kind == "polled" else ""
    if since and timezone.now() - since > timedelta(seconds=settings.REMIX_FINISH_GRACE_S):
        record.record_failure(submission.pk, own_words or _NO_FILE)


def _note(submission: Submission, **facts: object) -> None:
    Submission.objects.filter(pk=submission.pk).update(**facts)


def _judge_patience(submission: Submission) -> None:
    """Says so when a task takes much longer than it should, and ends it after a week."""
    remix, now = submission.remix, timezone.now()
    age = (now - submission.created_at).total_seconds()
    if age > settings.REMIX_TASK_DEADLINE_S and submission.task_id:
        record.record_failure(submission.pk, _A_WEEK_LATE)
        return
    patience = max(3 * (submission.eta_s or 0), settings.REMIX_OVERDUE_AFTER_S)
    if submission.finished_at or age < patience:
        return
    if remix.status not in (Status.SUBMITTED, Status.PARTIAL):
        return
    with transaction.atomic():
        if remix.move(Status.OVERDUE, "It takes longer than it should; asking goes on."):
            hold = timedelta(seconds=settings.REMIX_SLOT_HOLD_S)
            # Overdue for the second time, with one of two here, is no second hold.
            _note(submission, slot_until=submission.slot_until or now + hold)


def _ask_again_later(submission: Submission, wish_s: float) -> None:
    gap = timedelta(seconds=max(next_gap(submission), wish_s))
    due = Submission.objects.askable().filter(pk=submission.pk)
    due.update(next_action_at=timezone.now() + gap)


def next_gap(submission: Submission) -> float:
    """Seconds until the next question: steady for an engine that reports progress, else growing.

    Never faster than half of what the service allows, because the other half belongs to people
    who press "ask now".
    """
    service = Service.from_settings(submission.service)
    age = (timezone.now() - submission.created_at).total_seconds()
    floor = 1.0
    if service.polls_per_minute:
        asking = Submission.objects.open().filter(service=submission.service).count()
        calls = max(asking, 1) * service.calls_per_question
        floor = max(floor, 120.0 * calls / service.polls_per_minute)
    if submission.finished_at:
        return float(max(floor, settings.REMIX_ASK_GAP_CAP_S))
    if not service.sends_webhooks:
        return max(floor, _steady_gap(age))
    if "progress" in submission.capabilities and not submission.ask_problem:
        return max(floor, float(settings.REMIX_ASK_PROGRESS_S))
    patient = min(max(age / 10, settings.REMIX_ASK_AFTER_S / 2), settings.REMIX_ASK_GAP_CAP_S)
    return max(floor, float(patient))


def _steady_gap(age_s: float) -> float:
    """Seconds between questions to a service that never calls back: nothing else brings news."""
    first = float(settings.REMIX_ASK_PROGRESS_S)
    return next((max(first, gap) for until, gap in _STEADY if age_s < until), _SLOWEST_S)

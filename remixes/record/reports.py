"""What a webhook or byId tells of a task, written down conversion by conversion."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from remixes.models import Closing, Conversion, ConversionState, Remix, Submission
from remixes.record.covers import learn_cover
from remixes.record.missing import LOST, is_lost
from remixes.record.settle import locked_submission, settle
from remixes.remote import ConversionFacts, Report, as_rows

MOST_VERSIONS = 20
_LOST = "The service reported that it failed."
_SHORT = 200
# Bodies that name every conversion of the task; the others speak of one.
_LISTS_ALL = ("byid", "W4", "polled")


@dataclass
class Recorded:
    """What a caller should ring for once the facts are committed."""

    archive: list[uuid.UUID] = field(default_factory=list)
    is_mismatch: bool = False
    has_moved: bool = False


def record_report(submission_id: int, report: Report) -> Recorded:
    """Applies one report; harmless when it comes twice, late or out of order.

    A report that names another task than the submission's is not applied (``is_mismatch``);
    when the submission knows no task yet, the report's is adopted.
    """
    with transaction.atomic():
        submission = locked_submission(submission_id)
        if not adopt_task(submission, report.task_id):
            return Recorded(is_mismatch=True)
        recorded = Recorded()
        _learn_of_task(submission, report)
        learn_cover(submission, report)
        if is_lost(submission, is_missing=report.is_missing):
            fail_open_ones(submission, LOST)
        for service_id in report.conversion_ids:
            conversion_of(submission, service_id)
        for facts in report.conversions:
            _apply(submission, facts, recorded)
        if report.is_failed:
            fail_open_ones(submission, report.message or _LOST)
        recorded.has_moved = settle(submission.remix)
    return recorded


def record_failure(submission_id: int, why: str) -> Recorded:
    """The whole task is over and brings nothing more; settles every conversion still open."""
    with transaction.atomic():
        submission = locked_submission(submission_id)
        fail_open_ones(submission, why)
        return Recorded(has_moved=settle(submission.remix))


def adopt_task(submission: Submission, task_id: str) -> bool:
    """Links the service's task; False when it contradicts what is known."""
    if not task_id or submission.task_id == task_id:
        return True
    if submission.task_id:
        return False
    try:
        with transaction.atomic():
            submission.learn(task_id=task_id)
    except IntegrityError:
        # Another submission owns this task: the service has answered two POSTs with one id.
        submission.task_id = None
        return False
    if submission.slot_until and submission.finished_at is None:
        submission.slot_until = None
        submission.save(update_fields=["slot_until"])
    if submission.closed_as == Closing.GIVEN_UP:
        # It was accepted after all: what it brings is fetched, though nobody waits for it.
        submission.next_action_at = timezone.now()
        submission.save(update_fields=["next_action_at"])
    return True


def conversion_of(submission: Submission, service_id: str) -> Conversion | None:
    """The row of one of the service's conversion ids, made when the id is new.

    Locked, because it will be saved as a whole: the archive writes its own columns of it.
    """
    service_id = service_id[:_SHORT]
    rows = submission.conversions.select_for_update()
    found = rows.filter(service_id=service_id).first()
    if found or submission.conversions.count() >= MOST_VERSIONS:
        return found
    remix: Remix = submission.remix
    last = remix.conversions.aggregate(last=Max("version"))["last"] or 0
    own_id = {1: remix.version_1_id, 2: remix.version_2_id}.get(last + 1, uuid.uuid4())
    return Conversion.objects.create(
        id=own_id, remix=remix, submission=submission, service_id=service_id, version=last + 1
    )


def fail_open_ones(submission: Submission, why: str) -> None:
    """A failure of the task settles every conversion that has not come."""
    submission.learn(failed_at=timezone.now(), problem=why)
    submission.conversions.filter(state=ConversionState.EXPECTED).update(
        state=ConversionState.FAILED, reason=why
    )


def _learn_of_task(submission: Submission, report: Report) -> None:
    """The news of byId and of enriching webhooks; progress only ever grows."""
    submission.learn(
        cover_url=report.cover_url or None,
        plan=report.plan,
        failure_details=report.details or None,
        credit_estimate=report.credits,
        expected=(len(report.conversion_ids) or None) if report.kind in _LISTS_ALL else None,
    )
    news: dict[str, object] = {}
    if report.status:
        news["task_status"] = report.status[:40]
    if report.progress is not None:
        news |= _pace(submission, report.progress)
        news["progress"] = max(report.progress, submission.progress or 0.0)
        news["stage"] = report.stage[:100]
    if report.is_finished and submission.said_finished_at is None:
        news["said_finished_at"] = timezone.now()
    if news:
        for name, value in news.items():
            setattr(submission, name, value)
        submission.save(update_fields=list(news))


def _pace(submission: Submission, progress: float) -> dict[str, object]:
    """From where and when it moves: a job may have stood in the service's queue before."""
    if submission.progress_since or not 0 < progress < 1:
        return {}
    return {"progress_from": progress, "progress_since": timezone.now()}


def _apply(submission: Submission, facts: ConversionFacts, recorded: Recorded) -> None:
    conversion = conversion_of(submission, _service_id(submission, facts))
    if conversion is None:
        return
    _enrich(conversion, facts)
    if _take_links(conversion, facts):
        if conversion.state != ConversionState.SAVED:
            conversion.state = ConversionState.ARRIVED
        conversion.arrived_at = conversion.arrived_at or timezone.now()
        conversion.next_action_at = timezone.now()
        conversion.archive_tries, conversion.archive_problem = 0, ""
        recorded.archive.append(conversion.pk)
    elif conversion.state == ConversionState.EXPECTED and (facts.is_flagged or facts.is_failed):
        conversion.state = ConversionState.FLAGGED if facts.is_flagged else ConversionState.FAILED
        conversion.reason = facts.reason or conversion.reason or _LOST
        conversion.arrived_at = timezone.now()
    conversion.save()


def _service_id(submission: Submission, facts: ConversionFacts) -> str:
    """The id these facts belong to; facts that only have a number are matched by position."""
    if facts.service_id:
        return facts.service_id
    number = facts.number or 1
    listed = submission.conversion_ids or []
    return listed[number - 1] if number <= len(listed) else f"#{number}"


def _enrich(conversion: Conversion, facts: ConversionFacts) -> None:
    """Adds what was missing; what was told first stays, except that a flag is never lost."""
    conversion.title = conversion.title or _title(conversion, facts)[:300]
    conversion.note = conversion.note or facts.note
    conversion.duration_s = conversion.duration_s or facts.duration_s
    conversion.lyrics = conversion.lyrics or facts.lyrics or ""
    if not conversion.timeline and facts.timeline:
        conversion.timeline = as_rows(facts.timeline)
    if facts.is_flagged and not conversion.is_flagged:
        conversion.is_flagged, conversion.reason = True, facts.reason or conversion.reason


def _title(conversion: Conversion, facts: ConversionFacts) -> str:
    """The service's title; of a service that gives none, the song's with the mode.

    Without the version's number: a remix is called after its versions, and they are numbered
    wherever they are shown.
    """
    if facts.title or not facts.is_untitled:
        return facts.title
    remix: Remix = conversion.remix
    return f"{str(remix.upload)[:200]}, {remix.get_mode_display()}"


def _take_links(conversion: Conversion, facts: ConversionFacts) -> bool:
    """Takes over result links; True when there is something new to copy.

    Links expire, so byId's newer ones replace those of an archive that has not succeeded yet.
    """
    has_news = False
    for extension in ("mp3", "wav"):
        link = getattr(facts, f"{extension}_url")
        if not link or getattr(conversion, f"{extension}_sha256"):
            continue
        has_news = has_news or link != getattr(conversion, f"{extension}_url")
        setattr(conversion, f"{extension}_url", link)
    return has_news

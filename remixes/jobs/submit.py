"""Sends the next fair remix to its service. Whatever id rang, the database says which is next."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import ParamSpec

from django.conf import settings
from django.db import OperationalError, close_old_connections, transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from remixes import record, vault
from remixes.jobs import bell
from remixes.jobs.bring import with_file
from remixes.models import (
    Hold,
    Remix,
    ServiceLine,
    Status,
    Submission,
    hash_token,
)
from remixes.remote import (
    NotSent,
    Order,
    Refused,
    RemoteError,
    Service,
    Unclear,
    client_of,
)

log = logging.getLogger(__name__)

# How much later than its deadline a POST without an end is looked into, as a part of the deadline:
# time for the worker that made it to write down how it ended.
_GRACE = 0.2
_WRITE_PAUSES_S = (0.5, 2.0, 5.0)
P = ParamSpec("P")


def submit(remix_id: str) -> None:
    """Claims one remix of the service that rang and sends it; rings again while more may go."""
    service = Remix.objects.filter(pk=remix_id).values_list("service", flat=True).first()
    if service is None:
        return
    claimed = claim(service)
    if claimed is None:
        return
    submission, token = claimed
    ring_next(service)
    send(submission, token)
    ring_next(service)


def claim(service: str) -> tuple[Submission, str] | None:
    """Commits a Submission for the next fair remix before the first byte is sent.

    Returns it with the token of its webhook URL, which exists only in this process; None when
    the line is closed, the service is busy, or nothing is waiting.
    """
    if service not in settings.REMIX_SERVICES:
        return None
    patience_s = settings.REMIX_SUBMIT_DEADLINE_S
    with transaction.atomic():
        line, _ = ServiceLine.objects.select_for_update().get_or_create(service=service)
        remix = _next_fair(service, line)
        if remix is None or not _has_free_slot(service):
            return None
        if not remix.move(Status.SENDING, "It is being sent to the service."):
            return None
        token = secrets.token_urlsafe(32)
        now = timezone.now()
        submission = Submission.objects.create(
            remix=remix,
            service=service,
            number=(remix.submissions.aggregate(last=Max("number"))["last"] or 0) + 1,
            created_at=now,
            deadline_at=now + timedelta(seconds=patience_s),
            next_action_at=now + timedelta(seconds=patience_s * (1 + _GRACE)),
            token_hash=hash_token(token),
        )
    return submission, token


def send(submission: Submission, token: str) -> None:
    """Makes the POST and writes down how it ended; nothing that happens here is sent twice."""
    service = Service.from_settings(submission.service)
    try:
        with with_file(service, _order(submission.remix, token)) as (timed, order):
            reply, exchange = client_of(timed).submit(order)
    except RemoteError as error:
        _insist(_record, submission, error)
    except Exception:
        # Whatever broke may have broken after the service accepted: only a look there can tell.
        log.exception("submission %s ended in an unforeseen way", submission.pk)
        _insist(_record, submission, Unclear("The sending was cut off on this side."))
    else:
        log.info("submission %s was accepted as task %s", submission.pk, reply.task_id)
        _insist(record.record_reply, submission.pk, reply, exchange)
        _insist(_keep_request, submission, exchange.request)


def _insist(write: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
    """Writes down what cost money, also while the database is busy or restarting for a while."""
    for pause_s in _WRITE_PAUSES_S:
        try:
            write(*args, **kwargs)
        except OperationalError:
            log.warning("the end of a submission could not be written; trying again")
            close_old_connections()
            time.sleep(pause_s)
        else:
            return
    write(*args, **kwargs)


def _record(submission: Submission, error: RemoteError) -> None:
    _keep_request(submission, error.request)
    match error:
        case NotSent():
            record.record_unsent(submission.pk, error)
        case Refused():
            record.record_refused(submission.pk, error)
        case _:
            record.record_unclear(submission.pk, error)
            bell.ring("ask", submission.pk)


def ring_next(service: str) -> None:
    """Rings for the next remix of this service if one could go now."""
    if not _has_free_slot(service):
        return
    waiting = Remix.objects.ready_to_send(service).values_list("pk", flat=True).first()
    if waiting:
        bell.ring("submit", waiting)


def _keep_request(submission: Submission, request: dict[str, object]) -> None:
    Submission.objects.filter(pk=submission.pk).update(request=request)


def _has_free_slot(service: str) -> bool:
    parallel = int(settings.REMIX_SERVICES[service]["parallel"])
    return Submission.objects.holding_a_slot(service).count() < parallel


def _next_fair(service: str, line: ServiceLine) -> Remix | None:
    """The oldest remix of whoever was served longest ago, so nobody's twenty block one's one."""
    now = timezone.now()
    if line.not_before and line.not_before > now:
        return None
    if line.is_paused:
        return _probe(service, line) if line.may_probe else None
    ready = Remix.objects.ready_to_send(service)
    people = list(ready.order_by().values_list("person_id", flat=True).distinct())
    if not people:
        return None
    served = dict(
        Submission.objects.filter(service=service, remix__person__in=people)
        .order_by()
        .values_list("remix__person")
        .annotate(last=Max("created_at"))
    )
    never = datetime.min.replace(tzinfo=UTC)
    person = min(people, key=lambda each: (served.get(each, never), each))
    return ready.filter(person=person).order_by("queued_at", "created_at").first()


def _probe(service: str, line: ServiceLine) -> Remix | None:
    """One remix that may notice new funds; the line stays paused for all others."""
    line.next_action_at = timezone.now() + timedelta(seconds=settings.REMIX_402_RETRY_S)
    line.save(update_fields=["next_action_at"])
    waiting = Remix.objects.filter(
        service=service,
        status=Status.QUEUED,
        hold__in=(Hold.NONE, Hold.PAUSED),
        upload__state="READY",
    )
    return waiting.order_by("queued_at").first()


def _order(remix: Remix, token: str) -> Order:
    upload = remix.upload
    return Order(
        mode=remix.mode,
        prompt=remix.prompt,
        lyrics=remix.lyrics,
        webhook_url=settings.PUBLIC_URL + reverse("webhook", args=[token]),
        file=vault.path_of(upload.sha256) if upload.is_stored else None,
        file_name=upload.file_name,
        file_mime=upload.mime,
        url=upload.url,
        replace_start_at=remix.replace_start_at,
        replace_end_at=remix.replace_end_at,
        section=remix.section,
        gender=remix.gender,
        title=remix.title,
        wants_cover=remix.wants_cover,
    )

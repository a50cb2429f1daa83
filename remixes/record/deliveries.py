"""A webhook body is kept first and read second, in one transaction, before anybody says 200."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass, field

from django.db import OperationalError, transaction
from django.db.models import F
from django.utils import timezone

from remixes.models import Delivery, Reading, Submission
from remixes.record.reports import Recorded, record_report
from remixes.remote import Report, Unreadable, read_webhook

log = logging.getLogger(__name__)


@dataclass
class Received:
    delivery: Delivery
    recorded: Recorded = field(default_factory=Recorded)
    should_ask: bool = False


def receive(submission: Submission, body: bytes, content_type: str) -> Received:
    """Keeps one body and applies what it says; the same body again only counts up.

    A body that was kept but could not be applied then is applied when it comes again.
    """
    digest = hashlib.sha256(body).hexdigest()
    with transaction.atomic():
        delivery, is_new = Delivery.objects.get_or_create(
            submission=submission,
            body_sha256=digest,
            defaults={"body": body, "content_type": content_type[:200]},
        )
        if not is_new:
            Delivery.objects.filter(pk=delivery.pk).update(
                seen=F("seen") + 1, last_received_at=timezone.now()
            )
        try:
            return apply_delivery(delivery)
        except OperationalError:
            # The database itself is in trouble: nothing can be kept, so nothing is confirmed.
            raise
        except Exception:
            # A fault of ours costs the reading, never the body: it can be applied again.
            log.exception("delivery %s could not be read", delivery.pk)
            _note(delivery, Reading.UNREADABLE, "", "Reading it failed on this side.")
            return Received(delivery, should_ask=True)


def apply_delivery(delivery: Delivery) -> Received:
    """Reads a kept body (again) and records its facts."""
    with transaction.atomic():
        try:
            report = read_webhook(bytes(delivery.body))
        except Unreadable as unreadable:
            _note(delivery, Reading.UNREADABLE, "", unreadable.sentence)
            return Received(delivery, should_ask=True)
        return _apply(delivery, report)


def _apply(delivery: Delivery, report: Report) -> Received:
    recorded = record_report(delivery.submission_id, report)
    if recorded.is_mismatch:
        _note(delivery, Reading.MISMATCH, report.kind, f"It names task {report.task_id[:80]!r}.")
        return Received(delivery, recorded)
    if report.kind == "W6":
        # The generic form names no conversion: it proves the task, byId tells the rest.
        _note(delivery, Reading.KEPT, report.kind, "It names no conversion; byId is asked.")
        return Received(delivery, recorded, should_ask=True)
    _note(delivery, Reading.APPLIED, report.kind, "")
    return Received(delivery, recorded)


def _note(delivery: Delivery, reading: str, kind: str, note: str) -> None:
    delivery.reading, delivery.kind, delivery.note = reading, kind, note
    delivery.save(update_fields=["reading", "kind", "note"])

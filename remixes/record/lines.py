"""Pausing and opening the line to one service."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from remixes.models import Hold, LineState, Remix, ServiceLine, Status

_NO_FUNDS = 402


def fingerprint(api_key: str) -> str:
    """Tells two keys apart without keeping either."""
    return hashlib.sha256(api_key.encode()).hexdigest()


def current_fingerprint(service: str) -> str:
    return fingerprint(settings.REMIX_SERVICES.get(service, {}).get("key", ""))


def pause_line(service: str, http_status: int | None, reason: str) -> None:
    """Stops sending to a service until an owner, a new key or new funds open it again."""
    now = timezone.now()
    probe = timedelta(seconds=settings.REMIX_402_RETRY_S)
    ServiceLine.objects.update_or_create(
        service=service,
        defaults={
            "state": LineState.PAUSED,
            "http_status": http_status,
            "reason": reason,
            "paused_at": now,
            "key_fingerprint": current_fingerprint(service),
            "next_action_at": now + probe if http_status == _NO_FUNDS else None,
        },
    )


def open_line(service: str) -> bool:
    """Lets everything that waited for this line go on; False when it was open already."""
    was_paused = ServiceLine.objects.filter(service=service, state=LineState.PAUSED).update(
        state=LineState.OPEN, next_action_at=None, not_before=None
    )
    Remix.objects.filter(service=service, status=Status.QUEUED, hold=Hold.PAUSED).update(
        hold=Hold.NONE, next_action_at=None
    )
    return bool(was_paused)


def wait_on_line(service: str, seconds: float) -> None:
    """The service asked for patience: nothing goes to it before then."""
    ServiceLine.objects.update_or_create(
        service=service, defaults={"not_before": timezone.now() + timedelta(seconds=seconds)}
    )


def remember_capabilities(service: str, capabilities: list[str]) -> None:
    line, _ = ServiceLine.objects.get_or_create(service=service)
    if line.capabilities != capabilities:
        line.capabilities = capabilities
        line.save(update_fields=["capabilities"])

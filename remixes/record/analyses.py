"""Asks for the analysis of bytes, once for each hash."""

from __future__ import annotations

from django.utils import timezone

from remixes.models import Analysis


def want_analysis(sha256: str) -> bool:
    """True when somebody should listen to these bytes.

    That is when they were not asked for yet, or when nothing could be heard: whoever asks again
    has just stored them, and the file may have been gone before.
    """
    now = timezone.now()
    _, is_new = Analysis.objects.get_or_create(sha256=sha256, defaults={"next_action_at": now})
    unheard = Analysis.objects.filter(
        pk=sha256, facts__isnull=True, next_action_at__isnull=True, problem__gt=""
    )
    return is_new or bool(unheard.update(next_action_at=now, problem="", tries=0))

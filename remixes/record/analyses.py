"""Asks for the analysis of bytes, once for each hash."""

from __future__ import annotations

from django.utils import timezone

from remixes.models import Analysis


def want_analysis(sha256: str) -> bool:
    """True when these bytes were not asked for yet, so that somebody should listen to them."""
    _, is_new = Analysis.objects.get_or_create(
        sha256=sha256, defaults={"next_action_at": timezone.now()}
    )
    return is_new

"""Reads the Retry-After header (RFC 9110, 10.2.3): seconds or a date, or nonsense."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from remixes.remote import reading

CAP_S = 600.0


def read_retry_after(header: str | None) -> float | None:
    """Seconds to wait, 0 to 600; None where the header is missing or says nothing."""
    if not header:
        return None
    seconds = reading.number(header.strip())
    if seconds is None:
        seconds = _until(header)
    return None if seconds is None else min(max(0.0, seconds), CAP_S)


def _until(header: str) -> float | None:
    with suppress(ValueError, TypeError, OverflowError, IndexError):
        moment = parsedate_to_datetime(header[:64])
        # Without a zone it means UTC: HTTP dates are always GMT.
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return (moment - datetime.now(UTC)).total_seconds()
    return None

"""What the remix page says of a standing: each thing once, and whether other words would help."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from remixes.actions.standing import Standing
from remixes.models import Closing, Status, Submission
from remixes.views.takes import Take

# A service that takes no such words, file or range; 200 is its own "success": false.
_REFUSED_FOR_CONTENT = (200, 400, 413, 415, 422)
_SOON = timedelta(minutes=1)
NO_RESULT = "No usable result"


def told_once(stands: Standing, takes: list[Take]) -> tuple[str, list[Take]]:
    """The sentence under the headline, and the versions that have something of their own to say."""
    if stands.step == "service" and stands.detail == stands.stage:
        return "", takes  # the steps name the stage
    if stands.step != "nothing" or not any(take.has_reason for take in takes):
        return stands.detail, takes
    said = {take.flag_reason or take.wait for take in takes}
    if len(said) == 1 and not any(take.can_archive for take in takes):
        return said.pop(), []
    return "", takes


def wants_other_words(stands: Standing, latest: Submission | None) -> bool:
    """Whether the same order would only be refused again, so that people should edit it first."""
    if stands.step == "nothing":
        return True
    if stands.step != "failed" or latest is None or latest.closed_as != Closing.REFUSED:
        return False
    return latest.http_status in _REFUSED_FOR_CONTENT


def next_ask(stands: Standing) -> datetime | None:
    """When the service is asked next, None when that is too soon to be worth a word."""
    at = stands.next_ask_at
    return at if at and at - timezone.now() > _SOON else None


def history_words(to_status: str, why: str) -> tuple[str, str]:
    """A status as the history names it, and its reason where that says more."""
    if to_status == Status.DONE and why.rstrip(".") == NO_RESULT:
        return NO_RESULT, ""
    return dict(Status.choices).get(to_status, to_status), why

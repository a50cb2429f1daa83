"""What a remix will cost and take, as sentences for the form, from the team's own past."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.utils import timezone

from remixes.actions.estimate import Estimate, estimate
from remixes.models import Mode

FREE = "free"
UNKNOWN = (
    "What it will cost and how long it takes is not known yet: the team has not done this before."
)
FREE_AND_NEW = (
    "It costs nothing. How long it takes is not known yet: the team has not done this before."
)


def estimates(service: str = "") -> dict[str, str]:
    """One sentence for each mode."""
    key = service or next(iter(settings.REMIX_SERVICES))
    return {mode: sentence(estimate(key, mode)) for mode in Mode.values}


def sentence(found: Estimate) -> str:
    price = cost(found.credits)
    parts = [f"about {price}" if price[:1].isdigit() else price, _time(found.seconds)]
    known = " and ".join(part for part in parts if part)
    if not found.based_on and parts[0] == FREE:
        return FREE_AND_NEW
    if not found.based_on or not known:
        return UNKNOWN
    missing = ""
    if not parts[0]:
        missing = " The cost is not known: the service has not said it."
    if not parts[1]:
        missing = " How long it takes is not known yet."
    times = "the last one" if found.based_on == 1 else f"the last {found.based_on}"
    return f"Two versions, {known}, going by {times} of this team.{missing}"


def due(eta_at: datetime | None) -> str:
    """When results are due, in the reader's zone; "" when nobody knows."""
    if eta_at is None:
        return ""
    if eta_at < timezone.now():
        return "longer than usual"
    return f"ready about {timezone.localtime(eta_at):%H:%M}"


def cost(credits: Decimal | None) -> str:
    """Credits in words, "" when nobody has said how many."""
    if credits is None:
        return ""
    if not credits:
        return FREE
    if credits < Decimal("0.01"):
        return "less than 0.01 credits"
    amount = f"{credits:.2f}".rstrip("0").rstrip(".")
    return f"{amount} credit{'' if amount == '1' else 's'}"


def _time(seconds: int | None) -> str:
    if seconds is None:
        return ""
    if seconds < 90:
        return f"usually {max(5, round(seconds / 5) * 5)} seconds"
    return f"usually {round(seconds / 60)} minutes"

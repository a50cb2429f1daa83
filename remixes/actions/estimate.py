"""What a remix will probably cost and take, from this team's own past; one's own server is free."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from remixes.actions.offers import is_built_in
from remixes.models import Submission
from remixes.remote import is_free

RECENT = 50


@dataclass(frozen=True)
class Estimate:
    """``credits`` in the service's own unit, ``seconds`` until both results are there."""

    credits: Decimal | None = None
    seconds: int | None = None
    based_on: int = 0


def estimate(service: str, mode: str) -> Estimate:
    """Medians over the last submissions of this mode; None where the past does not tell."""
    past = list(
        Submission.objects.filter(service=service, remix__mode=mode, task_id__isnull=False)
        .order_by("-created_at")
        .values_list("credit_estimate", "created_at", "finished_at", "eta_s", "failed_at")[:RECENT]
    )
    prices = [row[0] for row in past if row[0] is not None]
    took = [
        (finished - created).total_seconds()
        for _, created, finished, _, failed in past
        if finished and not failed
    ]
    promised = [eta for *_, eta, _ in past if eta]
    seconds = took or promised
    costs = median(prices) if prices else None
    return Estimate(
        # Whatever was paid before under the same key: the key may have meant another server.
        credits=Decimal(0) if is_free(service) or is_built_in(service) else costs,
        seconds=round(median(seconds)) if seconds else None,
        based_on=len(past),
    )

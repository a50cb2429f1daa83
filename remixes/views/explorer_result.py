"""What a call's remix has become, for the explorer: where it stands and what can be heard."""

from __future__ import annotations

from typing import Any

from remixes.actions.standing import standing
from remixes.models import Remix, Status
from remixes.record import told_of
from remixes.views.takes import Take, awaited_takes, result_take, source_take, with_soundings

_WITH_PLACES = (Status.SUBMITTED, Status.PARTIAL, Status.OVERDUE)


def result_facts(remix: Remix) -> dict[str, Any]:
    """Remix with versions and submissions fetched; source and versions as the deck shows them."""
    stands = standing(remix)
    conversions = sorted(
        told_of(list(remix.submissions.all()), remix.conversions.all()), key=lambda c: c.version
    )
    results = [result_take(one, is_over=remix.is_at_rest) for one in conversions]
    expected = stands.expected if remix.status in _WITH_PLACES else 0
    takes = [*results, *awaited_takes(remix, conversions, expected)]
    sounds = [take for take in (source_take(remix.upload), *takes) if take]
    takes = with_soundings(remix.upload, sounds)
    return {
        "remix": remix,
        "standing": stands,
        "badge": "NOTHING" if stands.step == "nothing" else remix.status,
        "title": next((one.title for one in conversions if one.title), "") or str(remix.upload),
        "source": next((take for take in takes if not take.number), None),
        "takes": [take for take in takes if take.number],
    }


def playable(remix: Remix) -> list[Take]:
    """The versions of a remix that are saved, in order; without the parts and the fine wave, which
    would be a query for each remix of a list."""
    saved = sorted((c for c in remix.conversions.all() if c.is_saved), key=lambda c: c.version)
    return [result_take(one, is_over=True) for one in saved]

"""Which version people like best, and which one the team takes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from remixes.actions.rejected import Rejected, check_kept
from remixes.models import Conversion, Person, Preference, Remix

_NOT_HERE = "This version does not belong to this remix."


@dataclass(frozen=True)
class Tally:
    """How many prefer each version, by its id; those who hear no difference are `undecided`."""

    votes: dict[object, int]
    undecided: int
    blind: int
    """How many of all of them chose without knowing which version was which."""

    @property
    def total(self) -> int:
        return sum(self.votes.values()) + self.undecided


def prefer(
    person: Person, remix: Remix, conversion: Conversion | None, *, was_blind: bool
) -> Preference:
    """One voice per person, which may change; None says that no version is better.

    A blind choice stays one when it is confirmed with open eyes, but not when it changes.
    """
    _check(remix, conversion)
    with transaction.atomic():
        # get_or_create waits for the other tab of this person and finds what that one has made.
        known, is_new = Preference.objects.select_for_update().get_or_create(
            person=person,
            remix=remix,
            defaults={"conversion": conversion, "was_blind": was_blind},
        )
        if is_new:
            return known
        if known.conversion_id != (conversion.pk if conversion else None):
            known.was_blind = was_blind
        known.conversion = conversion
        known.at = timezone.now()
        known.save(update_fields=["conversion", "was_blind", "at"])
        return known


def take_back(person: Person, remix: Remix) -> None:
    """No preference of this person any more: the versions may be heard blind again."""
    Preference.objects.filter(person=person, remix=remix).delete()


def tally(remix: Remix) -> Tally:
    """What the team prefers."""
    voices = list(remix.preferences.all())
    votes = Counter[object](voice.conversion_id for voice in voices if voice.conversion_id)
    return Tally(
        votes=dict(votes),
        undecided=sum(voice.conversion_id is None for voice in voices),
        blind=sum(voice.was_blind for voice in voices),
    )


def pick_winner(person: Person, remix: Remix, conversion: Conversion | None) -> None:
    """The version that the team takes; None picks none. Raises Rejected."""
    if not person.can_make:
        raise Rejected("Viewers can prefer a version, but members pick the winner.")
    _check(remix, conversion)
    Remix.objects.filter(pk=remix.pk).update(
        winner=conversion,
        winner_by=person if conversion else None,
        winner_at=timezone.now() if conversion else None,
    )


def _check(remix: Remix, conversion: Conversion | None) -> None:
    check_kept(remix)
    if conversion is not None and conversion.remix_id != remix.pk:
        raise Rejected(_NOT_HERE)
    if conversion is not None and not conversion.is_saved:
        raise Rejected("This version cannot be heard here yet, so nobody can prefer it.")

"""What people may do about callbacks: send one again, and change what theirs are signed with."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from remixes.fetch import Blocked, check_url
from remixes.jobs import bell
from remixes.jobs.call_back import allowed_places
from remixes.models import Callback, Person, SigningKey


def resend(callback: Callback) -> None:
    """The same body under the same id, now, and with a fresh day of attempts should it fail."""
    Callback.objects.filter(pk=callback.pk).update(
        next_action_at=timezone.now(), delivered_at=None, given_up_at=None, tries=0
    )
    bell.ring("call_back", callback.pk)


def change_secret(person: Person) -> SigningKey:
    """A new secret; the one before it goes on signing beside it for a day."""
    with transaction.atomic():
        before = SigningKey.objects.select_for_update().filter(person=person)
        before.filter(replaced_at=None).update(replaced_at=timezone.now())
        key: SigningKey = SigningKey.objects.create(person=person)
        return key


def address_problem(url: str) -> str:
    """Why nothing could be sent to this address, as far as it can be told without connecting."""
    try:
        check_url(url, allowed_places(url))
    except Blocked as blocked:
        return blocked.sentence
    return ""

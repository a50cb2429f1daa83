"""What somebody shows beside the password: spending a code, starting over; it knows no request."""

from __future__ import annotations

import logging

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.db import transaction

from remixes.actions import sessions
from remixes.actions.rejected import Rejected
from remixes.models import Person

logger = logging.getLogger(__name__)

SPENT = "spent_step"
HAS_NONE = "There is no second factor to reset."


def has_one(person: Person) -> bool:
    """Whether a password alone does not let this person in; recovery codes alone are none."""
    factors = Authenticator.objects.filter(user=person)
    return factors.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def spend_code(app: Authenticator, code: str) -> bool:
    """Takes a right code of an authenticator app; False when it or a later one was taken before.

    A code is right for 90 s, so whoever reads it over a shoulder could use it again. The row is
    locked: of two browsers that send the same code at the same moment one is refused.
    """
    with transaction.atomic():
        row = Authenticator.objects.select_for_update().get(pk=app.pk)
        secret = decrypt(row.data["secret"])
        typed = "".join(filter(str.isdigit, code))
        steps = yield_hotp_counters_from_time()
        now = [step for step in steps if format_hotp_value(hotp_value(secret, step)) == typed]
        if not now or max(now) <= row.data.get(SPENT, -1):
            return False
        row.data[SPENT] = max(now)
        row.save(update_fields=["data"])
    return True


def reset(person: Person) -> None:
    """Takes every second factor from somebody who has lost theirs and signs them out everywhere;
    the password alone lets them in again. Rejected when there is none."""
    with transaction.atomic():
        count, _ = Authenticator.objects.filter(user=person).delete()
        if not count:
            raise Rejected(HAS_NONE)
        sessions.end_all(person)
    logger.warning("The second factor of person %s was reset.", person.pk)

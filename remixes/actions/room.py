"""Room for one more source: on the disk, and in what one person may keep."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Sum

from remixes import vault
from remixes.actions.rejected import Rejected
from remixes.models import Person, Upload

NO_ROOM = (
    "The disk of this desk is nearly full, so no song is taken in for now. Nothing was kept; tell "
    "an owner. Remixes under way go on."
)
_GIB = 1 << 30
_MIB = 1 << 20


def check_disk() -> None:
    """Raises Rejected while less is free than the operator wants to keep free."""
    if vault.is_short_of_room():
        raise Rejected(NO_ROOM)


def check_quota(person: Person, size: int) -> None:
    """Raises Rejected when `size` bytes more are too many for this person.

    What lies in the trash counts, as it is still on the disk. A version that was made here does
    not: it takes no room of its own.
    """
    quota = settings.REMIX_PERSON_QUOTA_BYTES
    own = Upload.objects.filter(person=person, is_stored=True, made_of=None)
    kept = own.aggregate(bytes=Sum("size"))["bytes"] or 0
    if quota and kept + size > quota:
        raise Rejected(
            f"Your songs take {_amount(kept)} of the {_amount(quota)} you may keep here, and this "
            f"one takes {_amount(size)} more. Nothing was kept; delete songs you no longer need "
            "for good, or ask an owner for more room."
        )


def _amount(count: int) -> str:
    if count >= _GIB:
        return f"{count / _GIB:.1f} GiB"
    return f"{count / _MIB:.0f} MiB" if count >= _MIB else f"{count} bytes"

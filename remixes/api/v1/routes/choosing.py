"""Which version somebody likes best, and which one the team takes."""

from __future__ import annotations

import uuid

from ninja import Field, Router

from remixes.actions import choosing
from remixes.api.v1.deeds import asking, the
from remixes.api.v1.routes.remixes import full
from remixes.api.v1.shapes.plain import Asked
from remixes.api.v1.shapes.remixes import RemixFull
from remixes.api.v1.who import Asking, maker
from remixes.models import Conversion, Remix

router = Router(tags=["choosing"])


class VersionIn(Asked):
    conversion_id: uuid.UUID | None = Field(description="A version of this remix; null: none.")


@router.put(
    "/remixes/{uuid:pk}/preference",
    response=RemixFull,
    operation_id="prefer",
    summary="Prefer a version",
)
def prefer(request: Asking, pk: uuid.UUID, asked: VersionIn) -> RemixFull:
    """One voice per person, which may change; null says that no version is better."""
    remix, version = _found(request, pk, asked)
    with asking():
        choosing.prefer(request.auth, remix, version, was_blind=False)
    return full(request.auth, pk)


@router.delete(
    "/remixes/{uuid:pk}/preference",
    response=RemixFull,
    operation_id="take_preference_back",
    summary="Take the preference back",
)
def take_back(request: Asking, pk: uuid.UUID) -> RemixFull:
    """As if nothing had been said."""
    choosing.take_back(request.auth, the(Remix.objects.visible_to(request.auth), pk))
    return full(request.auth, pk)


@router.put(
    "/remixes/{uuid:pk}/winner",
    response=RemixFull,
    operation_id="pick_winner",
    summary="Pick the winner",
)
def winner(request: Asking, pk: uuid.UUID, asked: VersionIn) -> RemixFull:
    """The version that the team takes; null picks none."""
    person = maker(request)
    remix, version = _found(request, pk, asked)
    with asking():
        choosing.pick_winner(person, remix, version)
    return full(person, pk)


def _found(request: Asking, pk: uuid.UUID, asked: VersionIn) -> tuple[Remix, Conversion | None]:
    """The remix and the version among its own; 404 for one of another remix."""
    remix = the(Remix.objects.visible_to(request.auth), pk)
    if asked.conversion_id is None:
        return remix, None
    return remix, the(remix.conversions.all(), asked.conversion_id)

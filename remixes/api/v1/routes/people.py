"""Who asks, and who is in the team."""

from __future__ import annotations

from ninja import Router

from remixes.api.v1.shapes.people import MemberOut, MeOut, told_me, told_member
from remixes.api.v1.who import Asking
from remixes.models import Person

router = Router(tags=["people"])


@router.get("/me", response=MeOut, operation_id="me", summary="Who asks", url_name="me")
def me(request: Asking) -> MeOut:
    """The person of the token or the session; a cheap way to find out whether a token works."""
    return told_me(request.auth)


@router.get(
    "/people",
    response=list[MemberOut],
    operation_id="people",
    summary="The team",
    url_name="people",
)
def people(request: Asking) -> list[MemberOut]:
    """Everybody who may sign in, by name. Their ids are what filters by person take."""
    return [told_member(one) for one in Person.objects.active().order_by("name", "email")]

"""Remixes: the library with its filters, a new one, and one with everything about it."""

from __future__ import annotations

import hashlib
import uuid
from http import HTTPStatus
from typing import Annotated

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from ninja import Field, Query, Router, Status
from ninja.params.functions import Header

from remixes.actions.calls import KEY_LENGTH, earlier_call
from remixes.actions.calls import Asked as Called
from remixes.actions.ordering import order_as_asked
from remixes.actions.remixes import Ordered
from remixes.api.v1.deeds import asking, the
from remixes.api.v1.pages import Paging, page_of
from remixes.api.v1.problems import Problem, of_form
from remixes.api.v1.shapes.plain import Moment
from remixes.api.v1.shapes.remixes import (
    RemixFull,
    RemixOut,
    RemixPage,
    told_remix,
    told_remix_in_full,
)
from remixes.api.v1.shapes.wishes import FORM_NAMES, RemixIn
from remixes.api.v1.who import Asking, maker
from remixes.forms.library import LibraryForm
from remixes.forms.remix import RemixForm
from remixes.models import Conversion, Mode, Move, Person, Remix
from remixes.models import Status as Stands
from remixes.telling import FEATURES

router = Router(tags=["remixes"])
_ONE_SOURCE = "Name one source: upload_id, link or sample."
_Q_LENGTH = 200


Key = Annotated[str, Header(alias="Idempotency-Key", max_length=KEY_LENGTH)]


class RemixFilters(Paging):
    """Which remixes; all filters together narrow the list."""

    mode: Mode | None = Field(None)
    status: list[Stands] = Field(default_factory=list, description="One or several of these.")
    person_id: int | None = Field(None, ge=1, le=2**63 - 1)
    upload_id: uuid.UUID | None = Field(None, description="Made from this source.")
    made_from_id: uuid.UUID | None = Field(None, description="Edited from this remix.")
    created_from: Moment | None = Field(None, description="Ordered at this time or later.")
    created_until: Moment | None = Field(None, description="Ordered before this time.")
    q: str = Field(
        "",
        max_length=_Q_LENGTH,
        description="Words in prompt, lyrics, titles and names of sources.",
    )
    trash: bool = Field(default=False, description="What is in the trash, instead of the library.")
    oldest_first: bool = False


@router.get(
    "/remixes", response=RemixPage, operation_id="remixes", summary="Library", url_name="remixes"
)
def remixes(request: Asking, filters: Query[RemixFilters]) -> RemixPage:
    """What the team has made, newest first, in pages."""
    found = with_rows(_narrowed(Remix.objects.visible_to(request.auth), filters))
    page = page_of(found, filters, is_oldest_first=filters.oldest_first)
    return RemixPage(items=[told_remix(one) for one in page.rows], next=page.next)


@router.post(
    "/remixes",
    response={201: RemixOut, 200: RemixOut},
    operation_id="create_remix",
    summary="New remix",
)
def create(
    request: Asking,
    response: HttpResponse,
    asked: RemixIn,
    idempotency_key: Key = "",
) -> Status[RemixOut]:
    """Puts a remix in the queue; it may cost what its service takes for one.

    With an `Idempotency-Key` the same wish sent twice is one remix: the second answer is 200 with
    the remix that is there already. Another wish under the same key is 422.
    """
    maker(request)
    with asking(HTTPStatus.UNPROCESSABLE_ENTITY):
        ordered = _ordered(request, asked, _called(request, asked, idempotency_key.strip()))
    told = told_remix(the(with_rows(Remix.objects.all()), ordered.remix.pk))
    response["Location"] = f"/api/v1/remixes/{ordered.remix.pk}"
    return Status(HTTPStatus.CREATED if ordered.is_new else HTTPStatus.OK, told)


@router.get(
    "/remixes/{uuid:pk}",
    response=RemixFull,
    operation_id="remix",
    summary="One remix",
    url_name="remix",
)
def remix(request: Asking, pk: uuid.UUID) -> RemixFull:
    """Where it stands, its versions, what people prefer, and how it got here.

    Ask again with `If-None-Match` while it is under way: 304 means that nothing has changed.
    """
    return full(request.auth, pk)


def full(person: Person, pk: uuid.UUID) -> RemixFull:
    """A remix as this person may see it. Raises Problem 404."""
    moves = Prefetch("moves", queryset=Move.objects.select_related("person"))
    rows = with_rows(Remix.objects.visible_to(person)).select_related("winner_by")
    return told_remix_in_full(the(rows.prefetch_related("preferences", moves), pk), person)


def with_rows(found: QuerySet[Remix]) -> QuerySet[Remix]:
    """With all that is told of a remix in a list, in three queries however many there are."""
    light = Conversion.objects.defer("lyrics", "timeline", "peaks")
    return found.select_related("upload", "person").prefetch_related(
        Prefetch("conversions", queryset=light), "submissions"
    )


def _called(request: Asking, asked: RemixIn, key: str) -> Called | None:
    """What the call is kept by; None without a key, when nothing needs to be kept."""
    if not key:
        return None
    said = hashlib.sha256(f"/remixes {asked.model_dump_json()}".encode()).hexdigest()
    return Called(FEATURES[asked.mode], token=request.token, key=key, asked_hash=said)


def _ordered(request: Asking, asked: RemixIn, called: Called | None) -> Ordered:
    """Raises Problem 422 for what a page's form refuses, and Rejected."""
    if called and (known := earlier_call(request.auth, called)):
        return Ordered(known.remix, is_new=False)
    if asked.sources > 1:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, _ONE_SOURCE)
    form = RemixForm(request.auth, asked.as_form())
    if not form.is_valid():
        raise of_form(form, FORM_NAMES)
    return order_as_asked(request.auth, form.cleaned_data, called)


def _narrowed(found: QuerySet[Remix], filters: RemixFilters) -> QuerySet[Remix]:
    form = LibraryForm({"q": filters.q, "mode": filters.mode or "", "trash": filters.trash})
    if not form.is_valid():
        raise of_form(form)
    exact = {
        "person_id": filters.person_id,
        "upload_id": filters.upload_id,
        "made_from_id": filters.made_from_id,
        "created_at__gte": filters.created_from,
        "created_at__lt": filters.created_until,
        "status__in": filters.status or None,
    }
    wanted = {name: value for name, value in exact.items() if value is not None}
    return form.narrow(found).filter(**wanted)

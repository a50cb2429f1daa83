"""Lyric timelines: reading, correcting, the service's own, and files in every format."""

from __future__ import annotations

import json
import uuid
from http import HTTPStatus
from typing import Annotated, Literal

from django.http import HttpResponse
from ninja import Field, Query, Router, Schema
from pydantic import WithJsonSchema

from remixes.actions import timelines
from remixes.actions.sheets import file_of
from remixes.api.v1.deeds import asking, the
from remixes.api.v1.problems import Problem, of_form, unknown
from remixes.api.v1.shapes.timelines import TimelineIn, TimelineOut, told_timeline
from remixes.api.v1.who import Asking, maker
from remixes.file_names import disposition
from remixes.forms.timelines import SheetForm
from remixes.models import Conversion
from remixes.timeline import FORMATS

router = Router(tags=["timelines"])
_MEANWHILE = "Somebody else has changed this timeline meanwhile. Read it again and correct that."
_ONE_FORM = "Send lines or a sheet, one of them."


class Timing(Schema):
    """Which timeline."""

    timing: Literal["current", "original"] = Field(
        default="current", description="What counts, or the service's own."
    )


@router.get(
    "/conversions/{uuid:pk}/timeline",
    response=TimelineOut,
    operation_id="timeline",
    summary="Timeline",
    url_name="timeline",
)
def timeline(request: Asking, pk: uuid.UUID, filters: Query[Timing]) -> TimelineOut:
    """The lines of a version with their times, as the team has corrected them."""
    found = _found(request, pk)
    is_original = filters.timing == "original"
    return told_timeline(found, timelines.current(found), is_original=is_original)


@router.put(
    "/conversions/{uuid:pk}/timeline",
    response=TimelineOut,
    operation_id="correct_timeline",
    summary="Correct the timeline",
)
def correct(request: Asking, pk: uuid.UUID, asked: TimelineIn) -> TimelineOut:
    """Replaces the timeline; every edit stays on record beside the service's own.

    `based_on` is the `number` that was read. 409 when somebody else was faster: read it again.
    """
    person = maker(request)
    if (asked.lines is None) == (asked.sheet is None):
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, _ONE_FORM)
    found = _found(request, pk)
    form = SheetForm({"based_on": asked.based_on, "sheet": _text(asked)})
    if not form.is_valid():
        raise of_form(form)
    if asked.based_on != timelines.current(found).number:
        raise Problem(HTTPStatus.CONFLICT, _MEANWHILE)
    with asking(HTTPStatus.UNPROCESSABLE_ENTITY):
        timelines.save(person, found, asked.based_on, form.read.lines)
    return timeline(request, pk, Timing())


@router.post(
    "/conversions/{uuid:pk}/timeline/restore-original",
    response=TimelineOut,
    operation_id="restore_timeline",
    summary="Back to the service's own",
)
def restore(request: Asking, pk: uuid.UUID) -> TimelineOut:
    """The service's own timing counts again; the edits stay on record."""
    person = maker(request)
    found = _found(request, pk)
    with asking():
        timelines.restore_original(person, found, timelines.current(found).number)
    return timeline(request, pk, Timing())


# Looked up later: an unknown one is an address that is not there, and no wrong value.
Extension = Annotated[str, WithJsonSchema({"type": "string", "enum": list(FORMATS)})]


class LyricsFile(Timing):
    """Which timeline, and how the browser takes it."""

    download: str | None = Field(None, description="Any value: a browser saves instead of showing.")


@router.get(
    "/conversions/{uuid:pk}/lyrics.{extension}",
    operation_id="lyrics",
    summary="Timeline as a file",
    url_name="lyrics",
    openapi_extra={
        "responses": {
            200: {
                "content": {
                    one.mime: {"schema": {"type": "string"}}
                    for one in FORMATS.values()
                    if one.extension != "json"
                }
                | {FORMATS["json"].mime: {"schema": {"type": "object"}}}
            }
        }
    },
)
def lyrics(
    request: Asking, pk: uuid.UUID, extension: Extension, filters: Query[LyricsFile]
) -> HttpResponse:
    """LRC, WebVTT, SubRip, plain text or JSON, named like the sound."""
    found = _found(request, pk)
    if extension not in FORMATS:
        raise unknown()
    file = file_of(found, extension, is_original=filters.timing == "original")
    reply = HttpResponse(file.text, content_type=f"{file.mime}; charset=utf-8")
    is_download = filters.download is not None
    reply["Content-Disposition"] = disposition(file.name, is_download=is_download)
    return reply


def _found(request: Asking, pk: uuid.UUID) -> Conversion:
    versions = Conversion.objects.visible_to(request.auth).select_related("remix__upload")
    return the(versions.with_timeline(), pk)


def _text(asked: TimelineIn) -> str:
    """What the form reads; lines are one of its formats."""
    if asked.lines is None:
        return str(asked.sheet)
    return json.dumps({"lines": [line.model_dump() for line in asked.lines]})

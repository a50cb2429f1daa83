"""Versions: one with its files, copying those again, and remixing a version further."""

from __future__ import annotations

import uuid
from http import HTTPStatus

from django.http import HttpResponse
from ninja import Router, Status

from remixes.actions import remixes, uploads
from remixes.api.v1.deeds import asking, the
from remixes.api.v1.shapes.conversions import ConversionFull, told_conversion_in_full
from remixes.api.v1.shapes.uploads import UploadOut, told_upload
from remixes.api.v1.who import Asking, maker
from remixes.models import Conversion, Remix

router = Router(tags=["conversions"])


@router.get(
    "/conversions/{uuid:pk}",
    response=ConversionFull,
    operation_id="conversion",
    summary="One version",
    url_name="conversion",
)
def conversion(request: Asking, pk: uuid.UUID) -> ConversionFull:
    """A version with links to its mp3, its wav and its lyrics in every format."""
    rows = Conversion.objects.visible_to(request.auth).select_related("remix__upload")
    return told_conversion_in_full(the(rows.defer("peaks", "timeline"), pk))


@router.post(
    "/conversions/{uuid:pk}/archive",
    response=ConversionFull,
    operation_id="archive_again",
    summary="Copy the files again",
)
def archive(request: Asking, pk: uuid.UUID) -> ConversionFull:
    """Copies a result once more: one that failed, or whose files are missing here."""
    own = Conversion.objects.filter(remix__in=Remix.objects.editable_by(request.auth))
    with asking():
        remixes.archive_again(the(own.select_related("remix"), pk), request.auth)
    return conversion(request, pk)


@router.post(
    "/conversions/{uuid:pk}/upload",
    response={201: UploadOut},
    operation_id="remix_version",
    summary="Make it a source",
)
def as_source(request: Asking, response: HttpResponse, pk: uuid.UUID) -> Status[UploadOut]:
    """The version as a source of further remixes: the same bytes, nothing is copied."""
    person = maker(request)
    rows = Conversion.objects.visible_to(person).select_related("remix__upload")
    with asking():
        made = uploads.add_version(person, the(rows, pk))
    response["Location"] = f"/api/v1/uploads/{made.pk}"
    return Status(HTTPStatus.CREATED, told_upload(made))

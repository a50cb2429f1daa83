"""Sources: what is here, new ones by file or link, their names, and the trash."""

from __future__ import annotations

import uuid
from http import HTTPStatus

from django.db.models import Q
from django.http import HttpResponse
from ninja import Field, File, Query, Router, Status, UploadedFile

from remixes.actions import uploads
from remixes.actions.uploads import Added
from remixes.api.v1.deeds import asking, the
from remixes.api.v1.pages import Paging, page_of
from remixes.api.v1.problems import of_form
from remixes.api.v1.shapes.uploads import LinkIn, NamesIn, UploadOut, UploadPage, told_upload
from remixes.api.v1.who import Asking, maker
from remixes.forms.sources import SourcesForm, UploadForm
from remixes.models import Person, Upload, UploadState

router = Router(tags=["uploads"])
_Q_LENGTH = 200


class UploadFilters(Paging):
    """Which sources; all filters together narrow the list."""

    state: list[UploadState] = Field(default_factory=list, description="One or several of these.")
    person_id: int | None = Field(None, ge=1, le=2**63 - 1)
    q: str = Field(
        "", max_length=_Q_LENGTH, description="A part of the title, artist or file name."
    )
    trash: bool = Field(default=False, description="What is in the trash, instead of what is kept.")


@router.get(
    "/uploads", response=UploadPage, operation_id="uploads", summary="Sources", url_name="uploads"
)
def listed(request: Asking, filters: Query[UploadFilters]) -> UploadPage:
    """The songs the team remixes, newest first, in pages."""
    rows = Upload.objects.visible_to(request.auth).select_related("person")
    rows = rows.filter(trashed_at__isnull=not filters.trash)
    if filters.state:
        rows = rows.filter(state__in=filters.state)
    if filters.person_id:
        rows = rows.filter(person_id=filters.person_id)
    if filters.q:
        named = ("title", "artist", "file_name", "url")
        rows = rows.filter(
            Q.create([(f"{name}__icontains", filters.q) for name in named], connector=Q.OR)
        )
    page = page_of(rows, filters)
    return UploadPage(items=[told_upload(one) for one in page.rows], next=page.next)


@router.post(
    "/uploads",
    response={201: UploadOut, 200: UploadOut},
    operation_id="add_file",
    summary="New source from a file",
)
def add_file(
    request: Asking, response: HttpResponse, file: File[UploadedFile]
) -> Status[UploadOut]:
    """One audio file as multipart/form-data, checked by its content. The same bytes are the same
    source, whoever sends them: then the answer is 200 with the one that is here.
    """
    person = maker(request)
    form = SourcesForm({}, request.FILES)
    if not form.is_valid():
        raise of_form(form)
    with asking(HTTPStatus.UNPROCESSABLE_ENTITY):
        added = uploads.add_file(person, file)
    return _added(response, added)


@router.post(
    "/uploads/from-link",
    response={201: UploadOut, 200: UploadOut},
    operation_id="add_link",
    summary="New source from a link",
)
def add_link(request: Asking, response: HttpResponse, asked: LinkIn) -> Status[UploadOut]:
    """A link that the service fetches by itself. One that is here already is answered with 200."""
    person = maker(request)
    form = SourcesForm({"link": asked.link})
    if not form.is_valid():
        raise of_form(form)
    with asking(HTTPStatus.UNPROCESSABLE_ENTITY):
        added = uploads.add_link(person, form.cleaned_data["link"])
    return _added(response, added)


@router.get(
    "/uploads/{uuid:pk}",
    response=UploadOut,
    operation_id="upload",
    summary="One source",
    url_name="upload",
)
def upload(request: Asking, pk: uuid.UUID) -> UploadOut:
    """What is known of a source."""
    return told_upload(the(Upload.objects.visible_to(request.auth).select_related("person"), pk))


@router.patch(
    "/uploads/{uuid:pk}", response=UploadOut, operation_id="rename_upload", summary="Rename"
)
def rename(request: Asking, pk: uuid.UUID, asked: NamesIn) -> UploadOut:
    """Corrects title and artist."""
    found = _own(request.auth, pk)
    names = {"title": found.title, "artist": found.artist, **asked.model_dump(exclude_none=True)}
    form = UploadForm(names)
    if not form.is_valid():
        raise of_form(form)
    uploads.rename(found, form.cleaned_data["title"], form.cleaned_data["artist"])
    return upload(request, pk)


@router.delete(
    "/uploads/{uuid:pk}",
    response={204: None},
    operation_id="delete_upload",
    summary="Delete for good",
)
def delete(request: Asking, pk: uuid.UUID) -> Status[None]:
    """Deletes the file of a source that is in the trash and that no remix plays any more."""
    with asking():
        uploads.delete_for_good(_own(request.auth, pk), request.auth)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.post(
    "/uploads/{uuid:pk}/trash", response=UploadOut, operation_id="trash_upload", summary="Trash"
)
def trash(request: Asking, pk: uuid.UUID) -> UploadOut:
    """Puts it aside. What was made from it stays, and what is under way goes on."""
    uploads.trash(_own(request.auth, pk), request.auth)
    return upload(request, pk)


@router.post(
    "/uploads/{uuid:pk}/restore",
    response=UploadOut,
    operation_id="restore_upload",
    summary="Restore",
)
def restore(request: Asking, pk: uuid.UUID) -> UploadOut:
    """Takes it out of the trash."""
    uploads.restore(_own(request.auth, pk), request.auth)
    return upload(request, pk)


def _own(person: Person, pk: uuid.UUID) -> Upload:
    """404 for strangers, like a page."""
    return the(Upload.objects.editable_by(person), pk)


def _added(response: HttpResponse, added: Added) -> Status[UploadOut]:
    response["Location"] = f"/api/v1/uploads/{added.upload.pk}"
    status = HTTPStatus.CREATED if added.is_new else HTTPStatus.OK
    return Status(status, told_upload(added.upload))

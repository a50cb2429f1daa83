"""Comments on a remix, and the notes that name whoever asks."""

from __future__ import annotations

import uuid
from http import HTTPStatus
from typing import Any

from django.db.models import F, Prefetch, QuerySet
from ninja import Field, Query, Router, Status

from remixes.actions import notes
from remixes.api.v1.deeds import asking, the
from remixes.api.v1.pages import Paging, page_of
from remixes.api.v1.problems import of_form
from remixes.api.v1.shapes.notes import (
    DoneIn,
    MentionOut,
    MentionPage,
    NoteIn,
    NoteOut,
    TextIn,
    ThreadOut,
    ThreadPage,
    told_note,
    told_thread,
)
from remixes.api.v1.who import Asking
from remixes.forms.notes import NoteForm, TextForm
from remixes.models import Mention, Note, Person, Remix

router = Router(tags=["comments"])
_MS = 1000
_FORM_NAMES = {"about": "conversion_id", "at": "at_ms", "until": "until_ms"}


class NoteFilters(Paging):
    is_resolved: bool | None = Field(None, description="Only threads that are done, or are not.")


class MentionFilters(Paging):
    unseen: bool = Field(default=False, description="Only those that were not seen yet.")


@router.get(
    "/remixes/{uuid:pk}/notes",
    response=ThreadPage,
    operation_id="notes",
    summary="Comments on a remix",
    url_name="notes",
)
def threads(request: Asking, pk: uuid.UUID, filters: Query[NoteFilters]) -> ThreadPage:
    """Threads with their answers, oldest first, in pages."""
    remix = the(Remix.objects.visible_to(request.auth), pk)
    rows = _with_answers(Note.objects.visible_to(request.auth).opening().filter(remix=remix))
    if filters.is_resolved is not None:
        rows = rows.filter(resolved_at__isnull=not filters.is_resolved)
    page = page_of(rows, filters, is_oldest_first=True)
    return ThreadPage(items=[told_thread(one) for one in page.rows], next=page.next)


@router.post(
    "/remixes/{uuid:pk}/notes",
    response={201: ThreadOut},
    operation_id="add_note",
    summary="New comment",
)
def add(request: Asking, pk: uuid.UUID, asked: NoteIn) -> Status[ThreadOut]:
    """A new thread, about the whole, a version, a moment or a stretch."""
    remix = the(Remix.objects.visible_to(request.auth), pk)
    form = NoteForm(remix, _as_form(asked))
    if not form.is_valid():
        raise of_form(form, _FORM_NAMES)
    with asking(HTTPStatus.UNPROCESSABLE_ENTITY):
        note = notes.add(request.auth, remix, form.cleaned_data["text"], form.place())
    return Status(HTTPStatus.CREATED, _thread(request, note.pk))


@router.get(
    "/notes/{uuid:pk}",
    response=ThreadOut,
    operation_id="note",
    summary="One thread",
    url_name="note",
)
def thread(request: Asking, pk: uuid.UUID) -> ThreadOut:
    """The thread of a note, also when that is an answer in it."""
    found = _found(request, pk)
    return _thread(request, found.parent_id or found.pk)


@router.post(
    "/notes/{uuid:pk}/answers",
    response={201: NoteOut},
    operation_id="answer_note",
    summary="Answer",
)
def answer(request: Asking, pk: uuid.UUID, asked: TextIn) -> Status[NoteOut]:
    """An answer in the thread of a note."""
    found, words = _found(request, pk), _words(asked)
    with asking(HTTPStatus.UNPROCESSABLE_ENTITY):
        note = notes.answer(request.auth, found, words)
    return Status(HTTPStatus.CREATED, told_note(the(_told(Note.objects.all()), note.pk)))


@router.patch(
    "/notes/{uuid:pk}", response=NoteOut, operation_id="edit_note", summary="Change its words"
)
def edit(request: Asking, pk: uuid.UUID, asked: TextIn) -> NoteOut:
    """Only its author may; it stays marked as edited."""
    found, words = _own(request.auth, pk), _words(asked)
    with asking(HTTPStatus.UNPROCESSABLE_ENTITY):
        notes.edit(request.auth, found, words)
    return told_note(the(_told(Note.objects.all()), pk))


@router.delete(
    "/notes/{uuid:pk}", response={204: None}, operation_id="delete_note", summary="Delete"
)
def delete(request: Asking, pk: uuid.UUID) -> Status[None]:
    """Only its author may. A thread that has answers keeps its place without the words."""
    with asking():
        notes.delete(request.auth, _own(request.auth, pk))
    return Status(HTTPStatus.NO_CONTENT, None)


@router.put(
    "/notes/{uuid:pk}/resolved",
    response=ThreadOut,
    operation_id="resolve_note",
    summary="Resolve or open again",
)
def resolve(request: Asking, pk: uuid.UUID, asked: DoneIn) -> ThreadOut:
    """Anybody of the team may close a thread, or open it again."""
    found = _found(request, pk)
    with asking():
        notes.resolve(request.auth, found, is_done=asked.is_resolved)
    return _thread(request, found.parent_id or found.pk)


@router.get(
    "/mentions",
    response=MentionPage,
    operation_id="mentions",
    summary="Notes that name me",
    url_name="mentions",
)
def mentions(request: Asking, filters: Query[MentionFilters]) -> MentionPage:
    """Newest first, in pages, of remixes that are not in the trash."""
    named: dict[str, Any] = {"mentions__person": request.auth, "remix__trashed_at__isnull": True}
    if filters.unseen:
        named["mentions__seen_at__isnull"] = True
    rows = _told(Note.objects.visible_to(request.auth).filter(**named))
    page = page_of(rows.annotate(seen_at=F("mentions__seen_at")), filters)
    items = [MentionOut(note=told_note(one), seen_at=one.seen_at) for one in page.rows]
    return MentionPage(items=items, next=page.next)


@router.post(
    "/remixes/{uuid:pk}/mentions/seen",
    response={204: None},
    operation_id="see_mentions",
    summary="Mark mentions as seen",
)
def see(request: Asking, pk: uuid.UUID) -> Status[None]:
    """Those in the notes of this remix, as opening its page does."""
    notes.see_mentions(request.auth, the(Remix.objects.visible_to(request.auth), pk))
    return Status(HTTPStatus.NO_CONTENT, None)


def _told(rows: QuerySet[Note]) -> QuerySet[Note]:
    named = Prefetch("mentions", queryset=Mention.objects.select_related("person"))
    return rows.select_related("person").prefetch_related(named)


def _with_answers(rows: QuerySet[Note]) -> QuerySet[Note]:
    answers = _told(Note.objects.order_by("created_at", "id"))
    told = _told(rows).select_related("resolved_by")
    return told.prefetch_related(Prefetch("answers", queryset=answers))


def _thread(request: Asking, pk: uuid.UUID) -> ThreadOut:
    return told_thread(the(_with_answers(Note.objects.visible_to(request.auth)), pk))


def _found(request: Asking, pk: uuid.UUID) -> Note:
    rows = Note.objects.visible_to(request.auth).select_related("remix", "parent")
    return the(rows, pk)


def _own(person: Person, pk: uuid.UUID) -> Note:
    """Their author's alone, among those that are to be seen: 404 for everybody else."""
    return the(Note.objects.visible_to(person).filter(person=person).select_related("remix"), pk)


def _words(asked: TextIn) -> str:
    form = TextForm({"text": asked.text})
    if not form.is_valid():
        raise of_form(form)
    return str(form.cleaned_data["text"])


def _as_form(asked: NoteIn) -> dict[str, Any]:
    return {
        "text": asked.text,
        "about": asked.conversion_id,
        "at": _moment(asked.at_ms),
        "until": _moment(asked.until_ms),
        "line": asked.line,
    }


def _moment(ms: int | None) -> str:
    return "" if ms is None else f"{ms / _MS:.3f}"

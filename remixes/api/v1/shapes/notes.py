"""Comments: notes on a moment, a line or the whole of a remix, in threads one answer deep."""

from __future__ import annotations

import uuid
from datetime import datetime

from ninja import Field, Schema
from pydantic import ConfigDict

from remixes.actions.notes import LONGEST
from remixes.api.v1.shapes.people import PersonOut, told_person
from remixes.api.v1.shapes.plain import Asked, Flag, Milliseconds
from remixes.models import Mention, Note

_LINE_LENGTH = 1000


class TextIn(Asked):
    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"text": "@ann, listen to the bass here."}]}
    )

    text: str = Field(
        min_length=1,
        max_length=LONGEST,
        description="@name or @e-mail mentions people of the team.",
    )


class NoteIn(TextIn):
    """A new thread. Without a time it is about the whole."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"text": "The bass is late.", "at_ms": 61_500, "until_ms": 64_000}]
        },
    )

    conversion_id: uuid.UUID | None = Field(None, description="None: the source, or the whole.")
    at_ms: Milliseconds | None = None
    until_ms: Milliseconds | None = Field(None, description="At least at_ms.")
    line: str = Field("", max_length=_LINE_LENGTH, description="The lyric line it is about.")


class DoneIn(Asked):
    is_resolved: Flag


class NoteOut(Schema):
    """One note. Of a deleted one that has answers only its place is left."""

    id: uuid.UUID
    remix_id: uuid.UUID
    conversion_id: uuid.UUID | None
    parent_id: uuid.UUID | None = Field(description="The first note of the thread.")
    person: PersonOut
    text: str
    line: str
    at_ms: int | None
    until_ms: int | None
    mentions: list[PersonOut]
    created_at: datetime
    edited_at: datetime | None
    is_deleted: bool


class ThreadOut(NoteOut):
    """The first note of a thread with its answers."""

    resolved_at: datetime | None
    resolved_by: PersonOut | None
    answers: list[NoteOut]


class ThreadPage(Schema):
    items: list[ThreadOut]
    next: str | None = Field(description="Send it as `cursor` for what follows; null: no more.")


class MentionOut(Schema):
    """A note that names whoever asks."""

    note: NoteOut
    seen_at: datetime | None


class MentionPage(Schema):
    items: list[MentionOut]
    next: str | None = Field(description="Send it as `cursor` for what follows; null: no more.")


def told_note(note: Note) -> NoteOut:
    """Needs `person` and `mentions__person` at hand."""
    return NoteOut(
        id=note.pk,
        remix_id=note.remix_id,
        conversion_id=note.conversion_id,
        parent_id=note.parent_id,
        person=told_person(note.person),
        text=note.text,
        line=note.line,
        at_ms=note.at_ms,
        until_ms=note.until_ms,
        mentions=[told_person(one.person) for one in note.mentions.all()],
        created_at=note.created_at,
        edited_at=note.edited_at,
        is_deleted=note.is_deleted,
    )


def told_thread(note: Note) -> ThreadOut:
    return ThreadOut(
        **told_note(note).model_dump(),
        resolved_at=note.resolved_at,
        resolved_by=told_person(note.resolved_by) if note.resolved_by else None,
        answers=[told_note(one) for one in note.answers.all()],
    )


def told_mention(mention: Mention) -> MentionOut:
    return MentionOut(note=told_note(mention.note), seen_at=mention.seen_at)

"""The lyric timeline of a version: lines and, where they are known, words with their times."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from ninja import Field, Schema
from pydantic import ConfigDict

from remixes.actions.timelines import Current
from remixes.api.v1.shapes.people import PersonOut, told_person
from remixes.api.v1.shapes.plain import Asked, Count, Flag, Milliseconds
from remixes.models import Conversion
from remixes.remote.lyrics import LINE_LENGTH_LIMIT, LINES_LIMIT, Line, as_rows, from_rows


class WordIO(Asked):
    text: str = Field(min_length=1, max_length=LINE_LENGTH_LIMIT)
    start_ms: Milliseconds


class LineIn(Asked):
    """One line, from the start of the audio."""

    text: str = Field(min_length=1, max_length=LINE_LENGTH_LIMIT)
    start_ms: Milliseconds
    end_ms: Milliseconds = Field(description="At least start_ms; the same where nobody knows it.")
    is_section: Flag = Field(default=False, description="Not looked at: [Chorus] is one.")
    words: list[WordIO] = Field(default_factory=list, description="Together they spell the text.")


class WordOut(Schema):
    text: str
    start_ms: int


class LineOut(Schema):
    text: str
    start_ms: int
    end_ms: int
    is_section: bool = Field(description="A tag such as [Chorus], which nobody sings.")
    words: list[WordOut] = Field(description="Empty where nobody knows their times.")


class TimelineOut(Schema):
    """The timeline that counts, or the service's own."""

    conversion_id: uuid.UUID
    number: int = Field(description="Of its last edit, 0 before the first. Name it when you edit.")
    is_edited: bool
    edited_by: PersonOut | None
    edited_at: datetime | None
    lines: list[LineOut]


class TimelineIn(Asked):
    """A corrected timeline: its lines, or a text in any format that is exported here."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "based_on": 0,
                    "lines": [
                        {"text": "[Verse]", "start_ms": 0, "end_ms": 0},
                        {"text": "Rain on the awning", "start_ms": 0, "end_ms": 2400},
                    ],
                },
                {"based_on": 1, "sheet": "[00:12.500]Rain on the awning"},
            ]
        },
    )

    based_on: Count = Field(description="`number` of the timeline that was corrected.")
    lines: list[LineIn] | None = Field(
        None, min_length=1, description=f"At most {LINES_LIMIT}, in any order."
    )
    sheet: str | None = Field(
        None,
        min_length=1,
        description="LRC, WebVTT, SubRip or JSON. Instead of `lines`.",
    )


def told_timeline(conversion: Conversion, found: Current, *, is_original: bool) -> TimelineOut:
    edit = found.edit
    lines: Sequence[Line] = from_rows(conversion.timeline) if is_original else found.lines
    return TimelineOut(
        conversion_id=conversion.pk,
        number=found.number,
        is_edited=found.is_edited,
        edited_by=told_person(edit.person) if edit else None,
        edited_at=edit.at if edit else None,
        lines=[LineOut.model_validate({"words": [], **row}) for row in as_rows(lines)],
    )

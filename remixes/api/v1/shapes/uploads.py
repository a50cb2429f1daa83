"""Sources of remixes: stored files, and links that a service fetches by itself."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Literal

from django.conf import settings
from ninja import Field, Schema
from pydantic import ConfigDict

from remixes.api.v1.shapes.people import PersonOut, told_person
from remixes.api.v1.shapes.plain import Asked
from remixes.file_names import source_url
from remixes.forms.sources import LINK_LENGTH
from remixes.models import Upload, UploadState

_TITLE_LENGTH = 200


class SourceOut(Schema):
    """A source in few words."""

    id: uuid.UUID
    title: str
    artist: str
    kind: Literal["file", "link"]


class UploadOut(SourceOut):
    """A source with everything known of it. What is null is not known, or not yet."""

    state: UploadState = Field(
        description="CHECKING: it may be ordered already and is sent when it is READY."
    )
    reason: str = Field(description="Why it was refused.")
    url: str | None = Field(description="The link, if it is one.")
    file_name: str
    size_bytes: int | None
    extension: str
    mime: str
    codec: str
    duration_s: float | None
    sample_rate_hz: int | None
    channels: int | None
    loudness_lufs: float | None
    sha256: str | None
    is_sample: bool = Field(description="Whether it is the song that comes with the desk.")
    made_of_id: uuid.UUID | None = Field(description="The version (conversion) that it is.")
    person: PersonOut = Field(description="Who brought it.")
    created_at: datetime
    trashed_at: datetime | None
    audio_url: str | None = Field(description="The stored file; takes the same token as this API.")
    page_url: str


class UploadPage(Schema):
    items: list[UploadOut]
    next: str | None = Field(description="Send it as `cursor` for what follows; null: no more.")


class LinkIn(Asked):
    """A link that the service will fetch; nothing is fetched from here."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"link": "https://example.com/songs/awning.mp3"}]},
    )

    link: str = Field(min_length=1, max_length=LINK_LENGTH, description="https, http or s3.")


class NamesIn(Asked):
    """What people may correct about a source. What is left out stays."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"title": "Awning", "artist": "The Makers"}]},
    )

    title: str | None = Field(None, max_length=_TITLE_LENGTH)
    artist: str | None = Field(None, max_length=_TITLE_LENGTH)


def told_source(upload: Upload) -> SourceOut:
    return SourceOut(
        id=upload.pk,
        title=str(upload),
        artist=upload.artist,
        kind="link" if upload.is_link else "file",
    )


def told_upload(upload: Upload) -> UploadOut:
    """Needs `person` selected."""
    return UploadOut(
        **told_source(upload).model_dump(),
        state=UploadState(upload.state),
        reason=upload.reason,
        url=upload.url or None,
        file_name=upload.file_name,
        size_bytes=upload.size,
        extension=upload.extension,
        mime=upload.mime,
        codec=upload.codec,
        duration_s=upload.duration_s,
        sample_rate_hz=upload.sample_rate,
        channels=upload.channels,
        loudness_lufs=upload.loudness_lufs,
        sha256=upload.sha256 or None,
        is_sample=upload.is_sample,
        made_of_id=upload.made_of_id,
        person=told_person(upload.person),
        created_at=upload.created_at,
        trashed_at=upload.trashed_at,
        audio_url=f"{settings.PUBLIC_URL}{source_url(upload)}" if upload.has_audio else None,
        page_url=f"{settings.PUBLIC_URL}{upload.get_absolute_url()}",
    )

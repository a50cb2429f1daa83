"""From the explorer's form to the one request it stands for, and the record of sending it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from remixes.actions import uploads
from remixes.models import ExplorerCall, Person, Remix, Upload
from remixes.remote import Order
from remixes.remote.multipart import safe_name
from remixes.remote.wire_forms import text_fields, wire_of
from remixes.snippets import ApiRequest, NotText, SentFile

ROOT = "/api/public/v1"
FILE_FIELD = "audio_file"
_ANY_MIME = "application/octet-stream"
# Bodies are replies of our own API, a few hundred bytes; this only keeps a fault from filling rows.
_LONGEST_BODY = 64 * 1024


@dataclass(frozen=True)
class Spelled:
    """One request: the last part of its address, its text fields in order, its file.

    `feature` is what byId calls orders at that address.
    """

    endpoint: str
    feature: str
    fields: tuple[tuple[str, str], ...]
    file: SentFile | None = None

    @property
    def request(self) -> ApiRequest:
        """As it is written for people. Raises NotText."""
        return ApiRequest(f"{settings.PUBLIC_URL}{ROOT}/{self.endpoint}", self.fields, self.file)


def spell(asked: Mapping[str, Any]) -> Spelled:
    """The request for what an `ExplorerForm` cleans to; what is missing is left out."""
    spelling = asked.get("spelling") or "classic"
    wire = wire_of(spelling, asked.get("mode") or "REMIX")
    file = None if asked.get("source") == "link" else sent_file(asked.get("upload"))
    order = Order(
        mode=asked.get("mode") or "REMIX",
        prompt=asked.get("prompt") or "",
        lyrics=asked.get("lyrics") or "",
        webhook_url=asked.get("webhook_url") or "",
        file=Path(file.name) if file else None,
        url=asked.get("link") or "",
        replace_start_at=asked.get("replace_start_at"),
        replace_end_at=asked.get("replace_end_at"),
        title=asked.get("title") or "",
        section=asked.get("section") or "",
        gender=asked.get("gender") or "",
        wants_cover=bool(asked.get("wants_cover")),
    )
    told = text_fields(wire, order)
    if not asked.get("wants_timestamps"):
        told.pop("lyrics_timestamps", None)
    if asked.get("service") not in (None, "", next(iter(settings.REMIX_SERVICES))):
        told["service"] = asked["service"]
    return Spelled(wire.endpoint, wire.conversion_type, tuple(told.items()), file)


def sent_file(upload: Upload | None) -> SentFile:
    """A stored source as whoever runs the text would send it; the sample song without one."""
    if upload is None:
        sample = Path(settings.BASE_DIR) / "static" / uploads.SAMPLE
        return SentFile(FILE_FIELD, sample.name, "audio/mpeg", sample.stat().st_size)
    name, size = upload.file_name or f"song.{upload.extension}", upload.size or 0
    try:
        return SentFile(FILE_FIELD, name, upload.mime or _ANY_MIME, size)
    except NotText:
        return SentFile(FILE_FIELD, safe_name(name, upload.mime), _ANY_MIME, size)


def begin(
    person: Person, spelled: Spelled, asked: Mapping[str, Any], **facts: Any
) -> tuple[ExplorerCall, bool]:
    """The row of a call that is about to be made, and whether it is new.

    `asked` is the form as it was filled in, `facts` are upload, form_key and card. The same form
    sent twice is one call.
    """
    # Going back and changing a word is another call, pressing twice is not.
    key = uuid.uuid5(facts.pop("form_key", None) or uuid.uuid4(), repr(spelled))
    file = spelled.file
    try:
        with transaction.atomic():
            call = ExplorerCall.objects.create(
                person=person,
                asked=dict(asked),
                endpoint=spelled.endpoint,
                fields=[list(pair) for pair in spelled.fields],
                file={"field": file.field, "name": file.name, "mime": file.mime, "size": file.size}
                if file
                else None,
                form_key=key,
                **facts,
            )
    except IntegrityError:
        return ExplorerCall.objects.get(person=person, form_key=key), False
    return call, True


def finish(
    call: ExplorerCall,
    *,
    status: int,
    headers: list[tuple[str, str]],
    body: str,
    took_ms: int,
    remix: Remix | None,
) -> None:
    """Writes down our own reply and the remix that it names."""
    call.status, call.headers, call.took_ms = status, [list(pair) for pair in headers], took_ms
    call.body, call.remix = body[:_LONGEST_BODY], remix
    call.save(update_fields=["status", "headers", "took_ms", "body", "remix"])

"""Sending from the explorer: the team API's own call in this process, and the row that keeps it."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import JsonResponse

from remixes import vault
from remixes.actions import explorer, uploads
from remixes.actions.explorer import Spelled
from remixes.actions.rejected import Rejected
from remixes.models import ExplorerCall, Person, Upload
from remixes.wire.fields import Fields
from remixes.wire_orders import Answer, answer

_FILE_IS_GONE = (
    "The file of this song is missing here, so nothing was sent. Add it again or choose another."
)


def send(
    person: Person, asked: Mapping[str, Any], lasting: Mapping[str, Any], card: str = ""
) -> ExplorerCall:
    """Makes the call that a valid form stands for; the same form again gives the call there is.

    `asked` is what the form cleans to, `lasting` what it is filled in with the next time. Raises
    Rejected when there are no bytes to send.
    """
    upload = asked.get("upload")
    if asked.get("source") != "link" and upload is None:
        upload = uploads.add_sample(person)
    if upload and not vault.has(upload.sha256):
        raise Rejected(_FILE_IS_GONE)
    spelled = explorer.spell({**asked, "upload": upload})
    facts = {"upload": upload, "form_key": asked.get("form_key"), "card": card}
    call, is_new = explorer.begin(person, spelled, lasting, **facts)
    # One that was begun and never answered is made again; its key keeps it from being two.
    if is_new or call.status is None:
        _make(call, spelled, upload)
    return call


def _make(call: ExplorerCall, spelled: Spelled, upload: Upload | None) -> None:
    started = time.monotonic()
    with ExitStack() as stack:
        files = {}
        if spelled.file and upload:
            sound = stack.enter_context(vault.path_of(upload.sha256).open("rb"))
            files[spelled.file.field] = UploadedFile(
                sound, spelled.file.name, spelled.file.mime, spelled.file.size
            )
        fields = Fields(dict(spelled.fields), files)
        said = answer(call.person, spelled.feature, fields, key=str(call.pk))
    _keep(call, said, round((time.monotonic() - started) * 1000))


def _keep(call: ExplorerCall, said: Answer, took_ms: int) -> None:
    # The very object that the API's own door would answer with.
    reply = JsonResponse(said.body, status=said.status, headers=dict(said.headers))
    explorer.finish(
        call,
        status=reply.status_code,
        headers=[*reply.headers.items(), ("Content-Length", str(len(reply.content)))],
        body=json.dumps(json.loads(reply.content), ensure_ascii=False),
        took_ms=took_ms,
        remix=said.remix,
    )

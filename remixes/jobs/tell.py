"""Makes the callbacks that a call owes its program, in the words of the wire; sends nothing.

The facts and the call's `next_action_at` are committed together, so however late this runs, no
fact goes untold; one that was told is never told again.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import transaction

from remixes.jobs import bell
from remixes.models import Call, Callback, CallbackKind, Remix
from remixes.telling import tellable, told, waits_until
from remixes.wire import replies

Owed = tuple[uuid.UUID, CallbackKind, dict[str, Any]]


def ring_for(remix_id: uuid.UUID) -> None:
    """Spares the program behind a remix, if there is one, the wait for the sweeper."""
    if Call.objects.due().filter(pk=remix_id).exists():
        bell.ring("tell", remix_id)


def tell(remix_id: str) -> None:
    """Freezes the body of everything new and rings for each."""
    with transaction.atomic():
        if not Call.objects.take(uuid.UUID(remix_id)):
            return
        remix = tellable(Remix.objects.filter(pk=remix_id)).get()
        call: Call = remix.call
        waits = waits_until(remix)
        if waits:
            # The wav belongs into the same body; after this it goes out without.
            Call.objects.filter(pk=remix.pk).update(next_action_at=min(waits.values()))
        known = set(call.callbacks.values_list("version_id", "kind"))
        made = [
            Callback(call=call, version_id=version_id, kind=kind, body=_text(body))
            for version_id, kind, body in _owed(remix, call, set(waits))
            if (version_id, kind) not in known
            and not (kind == CallbackKind.FAILURE and (version_id, CallbackKind.VERSION) in known)
        ]
        Callback.objects.bulk_create(made)
        bell.ring_all("call_back", [one.pk for one in made])


def _owed(remix: Remix, call: Call, waits: set[str]) -> Iterator[Owed]:
    task = told(remix, settings.PUBLIC_URL)
    for version in task.versions:
        version_id = uuid.UUID(version.id)
        if version.mp3_url is None or version.id in waits:
            continue
        if version.mp3_url:
            yield version_id, CallbackKind.VERSION, replies.version_webhook(task, version)
            if call.wants_timestamps and version.timeline:
                yield version_id, CallbackKind.LYRICS, replies.lyrics_webhook(task, version)
        elif version.is_flagged:
            yield version_id, CallbackKind.FAILURE, replies.version_webhook(task, version)
        else:
            body = replies.failure_webhook(task, version, version.reason or task.message)
            yield version_id, CallbackKind.FAILURE, body


def _text(body: dict[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=False)

"""What a program was told of its call, for people: a row a callback, and sending it again."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from remixes.actions.callbacks import resend
from remixes.models import Call, Callback, CallbackKind, Person, Remix
from remixes.views.asking import PersonRequest

# While a page is open it follows the first attempts; later ones are hours apart.
_FOLLOWED_TRIES = 2
_BADGES = {"delivered": "DONE", "given up": "FAILED", "failing": "OVERDUE", "waiting": "QUEUED"}
_WORDS = {
    "delivered": "Delivered",
    "given up": "Given up",
    "failing": "Not taken yet",
    "waiting": "Being sent",
}


class CallbackRow(NamedTuple):
    """One callback as it is drawn."""

    callback: Callback
    title: str
    badge: str
    word: str
    answer: str
    links_end_at: datetime | None
    are_links_over: bool
    can_resend: bool


def callback_facts(person: Person, remix: Remix) -> dict[str, Any]:
    """What the page of a remix says of them to its maker and to owners; ``told_call`` is None
    for others, and where no program waits to be told."""
    call = Call.objects.that_tell(person).filter(pk=remix.pk).first()
    if call is None:
        return {"told_call": None, "callbacks": [], "awaits_callbacks": False}
    callbacks = list(call.callbacks.all())
    return {
        "told_call": call,
        "callbacks": [_row(remix, one, can_resend=person.can_make) for one in callbacks],
        "awaits_callbacks": are_awaited(call, callbacks),
    }


def are_awaited(call: Call, callbacks: Iterable[Callback]) -> bool:
    """Whether somebody who looks at the page will soon see something new of them."""
    is_moving = any(one.is_owed and one.tries <= _FOLLOWED_TRIES for one in callbacks)
    return call.next_action_at is not None or is_moving


@require_POST
def callback_resend(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    """One more POST of the same body; 404 for whoever may not ask for it."""
    mine = Callback.objects.resendable_by(request.user).select_related("call__remix")
    callback = get_object_or_404(mine, pk=pk)
    resend(callback)
    messages.success(request, "It is being sent again: the same body under the same id.")
    return redirect(callback.call.remix)


def _row(remix: Remix, callback: Callback, *, can_resend: bool) -> CallbackRow:
    number = 1 if callback.version_id == remix.version_1_id else 2
    kind = "" if callback.kind == CallbackKind.VERSION else callback.get_kind_display().lower()
    has_links = callback.kind == CallbackKind.VERSION
    ends_at = callback.created_at + timedelta(hours=settings.REMIX_LINK_HOURS)
    return CallbackRow(
        callback=callback,
        title=f"Version {number}: {kind}" if kind else f"Version {number}",
        badge=_BADGES[callback.state],
        word=_WORDS[callback.state],
        answer=callback.last_error or _answer(callback),
        links_end_at=ends_at if has_links else None,
        are_links_over=has_links and ends_at < timezone.now(),
        # What is on its way anyway needs no second ring.
        can_resend=can_resend and callback.state != "waiting",
    )


def _answer(callback: Callback) -> str:
    return f"The receiver answered {callback.last_status}." if callback.last_status else ""

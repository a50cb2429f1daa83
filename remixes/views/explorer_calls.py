"""Calls sent from the explorer: each with all that followed it, live, and the list of them."""

from __future__ import annotations

import json
import uuid
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from remixes.models import Call, Callback, Delivery, ExplorerCall, Person, Remix, Submission
from remixes.remote.showing import masked
from remixes.snippets import Piece, head_pieces, json_pieces
from remixes.views.asking import PersonRequest
from remixes.views.callbacks import are_awaited
from remixes.views.conditional import conditional
from remixes.views.explorer_result import result_facts
from remixes.views.explorer_texts import request_facts, sent_request

# What the kinds of webhook bodies tell; docs of the wire number them.
TELLS = {
    "W1": "A version",
    "W2": "A version",
    "W3": "Times of the lyrics",
    "W4": "The cover",
    "W6": "The task as a whole",
    "failure": "A failure",
}
CALLS_ON_TOP = 5
PAGE_SIZE = 30


class Exchange(NamedTuple):
    """One POST of the desk to the service, with its reply, as far as there is one."""

    submission: Submission
    request: list[Piece]
    head: list[Piece]
    reply: list[Piece]


class Told(NamedTuple):
    """One webhook body of this desk's own, for whoever gave an address, coloured."""

    callback: Callback
    body: list[Piece]


class Arrival(NamedTuple):
    """One webhook body as it came, coloured, and in words what it tells."""

    delivery: Delivery
    tells: str
    body: list[Piece]


@require_safe
def explorer_call(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    call = _found(request, pk)
    context = {
        "reply_head": head_pieces(call.status, call.headers) if call.status else [],
        "reply_body": json_pieces(call.body),
        **request_facts(sent_request(call, request.user)),
        **_live(call, request.user),
    }
    return render(request, "remixes/explorer_call.html", context)


@require_safe
def explorer_call_live(request: PersonRequest, pk: uuid.UUID) -> HttpResponseBase:
    """The part of the page that follows the job, for the page's own refresh."""
    context = _live(_found(request, pk), request.user)
    return conditional(request, render(request, "remixes/_explorer_call_live.html", context))


@require_safe
def explorer_calls(request: PersonRequest) -> HttpResponse:
    """Everybody's calls, or one's own; newest first, in pages."""
    is_own = request.GET.get("whose") == "mine"
    calls = listed_calls(request.user)
    page = Paginator(calls.filter(person=request.user) if is_own else calls, PAGE_SIZE)
    context = {"page": page.get_page(request.GET.get("page")), "is_own": is_own}
    return render(request, "remixes/explorer_calls.html", context)


def listed_calls(person: Person) -> QuerySet[ExplorerCall]:
    """Calls with all that a list shows of them, newest first."""
    return ExplorerCall.objects.visible_to(person).select_related("person", "remix", "upload")


def _found(request: PersonRequest, pk: uuid.UUID) -> ExplorerCall:
    calls = ExplorerCall.objects.visible_to(request.user).select_related("person", "upload")
    return get_object_or_404(calls, pk=pk)


def _live(call: ExplorerCall, reader: Person) -> dict[str, Any]:
    if call.remix_id is None:
        return {"call": call, "remix": None}
    remixes = Remix.objects.select_related("upload", "person").with_versions()
    remix = remixes.prefetch_related("submissions").get(pk=call.remix_id)
    submissions = sorted(remix.submissions.all(), key=lambda one: one.number)
    deliveries = Delivery.objects.filter(submission__in=submissions).order_by("received_at", "pk")
    return {
        "call": call,
        "exchanges": [_exchange(one) for one in submissions],
        "arrivals": [_arrival(one) for one in deliveries],
        **_own_callbacks(remix, reader),
        **result_facts(remix),
    }


def _own_callbacks(remix: Remix, reader: Person) -> dict[str, Any]:
    """What this desk calls back itself; `is_calling` while there will soon be more to see."""
    call = Call.objects.that_tell(reader).filter(pk=remix.pk).first()
    owed = list(call.callbacks.all()) if call else []
    return {
        "call_back": call is not None,
        "own_callbacks": [Told(one, json_pieces(masked(one.body))) for one in owed],
        "is_calling": call is not None and are_awaited(call, owed),
    }


def _exchange(submission: Submission) -> Exchange:
    sent = masked(json.dumps(submission.request, ensure_ascii=False))
    status = submission.http_status
    return Exchange(
        submission,
        json_pieces(sent),
        head_pieces(status, ()) if status else [],
        json_pieces(masked(submission.reply)),
    )


def _arrival(delivery: Delivery) -> Arrival:
    body = json_pieces(masked(delivery.text))
    return Arrival(delivery, TELLS.get(delivery.kind, ""), body)

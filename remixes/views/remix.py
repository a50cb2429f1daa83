"""The remix page: where it stands by itself, source and versions to listen to, how it got here."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from remixes.actions.standing import standing
from remixes.models import Move, Person, Remix, Status
from remixes.record import told_of
from remixes.views.asking import PersonRequest
from remixes.views.conditional import conditional
from remixes.views.estimates import cost, due
from remixes.views.plan import plan_facts, plan_summary
from remixes.views.rows import listed, row_of
from remixes.views.takes import awaited_takes, result_take, source_take
from remixes.views.told import history_words, next_ask, told_once, wants_other_words


@require_safe
def remix(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    found = _found(request, pk)
    made = listed(Remix.objects.visible_to(request.user).kept().filter(made_from=found))
    context = _live(request.user, found) | {"made": [row_of(one) for one in made]}
    return render(request, "remixes/remix.html", context)


@require_safe
def remix_live(request: PersonRequest, pk: uuid.UUID) -> HttpResponseBase:
    """The part of the page that follows the job, for the page's own refresh."""
    context = _live(request.user, _found(request, pk))
    return conditional(request, render(request, "remixes/_remix_live.html", context))


def _found(request: PersonRequest, pk: uuid.UUID) -> Remix:
    remixes = Remix.objects.visible_to(request.user)
    related = remixes.select_related("upload", "person", "made_from__upload")
    return get_object_or_404(related.prefetch_related("conversions", "submissions"), pk=pk)


def _live(person: Person, found: Remix) -> dict[str, Any]:
    stands = standing(found)
    submissions = list(found.submissions.all())
    latest = max(submissions, key=lambda s: s.number, default=None)
    conversions = sorted(told_of(submissions, found.conversions.all()), key=lambda c: c.version)
    results = [result_take(one, is_over=found.is_at_rest) for one in conversions]
    detail, results = told_once(stands, results)
    can_edit = person.can_make and (person.is_owner or found.person_id == person.pk)
    return {
        "remix": found,
        "standing": stands,
        "detail": detail,
        "next_ask_at": next_ask(stands),
        "has_services": len(settings.REMIX_SERVICES) > 1,
        "title": next((c.title for c in conversions if c.title), "") or str(found.upload),
        "badge": "NOTHING" if stands.step == "nothing" else found.status,
        "source": source_take(found.upload),
        "takes": results + awaited_takes(found, conversions, _awaited(found, stands.expected)),
        "has_audio": found.upload.has_audio or any(take.src for take in results),
        "has_words": any(take.has_words for take in results),
        "due": due(stands.eta_at) if stands.step in ("service", "arrived") else "",
        "cost": cost(latest.credit_estimate if latest else None),
        "plan": plan_facts(latest.plan if latest else None),
        "plan_summary": plan_summary(latest.plan if latest else None),
        "moves": _moves(found),
        "can_edit": can_edit,
        "wants_edit": can_edit and wants_other_words(stands, latest),
    }


def _awaited(found: Remix, expected: int) -> int:
    """How many places to draw; none before the service has taken it."""
    return expected if found.status in (Status.SUBMITTED, Status.PARTIAL, Status.OVERDUE) else 0


def _moves(found: Remix) -> list[dict[str, Any]]:
    """The history, newest first, in the words of the statuses."""
    moves = Move.objects.filter(remix=found).select_related("person").order_by("-at", "-id")
    told = []
    for move in moves:
        word, why = history_words(move.to_status, move.why)
        told.append({"at": move.at, "word": word, "why": why, "person": move.person})
    return told

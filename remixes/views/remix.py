"""The remix page: where it stands by itself, source and versions to listen to, how it got here."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from remixes.actions.notes import see_mentions
from remixes.actions.standing import standing
from remixes.forms import built_in
from remixes.forms.notes import NoteForm
from remixes.models import Move, Remix, Status, Submission
from remixes.record import told_of
from remixes.views.asking import PersonRequest
from remixes.views.beside import beside, offers
from remixes.views.blind import blinded, can_be_blind
from remixes.views.callbacks import callback_facts
from remixes.views.choosing import choice_facts
from remixes.views.conditional import conditional
from remixes.views.covers import cover_facts
from remixes.views.estimates import cost, due
from remixes.views.family import family_of, way_to
from remixes.views.notes import note_facts
from remixes.views.plan import plan_facts, plan_summary
from remixes.views.rows import listed, row_of
from remixes.views.services import name_of
from remixes.views.takes import Take, awaited_takes, result_take, source_take, with_soundings
from remixes.views.told import history_words, next_ask, told_once, wants_other_words


@require_safe
def remix(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    found = _found(request, pk)
    made = listed(Remix.objects.visible_to(request.user).kept().filter(made_from=found))
    context = _live(request, found) | note_facts(request.user, found)
    context |= {
        "made": [row_of(one) for one in made],
        "note_form": NoteForm(found),
        "way": way_to(request.user, found),
        "family": None if context["is_blind"] else family_of(request.user, found),
    }
    if request.method == "GET" and not context["is_blind"]:
        see_mentions(request.user, found)
    return render(request, "remixes/remix.html", context)


@require_safe
def remix_live(request: PersonRequest, pk: uuid.UUID) -> HttpResponseBase:
    """The part of the page that follows the job, for the page's own refresh."""
    context = _live(request, _found(request, pk))
    return conditional(request, render(request, "remixes/_remix_live.html", context))


def _found(request: PersonRequest, pk: uuid.UUID) -> Remix:
    remixes = Remix.objects.visible_to(request.user)
    related = remixes.select_related(
        "upload__made_of__remix__upload", "person", "made_from", "winner_by"
    )
    sent = Prefetch("submissions", queryset=Submission.objects.select_related("cover"))
    told = related.with_versions().prefetch_related(sent, "preferences")
    return get_object_or_404(told, pk=pk)


def _live(request: PersonRequest, found: Remix) -> dict[str, Any]:
    person = request.user
    stands = standing(found)
    submissions = list(found.submissions.all())
    latest = max(submissions, key=lambda s: s.number, default=None)
    conversions = sorted(told_of(submissions, found.conversions.all()), key=lambda c: c.version)
    results = [result_take(one, is_over=found.is_at_rest) for one in conversions]
    detail, results = told_once(stands, results)
    can_edit = found.is_editable_by(person)
    takes = results + awaited_takes(found, conversions, _awaited(found, stands.expected))
    is_blind = _is_blind(request, found, takes)
    title = next((c.title for c in conversions if c.title), "") or str(found.upload)
    plan = latest.plan if latest else None
    sounds = [take for take in (source_take(found.upload), *takes) if take]
    source, takes = _split(with_soundings(found.upload, sounds))
    if is_blind:
        # Neither the titles nor the plan may tell which version is which.
        takes, title, plan = blinded(person, found, takes), str(found.upload), None
    chosen = "" if is_blind else request.GET.get("with", "")
    others = beside(person, found, chosen, 1 + max((t.number for t in takes), default=0))
    return {
        **choice_facts(person, found, takes, is_blind=is_blind),
        "remix": found,
        "standing": stands,
        "detail": detail,
        "next_ask_at": next_ask(stands),
        "has_services": len(settings.REMIX_SERVICES) > 1,
        "service_name": name_of(found.service),
        "title": title,
        "badge": "NOTHING" if stands.step == "nothing" else found.status,
        "source": source,
        "takes": takes,
        "on_deck": [*takes, *others],
        "offers": [] if is_blind else offers(person, found, chosen),
        "with": chosen if others else "",
        **cover_facts(found, submissions),
        **callback_facts(person, found),
        "has_audio": found.upload.has_audio or any(take.src for take in results),
        "has_words": any(take.has_words for take in takes),
        "due": due(stands.eta_at) if stands.step in ("service", "arrived") else "",
        "cost": cost(latest.credit_estimate if latest else None),
        "plan": plan_facts(plan),
        "engine_note": built_in.what_it_is(found.service),
        "plan_summary": plan_summary(plan),
        "moves": _moves(found),
        "can_edit": can_edit,
        "is_home": not is_blind and any(one.is_saved for one in conversions),
        "wants_edit": can_edit and wants_other_words(stands, latest),
    }


def _split(takes: list[Take]) -> tuple[Take | None, list[Take]]:
    """The source, if it can be heard, and the versions."""
    source = next((take for take in takes if not take.number), None)
    return source, [take for take in takes if take.number]


def _is_blind(request: PersonRequest, found: Remix, takes: list[Take]) -> bool:
    """Blind until a preference is given; after that there is nothing left to hide."""
    if "blind" not in request.GET or not can_be_blind(takes):
        return False
    return all(one.person_id != request.user.pk for one in found.preferences.all())


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

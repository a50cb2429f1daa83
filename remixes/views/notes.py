"""What people say about a remix: threads that refresh themselves, and the buttons on them."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from remixes.actions import notes
from remixes.forms.notes import NoteForm, TextForm
from remixes.models import Note, Person, Remix
from remixes.views.asking import PersonRequest, ask, is_valid
from remixes.views.conditional import conditional


@dataclass(frozen=True)
class Thread:
    """A first note, its answers, and where it is pinned in words."""

    note: Note
    answers: tuple[Note, ...]

    @property
    def take(self) -> int:
        """The number of the take that its pin is on, 0 for the source."""
        return self.note.conversion.version if self.note.conversion else 0

    @property
    def where(self) -> str:
        if self.note.conversion:
            return f"Version {self.note.conversion.version}"
        return "" if self.note.at_ms is None else "Source"


def note_facts(person: Person, remix: Remix) -> dict[str, Any]:
    """What the page of a remix shows of its notes, in three queries however many they are."""
    answers = Note.objects.select_related("person").order_by("created_at", "id")
    opening = (
        Note.objects.visible_to(person)
        .opening()
        .filter(remix=remix)
        .select_related("person", "conversion", "resolved_by")
        .prefetch_related(Prefetch("answers", queryset=answers))
        .order_by("created_at", "id")
    )
    threads = [Thread(note, tuple(note.answers.all())) for note in opening]
    return {
        "open_threads": [one for one in threads if not one.note.is_resolved],
        "resolved_threads": [one for one in threads if one.note.is_resolved],
        "pins": [one for one in threads if one.note.at_ms is not None and not one.note.is_deleted],
    }


@require_safe
def notes_live(request: PersonRequest, pk: uuid.UUID) -> HttpResponseBase:
    """The threads alone, for the page's own refresh."""
    remix = _remix(request, pk)
    context = {"remix": remix, **note_facts(request.user, remix)}
    return conditional(request, render(request, "remixes/_notes_live.html", context))


@require_POST
def add(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    remix = _remix(request, pk)
    form = NoteForm(remix, request.POST)
    if is_valid(request, form):
        words = form.cleaned_data["text"]
        ask(request, lambda: notes.add(request.user, remix, words, form.place()), "Noted.")
    return _back(request, remix)


@require_POST
def answer(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    return _with_words(request, _note(request, pk), notes.answer, "Answered.")


@require_POST
def edit(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    return _with_words(request, _note(request, pk), notes.edit, "Changed.")


@require_POST
def delete(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    note = _note(request, pk)
    ask(request, lambda: notes.delete(request.user, note), "Deleted.")
    return _back(request, note.remix)


@require_POST
def resolve(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    """Closes a thread; with `again` in the form it opens it."""
    note = _note(request, pk)
    is_done = "again" not in request.POST
    done = "Resolved." if is_done else "Open again."
    ask(request, lambda: notes.resolve(request.user, note, is_done=is_done), done)
    return _back(request, note.remix)


def _with_words(
    request: PersonRequest, note: Note, action: Callable[[Person, Note, str], object], done: str
) -> HttpResponse:
    form = TextForm(request.POST)
    if is_valid(request, form):
        ask(request, lambda: action(request.user, note, form.cleaned_data["text"]), done)
    return _back(request, note.remix)


def _remix(request: PersonRequest, pk: uuid.UUID) -> Remix:
    return get_object_or_404(Remix.objects.visible_to(request.user), pk=pk)


def _note(request: PersonRequest, pk: uuid.UUID) -> Note:
    notes_of = Note.objects.visible_to(request.user).select_related("remix", "parent")
    return get_object_or_404(notes_of, pk=pk)


def _back(request: PersonRequest, remix: Remix) -> HttpResponse:
    """To the notes; a script that stays on the page is told in words how it went."""
    if request.accepts("text/html"):
        return redirect(f"{remix.get_absolute_url()}#notes")
    told = list(messages.get_messages(request))
    wrong = next((str(each) for each in told if each.level >= messages.ERROR), "")
    if wrong:
        return JsonResponse({"error": wrong}, status=422)
    return JsonResponse({"said": " ".join(map(str, told))})

"""The buttons of a remix: find it among what this person may change, ask one action, go back."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from remixes.actions import remixes
from remixes.actions.standing import standing
from remixes.models import Conversion, Remix
from remixes.views.asking import PersonRequest, ask


def _own(request: PersonRequest, pk: uuid.UUID) -> Remix:
    """404 for strangers: whose remix it is, is nobody's business."""
    remixes_of = Remix.objects.editable_by(request.user).select_related("upload", "person")
    return get_object_or_404(remixes_of, pk=pk)


@require_POST
def cancel(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    remix = _own(request, pk)
    ask(request, lambda: remixes.cancel(remix, request.user), "Cancelled.")
    return redirect(remix)


@require_POST
def retry(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    remix = _own(request, pk)
    ask(request, lambda: remixes.retry(remix, request.user), "In the queue again.")
    return redirect(remix)


@require_POST
def ask_now(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    remix = _own(request, pk)
    ask(request, lambda: remixes.ask_now(remix, request.user), "The service is being asked.")
    return redirect(remix)


@require_http_methods(["GET", "HEAD", "POST"])
def send_again(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    """A page that says what it may cost, then the deed."""
    remix = _own(request, pk)
    if request.method != "POST":
        return _confirm(request, remix, "send_again")
    ask(request, lambda: remixes.send_again(remix, request.user), "In the queue again.")
    return redirect(remix)


@require_http_methods(["GET", "HEAD", "POST"])
def give_up(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    remix = _own(request, pk)
    if request.method != "POST":
        return _confirm(request, remix, "give_up")
    ask(request, lambda: remixes.give_up(remix, request.user), "Given up.")
    return redirect(remix)


def _confirm(request: PersonRequest, remix: Remix, deed: str) -> HttpResponse:
    context = {"remix": remix, "standing": standing(remix), "deed": deed}
    return render(request, "remixes/settle.html", context)


@require_POST
def trash(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    remix = _own(request, pk)
    done = "In the trash. What was sent goes on, and its results are kept with it."
    ask(request, lambda: remixes.trash(remix, request.user), done)
    return redirect(remix)


@require_POST
def restore(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    remix = _own(request, pk)
    ask(request, lambda: remixes.restore(remix, request.user), "Back in the library.")
    return redirect(remix)


@require_POST
def archive_again(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    """Copies the files of one result again; ``pk`` is the conversion's."""
    own = Conversion.objects.editable_by(request.user).select_related("remix")
    conversion = get_object_or_404(own, pk=pk)
    done = "The files are being copied again."
    ask(request, lambda: remixes.archive_again(conversion, request.user), done)
    return redirect(conversion.remix)

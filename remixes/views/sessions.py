"""Where somebody is signed in: a list of their browsers, and the end of one or of all others."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from remixes.actions import sessions
from remixes.views.asking import PersonRequest, ask


@require_safe
@never_cache
def sessions_page(request: PersonRequest) -> HttpResponse:
    # this browser may have signed in before the desk kept such notes, or by an invitation
    UserSession.objects.create_from_request(request)
    found = sessions.of(request.user, this_key=request.session.session_key or "")
    return render(request, "people/sessions.html", {"sessions": found})


@require_POST
def session_end(request: PersonRequest) -> HttpResponse:
    name = request.POST.get("session", "")
    ask(request, lambda: sessions.end(request.user, name), "That browser is signed out.")
    return redirect("sessions")


@require_POST
def sessions_end_others(request: PersonRequest) -> HttpResponse:
    count = sessions.end_all(request.user, but=request.session.session_key or "")
    said = "You were signed in nowhere else."
    if count:
        said = f"{count} other browser{' is' if count == 1 else 's are'} signed out."
    messages.success(request, said)
    return redirect("sessions")

"""What every request needs of people: an owner before anything else, their own clock, and a second
factor where owners must have one."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from remixes.actions import second_factor
from remixes.models import Person
from remixes.wire.keys import sent_key

Answer = Callable[[HttpRequest], HttpResponse]

# Machines ask here; they get an answer, not a page for people.
MACHINE_PATHS = (
    "/healthz",
    "/readyz",
    "/metrics",
    "/static/",
    "/webhooks/",
    "/engine/",
    "/api/",
    "/f/",
)

# Where a second factor is set up, and what those pages are made of.
OPEN_PATHS = ("/accounts/", "/static/", "/healthz", "/readyz", "/webhooks/", "/engine/")
SET_ONE_UP = "Owners of this desk need a second factor. Set one up under Settings first."


class FirstOwnerMiddleware:
    """Sends everybody to the welcome page while nobody exists; one query a request until then."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.has_people = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self.has_people or request.path.startswith(MACHINE_PATHS):
            return self.get_response(request)
        self.has_people = Person.objects.exists()
        welcome = reverse("welcome")
        if self.has_people or request.path == welcome:
            return self.get_response(request)
        return redirect(welcome)


class OwnersSecondFactorMiddleware:
    """Leads an owner without a second factor to the page that sets one up, where that is demanded.

    Only what a session opens is kept shut: a token of theirs is a secret of its own.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_open = request.path.startswith(OPEN_PATHS)
        is_program = request.path.startswith("/api/")
        if is_open or not settings.REMIX_OWNERS_NEED_SECOND_FACTOR or not _is_bare_owner(request):
            return self.get_response(request)
        if is_program and sent_key(request):  # then the session counts for nothing
            return self.get_response(request)
        if is_program:
            return JsonResponse({"detail": SET_ONE_UP}, status=403)
        return redirect("mfa_index")


def _is_bare_owner(request: HttpRequest) -> bool:
    """Whether an owner is signed in who has no second factor."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    user = request.user
    return isinstance(user, Person) and user.is_owner and not second_factor.has_one(user)


class TimeZoneMiddleware:
    """Shows times in the zone of the person who asks.

    Only a request that carries a session is asked who it is: webhooks, probes and the engine's
    callers cost no query here.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return self.get_response(request)
        with timezone.override(_zone(request.user.time_zone)):
            return self.get_response(request)


@lru_cache(maxsize=700)
def _zone(name: str) -> ZoneInfo:
    """A zone by name; UTC for a name this machine no longer knows, so that no page breaks."""
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError):  # unknown, unreadable, not a name at all
        return ZoneInfo("UTC")

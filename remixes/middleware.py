"""What every request needs of people: an owner before anything else, and their own clock."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from remixes.models import Person

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

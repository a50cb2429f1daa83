"""Asks once more before a person settles remixes by hand, and says what it may cost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from remixes.actions import remixes
from remixes.models import Person, Remix

if TYPE_CHECKING:
    from remixes.admin.evidence import Evidence


@dataclass(frozen=True)
class Way:
    """One of the two ways to settle: its action, and what a person must know before."""

    name: str
    action: Callable[[Remix, Person], None]
    title: str
    warning: str
    button: str
    done: str


SEND_AGAIN = Way(
    name="send_again",
    action=remixes.send_again,
    title="Send again?",
    warning=(
        "Nobody knows whether the service accepted the first request. If it did, the first one "
        "has been paid for, and sending again is paid for a second time. Results of both are kept."
    ),
    button="Send again, it may be paid twice",
    done="Back in the queue",
)
GIVE_UP = Way(
    name="give_up",
    action=remixes.give_up,
    title="Give up?",
    warning=(
        "The remix is marked as failed. Money may have been spent already and does not come back. "
        "If a result still arrives later, it is kept and shown."
    ),
    button="Give up",
    done="Given up",
)


def settle(
    admin: Evidence, request: HttpRequest, queryset: QuerySet[Remix], way: Way
) -> HttpResponse | None:
    """The question first; on its answer the action. None sends Django back to the list."""
    if request.POST.get("confirmed") == way.name:
        admin.ask_each(request, queryset, way.action, way.done)
        return None
    words = {
        **admin.admin_site.each_context(request),
        "title": way.title,
        "way": way,
        "remixes": queryset.select_related("person", "upload"),
        "checkbox": ACTION_CHECKBOX_NAME,
        "opts": admin.model._meta,
    }
    return TemplateResponse(request, "admin/settle.html", words)

"""The owner's pages about the team: who is here, invitations, roles; everybody else gets 404."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import Count
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from remixes.actions import people, second_factor
from remixes.actions.rejected import Rejected
from remixes.forms.people import InviteForm, RoleForm
from remixes.models import Invitation, Person, Role
from remixes.views.asking import PersonRequest, ask

Rest = ParamSpec("Rest")
View = Callable[Concatenate[PersonRequest, Rest], HttpResponse]


def owners_only(view: View[Rest]) -> View[Rest]:
    """404 for members and viewers: a page that is not theirs does not exist."""

    @wraps(view)
    def guarded(request: PersonRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if not request.user.is_owner:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@owners_only
def people_page(request: PersonRequest) -> HttpResponse:
    found = {
        "people": Person.objects.order_by("-is_active", "name", "email"),
        "invitations": Invitation.objects.open().select_related("invited_by"),
    }
    return render(request, "people/people.html", found)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@owners_only
def invite(request: PersonRequest) -> HttpResponse:
    """Answers the POST with the link itself: it is nowhere stored, so no later page can show it."""
    form = InviteForm(request.POST or None)
    words = {"form": form, "has_mail": settings.REMIX_HAS_EMAIL}
    if form.is_valid():
        try:
            words["invited"] = people.invite(request.user, **form.cleaned_data)
        except Rejected as problem:
            form.add_error("email", problem.sentence)
    return render(request, "people/invite.html", words)


@require_POST
@owners_only
def invitation_revoke(request: PersonRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation, pk=pk)
    ask(request, lambda: people.revoke(invitation), "Revoked: that link no longer works.")
    return redirect("people")


@require_safe
@owners_only
def person_page(request: PersonRequest, pk: int) -> HttpResponse:
    return _person_page(request, _person(pk))


@require_POST
@owners_only
def person_role(request: PersonRequest, pk: int) -> HttpResponse:
    person = _person(pk)
    form = RoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose owner, member or viewer.")
        return redirect("person", pk)
    role = Role(form.cleaned_data["role"])
    done = f"{person} now has the role {role.label.lower()}."
    ask(request, lambda: people.change_role(person, role), done)
    return _back(request, pk)


@require_POST
@owners_only
def person_deactivate(request: PersonRequest, pk: int) -> HttpResponse:
    person = _person(pk)
    done = f"{person} can no longer sign in. Their work stays."
    ask(request, lambda: people.deactivate(person), done)
    return _back(request, pk)


@require_POST
@owners_only
def person_reactivate(request: PersonRequest, pk: int) -> HttpResponse:
    person = _person(pk)
    ask(request, lambda: people.reactivate(person), f"{person} can sign in again.")
    return redirect("person", pk)


@require_POST
@never_cache
@owners_only
def person_reset_link(request: PersonRequest, pk: int) -> HttpResponse:
    person = _person(pk)
    try:
        link = people.reset_link(person)
    except Rejected as problem:
        messages.error(request, problem.sentence)
        return redirect("person", pk)
    return _person_page(request, person, link=link)


@require_POST
@owners_only
@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator]
def person_reset_second_factor(request: PersonRequest, pk: int) -> HttpResponse:
    """For a lost phone: asks for the owner's own password first, and is noted in the admin."""
    person = _person(pk)
    done = f"{person} signs in with the password alone until they set up a second factor again."
    if ask(request, lambda: second_factor.reset(person), done):
        LogEntry.objects.log_actions(
            request.user.pk,
            [person],
            CHANGE,
            change_message="Second factor reset",
            single_object=True,
        )
    return _back(request, pk)


def _person(pk: int) -> Person:
    return get_object_or_404(Person.objects.select_related("invited_by"), pk=pk)


def _person_page(request: PersonRequest, person: Person, link: str = "") -> HttpResponse:
    made = Person.objects.filter(pk=person.pk).aggregate(
        uploads=Count("uploads", distinct=True), remixes=Count("remixes", distinct=True)
    )
    words = {
        "person": person,
        "made": made,
        "form": RoleForm(initial={"role": person.role}),
        "link": link,
        "has_second_factor": second_factor.has_one(person),
    }
    return render(request, "people/person.html", words)


def _back(request: PersonRequest, pk: int) -> HttpResponseRedirect:
    """Owners who have just ended their own ownership have no person page to go back to."""
    is_still_owner = Person.objects.owners().filter(pk=request.user.pk).exists()
    return redirect("person", pk) if is_still_owner else redirect("desk")

"""The two ways in for somebody new: first owner of an empty desk, and an invitation's link."""

from __future__ import annotations

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from remixes.actions import people
from remixes.actions.rejected import Rejected
from remixes.forms.people import JoinForm, NewPersonForm
from remixes.models import Invitation, Person, hash_token


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@never_cache
@sensitive_post_parameters("password")
def welcome(request: HttpRequest) -> HttpResponse:
    if Person.objects.exists():
        return redirect("desk")
    form = NewPersonForm(request.POST or None)
    if form.is_valid():
        try:
            owner = people.make_first_owner(**form.cleaned_data)
        except Rejected as problem:
            form.add_error(None, problem.sentence)
        else:
            login(request, owner)
            return redirect("desk")
    return render(request, "people/welcome.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@never_cache
@sensitive_post_parameters("password")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    invited = Invitation.objects.open().filter(token_hash=hash_token(token))
    found = invited.select_related("invited_by").first()
    if found is None:
        return render(request, "people/invitation_closed.html", status=404)
    if request.user.is_authenticated:
        return render(request, "people/invitation_signed_in.html")
    form = JoinForm(request.POST or None, invitation=found)
    if form.is_valid():
        try:
            person = people.accept(found, **form.cleaned_data)
        except Rejected as problem:
            form.add_error(None, problem.sentence)
        else:
            login(request, person)
            return redirect("desk")
    return render(request, "people/join.html", {"form": form, "invitation": found})

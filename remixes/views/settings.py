"""What people decide for themselves: name, e-mail, time zone, theme, keys; nobody else's."""

from __future__ import annotations

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from remixes.actions import people, second_factor
from remixes.actions.rejected import Rejected
from remixes.forms.people import ChangeEmailForm, SettingsForm, ThemeForm, offered_zones
from remixes.views.asking import PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
def settings_page(request: PersonRequest) -> HttpResponse:
    form = SettingsForm(request.POST or None, instance=request.user)
    if form.is_valid():
        people.change_settings(request.user, **form.cleaned_data)
        messages.success(request, "Your settings are saved.")
        return redirect("settings")
    return _page(request, form, ChangeEmailForm(person=request.user))


@require_POST
@sensitive_post_parameters("password")
def settings_email(request: PersonRequest) -> HttpResponse:
    # the password is asked here too, so guessing is limited as at the sign-in
    if limited := ratelimit.consume_or_429(request, action="reauthenticate", user=request.user):
        return HttpResponse(limited.content, status=limited.status_code)
    form = ChangeEmailForm(request.POST, person=request.user)
    if form.is_valid():
        try:
            people.change_email(request.user, form.cleaned_data["email"])
        except Rejected as problem:
            form.add_error("email", problem.sentence)
        else:
            messages.success(request, f"You now sign in as {request.user.email}.")
            return redirect("settings")
    return _page(request, SettingsForm(instance=request.user), form)


@require_POST
def theme(request: PersonRequest) -> HttpResponse:
    """The switch of every page; it goes back to where it was used."""
    form = ThemeForm(request.POST)
    if form.is_valid():
        people.change_settings(request.user, theme=form.cleaned_data["theme"])
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return redirect(back if is_ours else "settings")


def _page(request: PersonRequest, form: SettingsForm, email_form: ChangeEmailForm) -> HttpResponse:
    words = {
        "form": form,
        "email_form": email_form,
        "zones": offered_zones(),
        "has_second_factor": second_factor.has_one(request.user),
    }
    return render(request, "people/settings.html", words)

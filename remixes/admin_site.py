"""The door of Django's admin: owners only, by the desk's own sign-in; it registers nothing."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url

# A person's role is the one truth and their address is changed in the settings; groups and
# allauth's own list of addresses would only tell another story. Second factors and sessions are
# secrets: whoever reads them is who they belong to.
LEFT_OUT = frozenset(
    {
        "auth.group",
        "account.emailaddress",
        "account.emailconfirmation",
        "mfa.authenticator",
        "usersessions.usersession",
    }
)


class DeskAdminSite(AdminSite):
    site_header = "Remixdesk"
    site_title = "Remixdesk"
    index_title = "Records and workers"

    def register(self, model_or_iterable: Any, *args: Any, **kwargs: Any) -> None:
        is_one = isinstance(model_or_iterable, type)
        models = [model_or_iterable] if is_one else list(model_or_iterable)
        wanted = [model for model in models if model._meta.label_lower not in LEFT_OUT]
        super().register(wanted, *args, **kwargs)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:  # noqa: FBT001, FBT002
        """404 for members and viewers; whoever is not signed in is sent to sign in."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if request.user.is_authenticated and not self.has_permission(request):
                raise Http404
            return inner(request, *args, **kwargs)

        return guarded

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if not request.user.is_authenticated:
            index = resolve_url("admin:index")
            return redirect_to_login(request.GET.get("next", index))
        if not self.has_permission(request):
            raise Http404
        return redirect("admin:index")

    def logout(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Signs out, and shows the desk's sign-in instead of a page of the admin's own."""
        super().logout(request, extra_context)
        return redirect("account_login")

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("account_change_password")

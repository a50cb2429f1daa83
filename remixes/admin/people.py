"""People and invitations in the admin: who is here; roles are changed on the desk's own pages."""

from __future__ import annotations

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from remixes.actions import people, second_factor, tokens
from remixes.admin.evidence import Evidence
from remixes.models import Invitation, Person, Token


@admin.register(Person)
class PersonAdmin(Evidence):
    list_display = ("email", "name", "role", "is_active", "last_login", "joined_at", "time_zone")
    list_filter = ("role", "is_active")
    search_fields = ("email", "name")
    ordering = ("email",)
    fields = (
        ("email", "name"),
        ("role", "is_active"),
        ("joined_at", "last_login", "invited_by"),
        ("time_zone", "theme", "has_single_keys"),
    )
    actions = ("deactivate", "reactivate", "reset_second_factor")

    @admin.action(description="Deactivate: sign out everywhere, keep the work")
    def deactivate(self, request: HttpRequest, queryset: QuerySet[Person]) -> None:
        self.ask_each(request, queryset, lambda row, _: people.deactivate(row), "Deactivated")

    @admin.action(description="Reactivate")
    def reactivate(self, request: HttpRequest, queryset: QuerySet[Person]) -> None:
        self.ask_each(request, queryset, lambda row, _: people.reactivate(row), "Reactivated")

    @admin.action(description="Reset second factor: the password alone lets them in, once more")
    def reset_second_factor(self, request: HttpRequest, queryset: QuerySet[Person]) -> None:
        raise_if_reauthentication_required(request, app="allauth.mfa")
        done = "Second factor reset"
        self.ask_each(request, queryset, lambda row, _: second_factor.reset(row), done)


@admin.register(Invitation)
class InvitationAdmin(Evidence):
    list_display = (
        "__str__",
        "invited_by",
        "created_at",
        "expires_at",
        "accepted_at",
        "accepted_by",
        "revoked_at",
    )
    list_select_related = ("invited_by", "accepted_by")
    list_filter = ("role", "accepted_at", "revoked_at")
    search_fields = ("email", "invited_by__email", "accepted_by__email")
    fields = (
        ("email", "role"),
        ("invited_by", "created_at", "expires_at"),
        ("accepted_at", "accepted_by", "revoked_at"),
    )
    actions = ("revoke",)

    @admin.action(description="Revoke: the link stops working")
    def revoke(self, request: HttpRequest, queryset: QuerySet[Invitation]) -> None:
        rows = queryset.select_related("invited_by")
        self.ask_each(request, rows, lambda row, _: people.revoke(row), "Revoked")


@admin.register(Token)
class TokenAdmin(Evidence):
    list_display = (
        "__str__",
        "person",
        "scope",
        "created_at",
        "used_at",
        "expires_at",
        "revoked_at",
    )
    list_select_related = ("person",)
    list_filter = (
        "scope",
        ("person", admin.RelatedOnlyFieldListFilter),
        ("revoked_at", admin.EmptyFieldListFilter),
    )
    search_fields = ("name", "start", "person__email")
    search_help_text = "Its name, how it begins, or the person's e-mail."
    fields = (
        ("person", "name", "scope"),
        "start",
        ("created_at", "used_at"),
        ("expires_at", "revoked_at"),
    )
    actions = ("revoke",)

    @admin.action(description="Revoke: it works no more")
    def revoke(self, request: HttpRequest, queryset: QuerySet[Token]) -> None:
        self.ask_each(request, queryset, lambda row, _: tokens.revoke(row), "Revoked")

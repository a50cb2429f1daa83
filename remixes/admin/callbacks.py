"""Callbacks in the admin: what each program was told, how often it was tried, and trying again."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from remixes.actions.callbacks import resend
from remixes.admin.evidence import Evidence, pretty
from remixes.models import Callback


@admin.register(Callback)
class CallbackAdmin(Evidence):
    list_display = (
        "created_at",
        "kind",
        "person",
        "state",
        "attempts",
        "last_status",
        "last_error",
        "next_action_at",
    )
    list_display_links = ("created_at",)
    list_select_related = ("call__person",)
    list_filter = (
        "kind",
        ("delivered_at", admin.EmptyFieldListFilter),
        ("given_up_at", admin.EmptyFieldListFilter),
    )
    search_fields = ("call__remix__id", "call__person__email", "last_error")
    search_help_text = "The remix's id, the person's e-mail, or words of the last error."
    ordering = ("-created_at",)
    fields = (
        ("call", "version_id", "kind"),
        ("receiver", "message_id"),
        ("created_at", "attempts", "tried_at", "next_action_at"),
        ("delivered_at", "given_up_at"),
        ("last_status", "last_error"),
        "sent",
    )
    readonly_fields = ("receiver", "message_id", "sent")
    actions = ("send_again",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Callback]:
        return super().get_queryset(request).select_related("call__person")

    @admin.display(description="person", ordering="call__person__email")
    def person(self, callback: Callback) -> str:
        return str(callback.call.person)

    @admin.display(description="told at")
    def receiver(self, callback: Callback) -> str:
        return callback.call.shown_webhook

    @admin.display(description="body")
    def sent(self, callback: Callback) -> str:
        return pretty(callback.body)

    @admin.action(description="Send again")
    def send_again(self, request: HttpRequest, queryset: QuerySet[Callback]) -> None:
        self.ask_each(request, queryset, lambda row, _: resend(row), "Sent again")

"""What keeps things moving in the admin: moves, service lines and leases."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from remixes.actions import remixes
from remixes.admin.evidence import Evidence
from remixes.models import Lease, Move, ServiceLine


@admin.register(Move)
class MoveAdmin(Evidence):
    list_display = ("at", "remix", "from_status", "to_status", "person", "why")
    list_display_links = ("at",)
    list_select_related = ("remix", "person")
    list_filter = ("to_status", "from_status")
    search_fields = ("remix__id", "why", "person__email")
    ordering = ("-id",)
    fields = ("remix", ("from_status", "to_status"), ("at", "person"), "why")


@admin.register(ServiceLine)
class ServiceLineAdmin(Evidence):
    list_display = (
        "service",
        "state",
        "http_status",
        "reason",
        "paused_at",
        "next_action_at",
        "not_before",
    )
    list_filter = ("state",)
    search_fields = ("service", "reason")
    fields = (
        ("service", "state"),
        ("http_status", "reason", "paused_at"),
        ("next_action_at", "not_before"),
        "capabilities",
    )
    actions = ("open_line",)

    @admin.action(description="Open a paused line")
    def open_line(self, request: HttpRequest, queryset: QuerySet[ServiceLine]) -> None:
        self.ask_each(request, queryset, remixes.open_line, "Opened")


@admin.register(Lease)
class LeaseAdmin(Evidence):
    list_display = ("name", "holder", "until")
    fields = ("name", "holder", "until")

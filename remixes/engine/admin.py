"""The engine's tables for operators, to read only: no button here changes a render."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from remixes.engine.models import Callback, Result, Task


class ReadOnly:
    """Rows are evidence: to be looked at."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Orders come in through the API."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The worker and the sweep write; a person's edit would race them."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The sweep deletes what is past its time, files included."""
        return False


@admin.register(Task)
class TaskAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]  # not subscriptable
    """Orders and where they stand."""

    list_display = (
        "id",
        "feature",
        "mode",
        "status",
        "progress",
        "stage",
        "attempts",
        "created_at",
    )
    list_filter = ("status", "feature", "mode")
    search_fields = ("id", "prompt", "message")
    date_hierarchy = "created_at"
    # The address may carry the caller's secret.
    exclude = ("webhook_url",)


@admin.register(Result)
class ResultAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]  # not subscriptable
    """Versions; their addresses stay secret."""

    list_display = ("id", "task", "number", "title", "duration_s", "ready_at")
    list_select_related = ("task",)
    search_fields = ("id", "task__id", "title")


@admin.register(Callback)
class CallbackAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]  # not subscriptable
    """Webhooks owed, answered and given up."""

    list_display = (
        "id",
        "kind",
        "result",
        "attempts",
        "last_status",
        "delivered_at",
        "given_up_at",
    )
    list_filter = ("kind", "last_status")
    list_select_related = ("result",)
    search_fields = ("result__id", "result__task__id", "last_error")
    exclude = ("url",)

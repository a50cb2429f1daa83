"""Remixes in the admin: where each stands and why, its evidence, and what can be asked of it."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse

from remixes.actions import remixes
from remixes.admin.evidence import Evidence, EvidenceInline, short
from remixes.admin.settling import GIVE_UP, SEND_AGAIN, settle
from remixes.models import Conversion, Move, Remix, Submission


class SubmissionInline(EvidenceInline):
    model = Submission
    fields = (
        "number",
        "created_at",
        "http_status",
        "task_id",
        "task_status",
        "problem",
        "closed_as",
    )


class ConversionInline(EvidenceInline):
    model = Conversion
    fields = ("version", "state", "title", "measured_s", "reason", "archive_problem", "saved_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Conversion]:
        rows: QuerySet[Conversion] = super().get_queryset(request)
        return rows.defer("peaks", "timeline", "lyrics")


class MoveInline(EvidenceInline):
    model = Move
    fields = ("at", "from_status", "to_status", "person", "why")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Move]:
        rows: QuerySet[Move] = super().get_queryset(request)
        return rows.select_related("person")


@admin.register(Remix)
class RemixAdmin(Evidence):
    date_hierarchy = "created_at"
    list_display = (
        "short_id",
        "status",
        "mode",
        "short_prompt",
        "person",
        "upload",
        "version_count",
        "service",
        "created_at",
        "next_action_at",
    )
    list_select_related = ("person", "upload")
    list_filter = (
        "status",
        "hold",
        "mode",
        "service",
        ("person", admin.RelatedOnlyFieldListFilter),
        ("trashed_at", admin.EmptyFieldListFilter),
    )
    search_fields = (
        "id",
        "prompt",
        "person__email",
        "upload__title",
        "submissions__task_id",
        "conversions__service_id",
    )
    search_help_text = "Our id, the service's task or conversion id, prompt, source or e-mail."
    fields = (
        ("id", "person", "service"),
        ("status", "hold", "status_why"),
        ("upload", "made_from"),
        ("mode", "replace_start_at", "replace_end_at"),
        "prompt",
        "lyrics",
        "section",
        ("gender", "title", "wants_cover"),
        ("created_at", "queued_at", "rested_at"),
        ("next_action_at", "unsent_tries", "trashed_at"),
        ("version_1_id", "version_2_id"),
    )
    inlines = (SubmissionInline, ConversionInline, MoveInline)
    actions = ("ask_now", "send_again", "give_up", "cancel")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Remix]:
        versions = Count("conversions", distinct=True)
        rows: QuerySet[Remix] = super().get_queryset(request)
        return rows.annotate(version_count=versions)

    @admin.display(description="id", ordering="id")
    def short_id(self, remix: Remix) -> str:
        return str(remix.pk)[:8]

    @admin.display(description="prompt")
    def short_prompt(self, remix: Remix) -> str:
        return short(remix.prompt)

    @admin.display(description="versions", ordering="version_count")
    def version_count(self, remix: Remix) -> int:
        return int(getattr(remix, "version_count", 0))

    @admin.action(description="Ask the service now")
    def ask_now(self, request: HttpRequest, queryset: QuerySet[Remix]) -> None:
        self.ask_each(request, queryset, remixes.ask_now, "The service is being asked")

    @admin.action(description="Settle an unconfirmed one: send again…")
    def send_again(self, request: HttpRequest, queryset: QuerySet[Remix]) -> HttpResponse | None:
        return settle(self, request, queryset, SEND_AGAIN)

    @admin.action(description="Settle an unconfirmed or overdue one: give up…")
    def give_up(self, request: HttpRequest, queryset: QuerySet[Remix]) -> HttpResponse | None:
        return settle(self, request, queryset, GIVE_UP)

    @admin.action(description="Cancel, where nothing was sent or the service can cancel")
    def cancel(self, request: HttpRequest, queryset: QuerySet[Remix]) -> None:
        self.ask_each(request, queryset, remixes.cancel, "Cancelled")

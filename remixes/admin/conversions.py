"""Results in the admin: what the service said, what was measured here, where a copy is missing."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from remixes.actions import remixes
from remixes.admin.evidence import Evidence, pretty
from remixes.models import Conversion


@admin.register(Conversion)
class ConversionAdmin(Evidence):
    list_display = (
        "__str__",
        "remix",
        "version",
        "state",
        "duration_s",
        "measured_s",
        "loudness_lufs",
        "mp3_size",
        "wav_size",
        "archive_tries",
        "arrived_at",
        "saved_at",
    )
    list_select_related = ("remix",)
    list_filter = ("state", "version", ("wav_sha256", admin.EmptyFieldListFilter))
    search_fields = ("id", "service_id", "title", "remix__id", "mp3_sha256", "wav_sha256")
    search_help_text = "Our id or the service's, title, remix id, or the SHA-256 of a file."
    fieldsets = (
        (None, {"fields": (("remix", "submission"), ("version", "state"), ("id", "service_id"))}),
        (
            "As the service says",
            {
                "fields": (
                    ("title", "duration_s", "arrived_at"),
                    ("is_flagged", "reason", "note"),
                    ("mp3_url", "wav_url"),
                    "lyrics",
                    "pretty_timeline",
                )
            },
        ),
        (
            "Saved here",
            {
                "fields": (
                    ("measured_s", "loudness_lufs", "true_peak_dbtp"),
                    ("mp3_sha256", "mp3_size"),
                    ("wav_sha256", "wav_size", "wav_problem"),
                    ("saved_at", "archive_tries", "next_action_at"),
                    "archive_problem",
                )
            },
        ),
    )
    readonly_fields = ("pretty_timeline",)
    actions = ("archive_again",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Conversion]:
        rows: QuerySet[Conversion] = super().get_queryset(request)
        return rows.defer("peaks")

    @admin.display(description="timeline")
    def pretty_timeline(self, conversion: Conversion) -> str:
        return pretty(conversion.timeline)

    @admin.action(description="Archive again: copy its files once more")
    def archive_again(self, request: HttpRequest, queryset: QuerySet[Conversion]) -> None:
        self.ask_each(request, queryset, remixes.archive_again, "Being copied again")

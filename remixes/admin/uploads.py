"""Sources in the admin: what was measured, and the trash."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from remixes.actions import uploads
from remixes.admin.evidence import Evidence
from remixes.models import Upload


@admin.register(Upload)
class UploadAdmin(Evidence):
    list_display = (
        "__str__",
        "artist",
        "state",
        "person",
        "extension",
        "duration_s",
        "size",
        "remix_count",
        "is_stored",
        "created_at",
        "trashed_at",
    )
    list_select_related = ("person",)
    list_filter = (
        "state",
        "is_stored",
        "extension",
        "is_sample",
        ("trashed_at", admin.EmptyFieldListFilter),
    )
    search_fields = ("title", "artist", "file_name", "url", "sha256", "person__email")
    search_help_text = "Title, artist, file name, link, SHA-256 or the person's e-mail."
    fields = (
        ("title", "artist", "person"),
        ("state", "reason"),
        ("url", "file_name", "is_stored", "is_sample"),
        ("sha256", "size"),
        ("extension", "mime", "codec"),
        ("duration_s", "sample_rate", "channels", "loudness_lufs"),
        ("created_at", "trashed_at"),
        ("next_action_at", "tries"),
    )
    actions = ("trash", "restore")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Upload]:
        rows: QuerySet[Upload] = super().get_queryset(request)
        return rows.annotate(remix_count=Count("remixes")).defer("peaks")

    @admin.display(description="remixes", ordering="remix_count")
    def remix_count(self, upload: Upload) -> int:
        return int(getattr(upload, "remix_count", 0))

    @admin.action(description="Move to the trash")
    def trash(self, request: HttpRequest, queryset: QuerySet[Upload]) -> None:
        self.ask_each(request, queryset, uploads.trash, "Moved to the trash")

    @admin.action(description="Restore from the trash")
    def restore(self, request: HttpRequest, queryset: QuerySet[Upload]) -> None:
        self.ask_each(request, queryset, uploads.restore, "Restored")

"""What the team says of remixes and what was heard in files: to be looked at, not changed."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from remixes.admin.evidence import Evidence, EvidenceInline, pretty, short
from remixes.models import Analysis, Mention, Note, Preference, TimelineEdit


class MentionInline(EvidenceInline):
    model = Mention
    fields = ("person", "seen_at")
    show_change_link = False


@admin.register(Note)
class NoteAdmin(Evidence):
    list_display = (
        "created_at",
        "short_text",
        "person",
        "remix",
        "at_ms",
        "resolved_at",
        "deleted_at",
    )
    list_select_related = ("person", "remix")
    list_filter = (
        ("person", admin.RelatedOnlyFieldListFilter),
        ("parent", admin.EmptyFieldListFilter),
        ("resolved_at", admin.EmptyFieldListFilter),
        ("deleted_at", admin.EmptyFieldListFilter),
    )
    search_fields = ("text", "line", "person__email", "remix__id")
    search_help_text = "Words of the note or its line, the person's e-mail, our remix id."
    ordering = ("-created_at",)
    fields = (
        ("remix", "conversion", "parent"),
        ("person", "created_at", "edited_at", "deleted_at"),
        ("at_ms", "until_ms", "line"),
        "text",
        ("resolved_at", "resolved_by"),
    )
    inlines = (MentionInline,)

    @admin.display(description="note", ordering="text")
    def short_text(self, note: Note) -> str:
        return short(note.text)


@admin.register(Preference)
class PreferenceAdmin(Evidence):
    list_display = ("at", "person", "remix", "conversion", "was_blind")
    list_select_related = ("person", "remix", "conversion")
    list_filter = ("was_blind", ("person", admin.RelatedOnlyFieldListFilter))
    search_fields = ("person__email", "remix__id", "conversion__title")
    search_help_text = "The person's e-mail, our remix id, or the title of the version."
    ordering = ("-at",)
    fields = (("remix", "conversion"), ("person", "was_blind", "at"))


@admin.register(TimelineEdit)
class TimelineEditAdmin(Evidence):
    list_display = ("at", "conversion", "number", "person", "is_original")
    list_select_related = ("conversion", "person")
    list_filter = (("person", admin.RelatedOnlyFieldListFilter),)
    search_fields = ("conversion__id", "conversion__title", "person__email")
    search_help_text = "Our conversion id, its title, or the person's e-mail."
    ordering = ("-at",)
    fields = (("conversion", "number"), ("person", "at"), "pretty_lines")
    readonly_fields = ("pretty_lines",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[TimelineEdit]:
        rows: QuerySet[TimelineEdit] = super().get_queryset(request)
        return rows.defer("conversion__peaks", "conversion__timeline", "conversion__lyrics")

    @admin.display(description="lines")
    def pretty_lines(self, edit: TimelineEdit) -> str:
        return pretty(edit.lines)

    @admin.display(description="the service's own", boolean=True)
    def is_original(self, edit: TimelineEdit) -> bool:
        return edit.lines is None


@admin.register(Analysis)
class AnalysisAdmin(Evidence):
    list_display = ("short_hash", "created_at", "next_action_at", "tries", "problem")
    list_filter = (
        ("facts", admin.EmptyFieldListFilter),
        ("next_action_at", admin.EmptyFieldListFilter),
    )
    search_fields = ("sha256", "problem")
    search_help_text = "The SHA-256 of the file, or words of the problem."
    ordering = ("-created_at",)
    fields = (
        "sha256",
        ("created_at", "next_action_at", "tries"),
        "problem",
        "pretty_facts",
    )
    readonly_fields = ("pretty_facts",)

    @admin.display(description="SHA-256", ordering="sha256")
    def short_hash(self, analysis: Analysis) -> str:
        return f"{analysis.sha256[:12]}…"

    @admin.display(description="facts")
    def pretty_facts(self, analysis: Analysis) -> str:
        return pretty(analysis.facts)

"""Calls of the explorer in the admin: who sent what, and what this desk answered."""

from __future__ import annotations

from django.contrib import admin

from remixes.admin.evidence import Evidence, pretty
from remixes.models import ExplorerCall


@admin.register(ExplorerCall)
class ExplorerCallAdmin(Evidence):
    list_display = ("__str__", "person", "status", "card", "at")
    list_select_related = ("person",)
    list_filter = ("status", "endpoint", ("person", admin.RelatedOnlyFieldListFilter))
    search_fields = ("person__email", "remix__prompt")
    search_help_text = "The person's e-mail, or words of the prompt."
    # The address to be called back may hold a secret of the person, so the fields are not shown.
    fields = (("person", "at"), ("endpoint", "card"), ("remix", "upload"), "status", "reply")
    readonly_fields = ("reply",)

    @admin.display(description="Reply")
    def reply(self, call: ExplorerCall) -> str:
        return pretty(call.body)

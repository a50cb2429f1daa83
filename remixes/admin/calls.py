"""Calls of programs in the admin: who called with which token and what became of it."""

from __future__ import annotations

from django.contrib import admin

from remixes.admin.evidence import Evidence
from remixes.models import Call


@admin.register(Call)
class CallAdmin(Evidence):
    list_display = ("__str__", "person", "token", "at")
    list_select_related = ("person", "token")
    list_filter = ("feature", ("person", admin.RelatedOnlyFieldListFilter))
    search_fields = ("person__email", "token__name", "remix__prompt")
    search_help_text = "The person's e-mail, the name of the token, or words of the prompt."
    # The address to be told may hold the caller's own secret, so it is not shown.
    fields = ("remix", ("person", "token"), ("feature", "wants_timestamps"), "at")

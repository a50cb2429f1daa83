"""How the admin shows rows that are evidence: read only, pretty, with secrets masked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.contrib import admin, messages
from django.db.models import Model
from django.http import HttpRequest
from django.utils.html import format_html

from remixes.actions.rejected import Rejected
from remixes.models import Person
from remixes.remote.showing import masked

Row = TypeVar("Row", bound=Model)

NOTHING = "-"
LONGEST_SHOWN = 100_000


class Evidence(admin.ModelAdmin):  # type: ignore[type-arg]  # not subscriptable at run time
    """Rows are written by machines and read by people: nothing to add, change or delete."""

    list_per_page = 50
    show_full_result_count = False
    actions_selection_counter = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def ask_each(
        self,
        request: HttpRequest,
        rows: Iterable[Row],
        action: Callable[[Row, Person], object],
        done: str,
    ) -> None:
        """Runs one action on each row; what was refused becomes a message, the rest is logged."""
        who = request.user
        assert isinstance(who, Person)  # noqa: S101  the admin site lets nobody else in
        went_well = 0
        for row in rows:
            try:
                action(row, who)
            except Rejected as rejected:
                messages.warning(request, f"{row}: {rejected.sentence}")
            else:
                went_well += 1
                self.log_change(request, row, done)
        if went_well:
            messages.success(request, f"{done} ({went_well}).")


class EvidenceInline(admin.TabularInline):  # type: ignore[type-arg]
    extra = 0
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def pretty(value: object) -> str:
    """JSON for people, from a parsed value or from text; text that is no JSON is shown as it is."""
    if value in (None, ""):
        return NOTHING
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return block(str(value))
    return block(json.dumps(value, indent=2, ensure_ascii=False))


def block(text: str) -> str:
    """Preformatted text, masked and escaped; foreign bytes never become markup."""
    text = masked(text)
    if len(text) > LONGEST_SHOWN:
        text = f"{text[:LONGEST_SHOWN]}\n… {len(text) - LONGEST_SHOWN} more characters"
    return format_html('<pre class="evidence">{}</pre>', text)


def short(text: str, length: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1]}…"

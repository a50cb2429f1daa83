"""The lyric timeline of a version as the team has corrected it, beside the service's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from remixes.actions.rejected import Conflict, Rejected, check_kept
from remixes.models import Conversion, Person, TimelineEdit
from remixes.remote.lyrics import LINE_LENGTH_LIMIT, LINES_LIMIT, Line, as_rows, from_rows

MEANWHILE = (
    "Somebody else has changed this timeline meanwhile. Yours is still in the editor: "
    "copy it or export it, then reload the page."
)
_UNTIMED = "This text has no times. Import it in the editor and tap along."


@dataclass(frozen=True)
class Current:
    """The timeline that counts. `number` is that of its last edit, 0 for the service's own."""

    lines: tuple[Line, ...]
    number: int
    edit: TimelineEdit | None

    @property
    def is_edited(self) -> bool:
        return self.edit is not None and self.edit.lines is not None


def current(conversion: Conversion) -> Current:
    """What is shown, lit and exported."""
    edit = max(conversion.timeline_edits.all(), key=lambda each: each.number, default=None)
    rows = conversion.timeline if edit is None or edit.lines is None else edit.lines
    return Current(from_rows(rows), edit.number if edit else 0, edit)


def save(person: Person, conversion: Conversion, based_on: int, lines: Sequence[Line]) -> Current:
    """A new edit on top of number `based_on`. Raises Rejected, also when that is not the last."""
    _check(person, conversion)
    return _store(person, conversion, based_on, as_rows(_checked(lines)))


def restore_original(person: Person, conversion: Conversion, based_on: int) -> Current:
    """Back to the service's own timing; the edits stay on record. Raises Rejected."""
    _check(person, conversion)
    return _store(person, conversion, based_on, None)


def _store(
    person: Person,
    conversion: Conversion,
    based_on: int,
    rows: list[dict[str, object]] | None,
) -> Current:
    last = conversion.timeline_edits.order_by("-number").values_list("number", flat=True).first()
    if (last or 0) != based_on:
        raise Conflict(MEANWHILE)
    try:
        with transaction.atomic():
            TimelineEdit.objects.create(
                conversion=conversion, number=based_on + 1, person=person, lines=rows
            )
    except IntegrityError as error:
        raise Conflict(MEANWHILE) from error
    return current(Conversion.objects.get(pk=conversion.pk))


def _check(person: Person, conversion: Conversion) -> None:
    if not person.can_make:
        raise Rejected("Viewers can read the lyrics, but members correct them.")
    check_kept(conversion.remix)


def _checked(lines: Iterable[Line]) -> list[Line]:
    """In order of time; of two at once the one that came first. Raises Rejected."""
    found = list(lines)
    if not found:
        raise Rejected("A timeline needs at least one line.")
    if len(found) > 1 and not any(line.end_ms for line in found):
        raise Rejected(_UNTIMED)
    if len(found) > LINES_LIMIT:
        raise Rejected(f"A timeline has at most {LINES_LIMIT} lines.")
    for line in found:
        if len(line.text) > LINE_LENGTH_LIMIT:
            raise Rejected(f"A line has at most {LINE_LENGTH_LIMIT} characters.")
        if line.end_ms < line.start_ms:
            raise Rejected(f"“{line.text[:60]}” ends before it starts.")
    return sorted(found, key=lambda line: line.start_ms)

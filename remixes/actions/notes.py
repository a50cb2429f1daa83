"""Saying something about a moment, a line or the whole, answering, and being done with it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from remixes.actions.rejected import Rejected, check_kept
from remixes.models import Conversion, Mention, Note, Person, Remix

LONGEST = 4000
_DELETED = "This note has been deleted."
_LATEST_MS = 24 * 60 * 60 * 1000
_NAMED = re.compile(r"(?<![\w@])@([\w.+-]+(?:@[\w-]+(?:\.[\w-]+)+)?)")


@dataclass(frozen=True)
class Place:
    """What a note is about: a version (None: the source or the whole), a time, a lyric line."""

    conversion: Conversion | None = None
    at_ms: int | None = None
    until_ms: int | None = None
    line: str = ""


def add(person: Person, remix: Remix, text: str, place: Place) -> Note:
    """A new thread; raises Rejected."""
    check_kept(remix)
    _check_place(remix, place)
    return _write(
        Note(
            remix=remix,
            person=person,
            text=_checked(text),
            conversion=place.conversion,
            at_ms=place.at_ms,
            until_ms=place.until_ms,
            line=place.line.strip()[:LONGEST],
        ),
    )


def answer(person: Person, note: Note, text: str) -> Note:
    """An answer in the thread of `note`, also when that is an answer itself."""
    check_kept(note.remix)
    words = _checked(text)
    with transaction.atomic():
        top = _locked_thread(note)
        if top is None or (top.is_deleted and not top.answers.exists()):
            raise Rejected("The note you answer has been deleted.")
        return _write(
            Note(
                remix_id=top.remix_id,
                person=person,
                text=words,
                parent=top,
                conversion_id=top.conversion_id,
            ),
        )


def edit(person: Person, note: Note, text: str) -> None:
    """Only the author may, and what was said stays marked as edited."""
    _check_author(person, note)
    words = _checked(text)
    if words == note.text:
        return
    with transaction.atomic():
        there = Note.objects.filter(pk=note.pk, deleted_at__isnull=True)
        if not there.update(text=words, edited_at=timezone.now()):
            raise Rejected(_DELETED)
        _mention(note, _named_in(words))


def delete(person: Person, note: Note) -> None:
    """The words go; a thread that has answers keeps its place without them."""
    _check_author(person, note)
    with transaction.atomic():
        _locked_thread(note)
        if note.answers.exists():
            note.mentions.all().delete()
            Note.objects.filter(pk=note.pk).update(text="", line="", deleted_at=timezone.now())
            return
        top = note.parent_id
        note.delete()
        if top:
            # What kept the place of a deleted note was the answer that has just gone.
            emptied = Note.objects.filter(deleted_at__isnull=False, answers__isnull=True)
            emptied.filter(pk=top).delete()


def resolve(person: Person, note: Note, *, is_done: bool) -> None:
    """Anybody of the team may close a thread, or open it again."""
    check_kept(note.remix)
    top = note.parent or note
    Note.objects.filter(pk=top.pk).update(
        resolved_at=timezone.now() if is_done else None, resolved_by=person if is_done else None
    )


def see_mentions(person: Person, remix: Remix) -> None:
    """The person has opened the page that names them."""
    unseen = Mention.objects.filter(person=person, note__remix=remix, seen_at__isnull=True)
    unseen.update(seen_at=timezone.now())


def _locked_thread(note: Note) -> Note | None:
    """The first note, held so that nobody answers what somebody else is deleting; None: gone."""
    top = note.parent_id or note.pk
    found: Note | None = Note.objects.select_for_update().filter(pk=top).first()
    return found


def _write(note: Note) -> Note:
    with transaction.atomic():
        note.save()
        _mention(note, _named_in(note.text))
    return note


def _mention(note: Note, people: Iterable[Person]) -> None:
    people = [one for one in people if one.pk != note.person_id]
    note.mentions.exclude(person__in=people).delete()
    for person in people:
        Mention.objects.get_or_create(note=note, person=person)


def _named_in(text: str) -> list[Person]:
    """Active people named by @first-name, @full.name or @e-mail; a name two share names both."""
    words = {word.rstrip(".-").casefold() for word in _NAMED.findall(text)}
    if not words:
        return []
    people = Person.objects.active().filter(Q(name__gt="") | Q(email__gt=""))
    return [person for person in people if words & _handles(person)]


def _handles(person: Person) -> set[str]:
    email = person.email.casefold()
    parts = person.name.casefold().split()
    joined = {mark.join(parts) for mark in (".", "-", "_", "")} if parts else set()
    return {email, email.partition("@")[0], *parts[:1], *joined} - {""}


def _checked(text: str) -> str:
    words = text.strip()
    if not words:
        raise Rejected("The note is empty. Write something first.")
    if len(words) > LONGEST:
        raise Rejected(f"This note is too long: {len(words)} characters, at most {LONGEST}.")
    return words


def _check_place(remix: Remix, place: Place) -> None:
    if place.conversion is not None and place.conversion.remix_id != remix.pk:
        raise Rejected("This version does not belong to this remix.")
    start, end = place.at_ms, place.until_ms
    if start is None:
        if end is not None:
            raise Rejected("A note about a stretch needs its start, too.")
        return
    if not 0 <= start <= _LATEST_MS or (end is not None and not start <= end <= _LATEST_MS):
        raise Rejected("The time of this note lies outside the music.")


def _check_author(person: Person, note: Note) -> None:
    if note.person_id != person.pk:
        raise Rejected("Only its author can change a note.")
    if note.is_deleted:
        raise Rejected(_DELETED)

"""Two tabs or two people at once. SQLite lets them take turns by itself; run these on PostgreSQL
too (`--ds=tests.on_postgres`), where only our own locks do."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection

from remixes.actions import notes, timelines, uploads
from remixes.actions.choosing import prefer
from remixes.actions.notes import Place
from remixes.actions.rejected import Rejected
from remixes.models import Note, Preference, Upload
from remixes.remote.lyrics import Line
from tests.makers import make_conversion, make_finished_remix, make_person, make_remix, mp3_bytes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("redis")]

ROUNDS = 5


def at_once(*works: Callable[[], object]) -> list[object]:
    """What each returned or raised, all begun at the same moment."""
    start = threading.Barrier(len(works))
    found: list[object] = [None] * len(works)

    def run(place: int) -> None:
        start.wait(5)
        try:
            found[place] = works[place]()
        except Exception as error:
            found[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_two_tabs_of_one_person_are_one_voice() -> None:
    person = make_person()
    for _ in range(ROUNDS):
        remix = make_finished_remix()
        one, two = remix.conversions.all()

        found = at_once(
            partial(prefer, person, remix, one, was_blind=True),
            partial(prefer, person, remix, two, was_blind=True),
        )

        assert all(isinstance(each, Preference) for each in found), found
        assert remix.preferences.count() == 1


def test_of_two_corrections_at_once_one_is_told() -> None:
    line = Line("x", 0, 5, is_section=False)
    for _ in range(ROUNDS):
        version = make_finished_remix().conversions.get(version=1)
        save = partial(timelines.save, version.remix.person, version, 0, [line])

        found = at_once(save, save)

        assert sorted(type(each).__name__ for each in found) == ["Conflict", "Current"]
        assert version.timeline_edits.count() == 1


def test_an_answer_and_a_deletion_at_once_leave_no_answer_in_the_air() -> None:
    author, other = make_person(), make_person()
    for _ in range(ROUNDS):
        note = notes.add(author, make_remix(), "Louder?", Place())

        answered, deleted = at_once(
            partial(notes.answer, other, note, "Yes"),
            partial(notes.delete, author, note),
        )

        assert isinstance(answered, Note | Rejected), answered
        assert deleted is None
        assert Note.objects.filter(pk=note.pk).exists() == isinstance(answered, Note)


def test_two_who_remix_one_version_at_once_have_one_source() -> None:
    for number in range(ROUNDS):
        version = make_conversion(make_remix(), mp3=mp3_bytes(0.1, 300 + number))
        one, two = make_person(), make_person()

        found = at_once(
            partial(uploads.add_version, one, version), partial(uploads.add_version, two, version)
        )

        assert all(isinstance(each, Upload) for each in found), found
        assert version.uploads.count() == 1

"""Notes: threads, mentions, who may change them, and what is left of a deleted one."""

from __future__ import annotations

import pytest

from remixes.actions import notes
from remixes.actions.notes import Place
from remixes.actions.rejected import Rejected
from remixes.models import Mention, Note
from tests.makers import make_conversion, make_person, make_remix, make_viewer

pytestmark = pytest.mark.django_db


def test_a_note_is_pinned_to_a_version_and_a_time() -> None:
    remix = make_remix()
    version = make_conversion(remix)

    note = notes.add(make_viewer(), remix, " Too loud ", Place(version, 61_500, line="Rain"))

    note.refresh_from_db()
    assert (note.text, note.conversion, note.at_ms, note.line) == (
        "Too loud",
        version,
        61_500,
        "Rain",
    )


@pytest.mark.parametrize(
    "place", [Place(at_ms=-1), Place(at_ms=5, until_ms=4), Place(until_ms=3), Place(at_ms=10**9)]
)
def test_a_time_outside_the_music_is_refused(place: Place) -> None:
    with pytest.raises(Rejected):
        notes.add(make_person(), make_remix(), "Here", place)


@pytest.mark.parametrize("text", ["", "  \n", "x" * (notes.LONGEST + 1)])
def test_an_empty_or_endless_note_is_refused(text: str) -> None:
    with pytest.raises(Rejected):
        notes.add(make_person(), make_remix(), text, Place())


def test_an_answer_to_an_answer_joins_the_same_thread() -> None:
    first = notes.add(make_person(), make_remix(), "Louder?", Place())

    second = notes.answer(make_person(), first, "No")
    third = notes.answer(make_person(), second, "Yes")

    assert (second.parent, third.parent) == (first, first)


def test_named_people_are_mentioned_once_and_nobody_mentions_themselves() -> None:
    author = make_person(name="Ann Lee")
    bob = make_person(name="Bob Roy")

    notes.add(author, make_remix(), f"@bob, @Bob.Roy and @{author.email}: listen!", Place())

    assert [mention.person for mention in Mention.objects.all()] == [bob]


def test_an_address_in_the_text_is_no_mention_of_somebody_else() -> None:
    make_person(name="Example Person", email="someone@example.com")

    notes.add(make_person(), make_remix(), "write to me@example.com", Place())

    assert not Mention.objects.exists()


def test_an_edit_moves_the_mentions() -> None:
    author, bob, eve = make_person(), make_person(name="Bob"), make_person(name="Eve")
    note = notes.add(author, make_remix(), "@bob?", Place())

    notes.edit(author, note, "@eve?")

    assert [mention.person for mention in Mention.objects.all()] == [eve]
    assert bob.mentions.count() == 0
    assert Note.objects.get().edited_at is not None


def test_only_the_author_edits_and_deletes() -> None:
    note = notes.add(make_person(), make_remix(), "Mine", Place())

    with pytest.raises(Rejected):
        notes.edit(make_person(), note, "Yours")
    with pytest.raises(Rejected):
        notes.delete(make_person(), note)

    assert Note.objects.get().text == "Mine"


def test_a_deleted_note_with_answers_keeps_its_place_without_words() -> None:
    author = make_person()
    note = notes.add(author, make_remix(), "Secret", Place(at_ms=5))
    notes.answer(make_person(), note, "I saw it")

    notes.delete(author, note)

    note.refresh_from_db()
    assert (note.text, note.is_deleted, note.at_ms) == ("", True, 5)


def test_the_last_answer_takes_a_deleted_note_along() -> None:
    author, other = make_person(), make_person()
    note = notes.add(author, make_remix(), "Secret", Place())
    reply = notes.answer(other, note, "I saw it")
    notes.delete(author, note)

    notes.delete(other, reply)

    assert not Note.objects.exists()


def test_a_thread_is_resolved_and_opened_again() -> None:
    note = notes.add(make_person(), make_remix(), "Fix", Place())
    reply = notes.answer(make_person(), note, "Done")
    viewer = make_viewer()

    notes.resolve(viewer, reply, is_done=True)
    note.refresh_from_db()
    assert (note.is_resolved, note.resolved_by) == (True, viewer)

    notes.resolve(viewer, note, is_done=False)
    note.refresh_from_db()
    assert (note.is_resolved, note.resolved_by) == (False, None)


def test_seeing_the_page_sees_the_mentions() -> None:
    remix, bob = make_remix(), make_person(name="Bob")
    notes.add(make_person(), remix, "@bob", Place())

    notes.see_mentions(bob, remix)

    assert Mention.objects.get().seen_at is not None


def test_what_is_gone_meanwhile_is_told_and_not_changed() -> None:
    author = make_person()
    note = notes.add(author, make_remix(), "Mine", Place())
    same = Note.objects.get(pk=note.pk)
    notes.delete(author, note)

    with pytest.raises(Rejected, match="deleted"):
        notes.edit(author, same, "Still mine")
    with pytest.raises(Rejected, match="deleted"):
        notes.answer(author, same, "Hello?")

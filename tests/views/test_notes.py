"""Notes on the page of a remix: pinned, answered, changed by their author, never markup."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from remixes.actions import notes
from remixes.actions.notes import Place
from remixes.models import Note, Person, Remix
from tests.makers import make_finished_remix, make_person, make_viewer
from tests.views.conftest import SignIn

pytestmark = pytest.mark.django_db


def say(browser: Client, remix: Remix, **fields: object) -> None:
    browser.post(reverse("note_add", args=[remix.pk]), fields)


def page_of(browser: Client, remix: Remix) -> str:
    return browser.get(remix.get_absolute_url()).content.decode()


def test_a_viewer_pins_a_note_to_a_moment_of_a_version(signed_in: SignIn) -> None:
    remix = make_finished_remix()
    version = remix.conversions.get(version=2)
    browser = signed_in(make_viewer())

    say(browser, remix, text="Too loud here", about=version.pk, at="1:02.5", until="1:04", line="x")

    note = Note.objects.get()
    assert (note.conversion, note.at_ms, note.until_ms, note.line) == (version, 62_500, 64_000, "x")
    page = page_of(browser, remix)
    assert 'data-take="2" data-ms="62500" data-until="64000"' in page
    assert "Version 2, 1:02\u20131:04" in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": " "}, "Write something first"),
        ({"text": "x", "at": "never"}, "minutes:seconds"),
        ({"text": "x", "at": "2:00", "until": "1:00"}, "outside the music"),
        ({"text": "x", "about": "nonsense"}, "not here any more"),
    ],
)
def test_a_note_that_cannot_stand_is_told_in_one_sentence(
    signed_in: SignIn, fields: dict[str, str], said: str
) -> None:
    remix = make_finished_remix()
    browser = signed_in(make_person())

    say(browser, remix, **fields)

    assert not Note.objects.exists()
    assert said in page_of(browser, remix)


def test_a_strangers_markup_is_text(signed_in: SignIn) -> None:
    remix = make_finished_remix()
    text = "<script>alert(1)</script> @<b>x</b> @bob<i>"
    notes.add(make_person(name="<u>Eve"), remix, text, Place(at_ms=5, line="<img src=x>"))

    page = page_of(signed_in(make_person()), remix)

    assert not any(tag in page for tag in ("<script>alert", "<b>x", "<i>", "<u>Eve", "<img src=x"))
    assert '<b class="mention">@bob</b>&lt;i&gt;' in page


def test_only_the_author_is_offered_the_change(signed_in: SignIn) -> None:
    remix, author = make_finished_remix(), make_person()
    note = notes.add(author, remix, "Mine", Place())
    edit = reverse("note_edit", args=[note.pk])

    assert edit in page_of(signed_in(author), remix)
    assert edit not in page_of(signed_in(make_person()), remix)

    signed_in(make_person()).post(edit, {"text": "Yours"})
    assert Note.objects.get().text == "Mine"


def test_threads_are_answered_resolved_and_opened_again(signed_in: SignIn) -> None:
    remix = make_finished_remix()
    note = notes.add(make_person(), remix, "Louder?", Place())
    browser = signed_in(make_viewer())

    browser.post(reverse("note_answer", args=[note.pk]), {"text": "Yes"})
    browser.post(reverse("note_resolve", args=[note.pk]), {})
    assert "1 resolved" in page_of(browser, remix)

    browser.post(reverse("note_resolve", args=[note.pk]), {"again": "1"})
    assert "1 resolved" not in page_of(browser, remix)
    assert note.answers.get().text == "Yes"


def test_notes_of_a_trashed_remix_are_not_there_for_others(
    signed_in: SignIn, person: Person
) -> None:
    remix = make_finished_remix(person)
    note = notes.add(person, remix, "Here", Place())
    Remix.objects.filter(pk=remix.pk).update(trashed_at=remix.created_at)
    browser = signed_in(make_person())

    assert browser.get(reverse("notes_live", args=[remix.pk])).status_code == 404
    assert browser.post(reverse("note_answer", args=[note.pk]), {"text": "x"}).status_code == 404


def test_more_notes_take_no_more_queries(
    signed_in: SignIn, django_assert_max_num_queries: object
) -> None:
    remix, person = make_finished_remix(), make_person()
    browser = signed_in(make_person())
    address = reverse("notes_live", args=[remix.pk])
    for number in range(12):
        top = notes.add(person, remix, f"Note {number}", Place(at_ms=number))
        notes.answer(person, top, "Answer")

    with django_assert_max_num_queries(6):  # type: ignore[operator]
        assert browser.get(address).status_code == 200


def test_a_script_is_told_in_words_and_stays_on_the_page(signed_in: SignIn) -> None:
    remix = make_finished_remix()
    browser, add = signed_in(make_person()), reverse("note_add", args=[remix.pk])
    json = {"accept": "application/json"}

    done = browser.post(add, {"text": "Louder?"}, headers=json)
    wrong = browser.post(add, {"text": "x", "at": "never"}, headers=json)

    assert (done.status_code, done.json()) == (200, {"said": "Noted."})
    assert (wrong.status_code, "minutes:seconds" in wrong.json()["error"]) == (422, True)
    assert "Noted." not in page_of(browser, remix)


def test_colleagues_are_offered_by_the_name_that_finds_them(signed_in: SignIn) -> None:
    remix, person = make_finished_remix(), make_person(name="Ada")
    bob, odd = make_person(name="Bob Marsh"), make_person(name="Zoë O\u2019Neil", email="zo@x.org")
    make_person(name="Gone", is_active=False)

    page = page_of(signed_in(person), remix)

    assert 'data-name="bob.marsh"' in page and 'data-name="zo"' in page
    assert 'data-name="ada"' not in page and 'data-name="gone"' not in page
    note = notes.add(person, remix, "@bob.marsh and @zo", Place())
    assert {mention.person for mention in note.mentions.all()} == {bob, odd}

"""Sources: adding several, the shelves of the list, editing, the trash, and gone for good."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from remixes import vault
from remixes.models import Person, Upload
from tests.makers import (
    make_finished_remix,
    make_link,
    make_person,
    make_upload,
    wav_bytes,
)
from tests.views.conftest import SignIn

pytestmark = pytest.mark.django_db
ADD = "/uploads/add/"
AS_JSON = {"Accept": "application/json"}


def tone(name: str = "tone.wav", hertz: float = 440.0) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, wav_bytes(0.5, hertz))


def letter() -> SimpleUploadedFile:
    return SimpleUploadedFile("letter.mp3", b"Dear friend, this is no song. " * 50)


def titles(browser: Client, query: str = "") -> set[str]:
    return {upload.title for upload in browser.get(f"/uploads/{query}").context["page"]}


def test_one_song_leads_to_its_form(browser_of: Client) -> None:
    answer = browser_of.post(ADD, {"file": tone()})

    assert answer["Location"] == f"/remixes/new/?upload={Upload.objects.get().pk}"


def test_good_songs_stay_although_one_is_refused(browser_of: Client) -> None:
    files: Any = [tone("a.wav", 300.0), letter(), tone("b.wav", 500.0)]

    answer = browser_of.post(ADD, {"file": files}, follow=True)

    assert set(Upload.objects.values_list("file_name", flat=True)) == {"a.wav", "b.wav"}
    assert "letter.mp3: " in answer.content.decode()


def test_drop_zone_gets_json(browser_of: Client) -> None:
    first = browser_of.post(ADD, {"file": tone()}, headers=AS_JSON)
    again = browser_of.post(ADD, {"file": tone("other.wav")}, headers=AS_JSON)

    upload = Upload.objects.get()
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["id"] == again.json()["id"] == str(upload.pk)
    assert first.json()["url"] == f"/remixes/new/?upload={upload.pk}"
    assert first.json()["page"] == f"/uploads/{upload.pk}/"
    assert "here already" in again.json()["message"]


def test_two_kinds_of_one_song_are_told_apart(browser_of: Client, person: Person) -> None:
    make_upload(person, title="rain & wind", artist="", duration_s=20.0, extension="mp3")
    answer = browser_of.post(ADD, {"file": tone("rain & wind.wav")}, headers=AS_JSON)

    page = browser_of.get("/remixes/new/").content.decode()

    assert answer.json()["label"] == "rain & wind · 0:00 · wav"
    assert "rain &amp; wind · 0:20 · mp3</option>" in page
    assert "rain &amp; wind · 0:00 · wav</option>" in page


def test_drop_zone_is_told_what_was_wrong(browser_of: Client) -> None:
    answers = [
        browser_of.post(ADD, sent, headers=AS_JSON)
        for sent in ({"file": letter()}, {}, {"link": "ftp://x.example.com/a.mp3"})
    ]

    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert all(answer.json()["error"] for answer in answers)
    assert not Upload.objects.exists()


def test_link_is_added(browser_of: Client) -> None:
    browser_of.post(ADD, {"link": "https://songs.example.com/a.mp3"})

    assert Upload.objects.get().is_link


def test_adding_takes_only_post(browser_of: Client) -> None:
    assert browser_of.get(ADD).status_code == 405


def test_list_has_three_shelves(browser_of: Client, person: Person) -> None:
    make_upload(person, title="song")
    make_link(person, title="link")
    make_upload(person, title="refused", state="REFUSED", reason="This is a letter.")
    make_upload(person, title="trashed", trashed_at=timezone.now())
    make_upload(make_person(), title="trashed by another", trashed_at=timezone.now())

    assert titles(browser_of) == {"song", "link"}
    assert titles(browser_of, "?show=refused") == {"refused"}
    assert titles(browser_of, "?show=trash") == {"trashed"}
    assert titles(browser_of, "?show=nonsense") == {"song", "link"}
    assert "This is a letter." in browser_of.get("/uploads/?show=refused").content.decode()


def test_song_page_shows_all_that_was_made_from_it(browser_of: Client, person: Person) -> None:
    upload = make_upload(person)
    mine, others = make_finished_remix(person, upload), make_finished_remix(None, upload)
    make_finished_remix(person)

    rows = browser_of.get(upload.get_absolute_url()).context["rows"]

    assert {row.remix for row in rows} == {mine, others}


def test_title_and_artist_can_be_mended(browser_of: Client, person: Person) -> None:
    upload = make_upload(person)

    browser_of.post(reverse("upload_edit", args=[upload.pk]), {"title": "New", "artist": "Who"})

    upload.refresh_from_db()
    assert (upload.title, upload.artist) == ("New", "Who")


def test_bad_title_changes_nothing(browser_of: Client, person: Person) -> None:
    upload = make_upload(person, title="Old")

    answer = browser_of.post(
        reverse("upload_edit", args=[upload.pk]), {"title": "a\x00b"}, follow=True
    )

    upload.refresh_from_db()
    assert upload.title == "Old"
    assert 'data-level="error"' in answer.content.decode()


def test_trashed_song_comes_back(browser_of: Client, person: Person) -> None:
    upload = make_upload(person)

    browser_of.post(reverse("upload_trash", args=[upload.pk]))
    trashed = list(Upload.objects.kept())
    browser_of.post(reverse("upload_restore", args=[upload.pk]))

    assert (trashed, list(Upload.objects.kept())) == ([], [upload])


def test_trashed_song_can_be_deleted_for_good(browser_of: Client, person: Person) -> None:
    upload = make_upload(person, content=wav_bytes(0.3, 777.0), trashed_at=timezone.now())

    answer = browser_of.post(reverse("upload_delete", args=[upload.pk]))

    assert answer["Location"] == "/uploads/?show=trash"
    assert not vault.has(upload.sha256)


def test_song_in_use_is_not_deleted(browser_of: Client, person: Person) -> None:
    upload = make_upload(person, content=wav_bytes(0.3, 778.0), trashed_at=timezone.now())
    make_finished_remix(person, upload)

    answer = browser_of.post(reverse("upload_delete", args=[upload.pk]), follow=True)

    assert vault.has(upload.sha256)
    assert 'data-level="error"' in answer.content.decode()


@pytest.mark.parametrize("name", ["edit", "trash", "restore", "delete"])
def test_others_cannot_change_a_song(signed_in: SignIn, person: Person, name: str) -> None:
    url = reverse(f"upload_{name}", args=[make_upload(person).pk])

    assert signed_in(make_person()).post(url).status_code == 404


def test_page_follows_a_song_that_is_being_checked(browser_of: Client, person: Person) -> None:
    upload = make_upload(person, state="CHECKING", peaks=None)
    live = reverse("upload_live", args=[upload.pk])
    before = browser_of.get(live)
    Upload.objects.update(state="READY", peaks=[1, 2, 3])

    after = browser_of.get(live, headers={"If-None-Match": before["ETag"]})

    assert (before.status_code, after.status_code) == (200, 200)
    assert b"data-final" not in before.content
    assert b"data-final" in after.content

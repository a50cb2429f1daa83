"""Taking in sources: by content, once, with one clear sentence for what cannot be taken."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings as site
from django.core.files.uploadedfile import SimpleUploadedFile

from remixes import vault
from remixes.actions import uploads
from remixes.actions.rejected import Rejected
from remixes.jobs.peaks import refuse
from remixes.models import Upload, UploadState
from tests.makers import (
    make_conversion,
    make_person,
    make_remix,
    make_upload,
    make_viewer,
    mp3_bytes,
    wav_bytes,
)

pytestmark = pytest.mark.django_db


def a_file(content: bytes, name: str = "Night Bus.wav") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def nothing_is_left() -> bool:
    folders = (Path(site.MEDIA_ROOT) / "parts").glob("*")
    return not Upload.objects.exists() and not list(folders)


def test_a_file_is_kept_under_its_hash_and_checked_later() -> None:
    added = uploads.add_file(make_person(), a_file(wav_bytes()))

    upload = added.upload
    assert added.is_new
    assert (upload.state, upload.title) == (UploadState.CHECKING, "Night Bus")
    assert vault.path_of(upload.sha256).read_bytes() == wav_bytes()


def test_content_counts_and_the_name_does_not() -> None:
    upload = uploads.add_file(make_person(), a_file(mp3_bytes(), "song.flac")).upload

    assert (upload.extension, upload.file_name) == ("mp3", "song.flac")


def test_the_same_bytes_twice_are_one_upload() -> None:
    first = uploads.add_file(make_person(), a_file(wav_bytes()))
    second = uploads.add_file(make_person(), a_file(wav_bytes(), "other name.wav"))

    assert second.upload == first.upload
    assert not second.is_new


def test_the_same_bytes_come_back_from_the_trash() -> None:
    person = make_person()
    upload = uploads.add_file(person, a_file(wav_bytes())).upload
    uploads.trash(upload, person)

    again = uploads.add_file(person, a_file(wav_bytes())).upload

    assert (again, again.trashed_at) == (upload, None)


@pytest.mark.parametrize(
    "content",
    [b"", b"<!doctype html><html></html>", b"\x89PNG\r\n\x1a\n" + b"x" * 200, b"x" * 5000],
    ids=["empty", "html", "png", "noise"],
)
def test_what_is_not_audio_gets_one_sentence_and_leaves_nothing(content: bytes) -> None:
    with pytest.raises(Rejected) as refused:
        uploads.add_file(make_person(), a_file(content, "song.mp3"))

    assert "xpected" in refused.value.sentence
    assert nothing_is_left()


def test_a_file_over_the_limit_is_refused(settings: object) -> None:
    settings.REMIX_MAX_UPLOAD_BYTES = 1000  # type: ignore[attr-defined]

    with pytest.raises(Rejected, match="larger than"):
        uploads.add_file(make_person(), a_file(wav_bytes()))

    assert nothing_is_left()


def test_a_viewer_may_not_upload() -> None:
    with pytest.raises(Rejected, match="Viewers"):
        uploads.add_file(make_viewer(), a_file(wav_bytes()))


@pytest.mark.parametrize(
    ("url", "title"),
    [
        ("https://cdn.example.com/a/Night%20Bus.mp3?x=1", "Night Bus"),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "YouTube dQw4w9WgXcQ"),
        ("s3://bucket/songs/lantern.wav", "lantern"),
    ],
)
def test_links_are_kept_as_they_are(url: str, title: str) -> None:
    upload = uploads.add_link(make_person(), f"  {url} ").upload

    assert (upload.url, upload.title, upload.state) == (url, title, UploadState.READY)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "song.mp3",
        "ftp://x.example/a.mp3",
        "javascript:alert(1)",
        "https://",
        "http://[",
        "https://me:secret@example.com/a.mp3",
        "https://example.com/a b.mp3",
        "file:///etc/passwd",
    ],
)
def test_what_is_no_link_is_refused(url: str) -> None:
    with pytest.raises(Rejected):
        uploads.add_link(make_person(), url)


def test_the_same_link_twice_is_one_upload() -> None:
    first = uploads.add_link(make_person(), "https://example.com/a.mp3")

    assert uploads.add_link(make_person(), "https://example.com/a.mp3").upload == first.upload


def test_the_sample_song_is_there_once() -> None:
    person = make_person()

    first, second = uploads.add_sample(person), uploads.add_sample(person)

    assert first == second
    assert Upload.objects.get().is_sample


def test_deleting_for_good_waits_for_the_trash_and_for_its_remixes() -> None:
    person = make_person()
    upload = uploads.add_file(person, a_file(wav_bytes())).upload
    with pytest.raises(Rejected, match="trash first"):
        uploads.delete_for_good(upload, person)
    uploads.trash(upload, person)
    upload.refresh_from_db()
    remix = make_remix(person, upload)

    with pytest.raises(Rejected, match="still play"):
        uploads.delete_for_good(upload, person)
    remix.delete()
    uploads.delete_for_good(upload, person)

    assert not vault.has(upload.sha256)
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\music\\song.mp3", "song.mp3"),
        ("a\x00b\u202eexe.mp3", "abexe.mp3"),
        ("x" * 400 + ".mp3", "x" * 251 + ".mp3"),
        ("", "audio"),
    ],
)
def test_names_are_only_ever_shown(name: str, clean: str) -> None:
    assert uploads.clean_name(name) == clean


def test_a_file_that_was_lost_here_is_kept_when_it_comes_again() -> None:
    first = uploads.add_file(make_person(), a_file(wav_bytes())).upload
    vault.drop(first.sha256)

    again = uploads.add_file(make_person(), a_file(wav_bytes()))

    assert (again.upload, again.is_new) == (first, False)
    assert vault.has(first.sha256)


def test_a_version_with_a_long_title_becomes_a_source() -> None:
    version = make_conversion(make_remix(), mp3=mp3_bytes(), title="Lantern " * 37)

    upload = uploads.add_version(make_person(), version)

    assert len(upload.title) <= 200
    assert upload.made_of == version
    assert upload.artist == version.remix.upload.artist


def test_a_version_from_the_trash_is_a_source_again() -> None:
    person = make_person()
    version = make_conversion(make_remix(), mp3=mp3_bytes())
    upload = uploads.add_version(person, version)
    uploads.trash(upload, person)

    again = uploads.add_version(person, version)

    assert (again, again.trashed_at) == (upload, None)


def test_a_version_that_was_refused_as_a_source_can_be_asked_for_again() -> None:
    version = make_conversion(make_remix(), mp3=mp3_bytes())
    refused = uploads.add_version(make_person(), version)
    refuse(refused, "Too long.")

    upload = uploads.add_version(make_person(), version)

    assert upload != refused
    assert vault.has(upload.sha256)


def test_a_version_that_is_its_own_source_descends_from_nothing() -> None:
    song = make_upload(content=mp3_bytes(), extension="mp3")
    version = make_conversion(make_remix(upload=song), mp3=mp3_bytes())

    upload = uploads.add_version(make_person(), version)

    assert (upload, upload.made_of) == (song, None)


def test_a_version_whose_file_is_gone_is_no_source() -> None:
    version = make_conversion(make_remix(), mp3=mp3_bytes())
    vault.drop(version.mp3_sha256)

    with pytest.raises(Rejected, match="not saved"):
        uploads.add_version(make_person(), version)

"""What may be added as a source, before anybody looks into it."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict
from pytest_django import Settings

from remixes.forms import built_in
from remixes.forms.sources import FILES_AT_ONCE, SourcesForm, UploadForm


def form_of(link: str = "", files: int = 0) -> SourcesForm:
    chosen: list[Any] = [SimpleUploadedFile(f"{n}.mp3", b"x") for n in range(files)]
    return SourcesForm({"link": link}, MultiValueDict({"file": chosen}))


def test_nothing_is_not_enough() -> None:
    form = form_of()

    assert form.non_field_errors() == ["Add an audio file or a link first."]


def test_several_files_are_read() -> None:
    form = form_of(files=3)

    assert form.is_valid()
    assert [file.name for file in form.cleaned_data["file"]] == ["0.mp3", "1.mp3", "2.mp3"]


def test_too_many_files_at_once_are_refused() -> None:
    assert form_of(files=FILES_AT_ONCE).is_valid()
    assert not form_of(files=FILES_AT_ONCE + 1).is_valid()


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("https://songs.example.com/a.mp3", "https://songs.example.com/a.mp3"),
        (" http://songs.example.com/a%20b.mp3 ", "http://songs.example.com/a%20b.mp3"),
        ("youtu.be/abc", "https://youtu.be/abc"),
        ("s3://bucket/key.mp3", "s3://bucket/key.mp3"),
    ],
)
def test_link_is_read(settings: Settings, typed: str, link: str) -> None:
    settings.REMIX_EMBEDDED = False
    form = form_of(link=typed)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["link"] == link


@pytest.mark.parametrize(
    "link",
    [
        "ftp://songs.example.com/a.mp3",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://",
        "https://user:secret@songs.example.com/a.mp3",
        "http://127.0.0.1/a.mp3",
        "http://[::1]/a.mp3",
        "http://169.254.169.254/latest",
        "song",
        "https://songs.example.com/" + "a" * 2000,
    ],
)
def test_what_is_no_public_link_is_refused(link: str) -> None:
    form = form_of(link=link)

    assert list(form.errors) == ["link"]


@pytest.mark.parametrize("link", ["s3://bucket/a.mp3", "https://www.youtube.com/watch?v=abc"])
def test_own_engine_is_given_no_link_it_cannot_read(
    monkeypatch: pytest.MonkeyPatch, link: str
) -> None:
    monkeypatch.setattr(built_in, "can_take_youtube", lambda: False)

    form = form_of(link=link)

    assert "cannot be read here" in str(form.errors["link"])


def test_title_is_one_clean_line() -> None:
    form = UploadForm({"title": "  Paper \r\n\tLanterns ", "artist": ""})

    assert form.is_valid()
    assert form.cleaned_data["title"] == "Paper Lanterns"


@pytest.mark.parametrize("title", ["a\x00b", "x" * 201, "a\x1b[31m"])
def test_bad_title_is_refused(title: str) -> None:
    assert not UploadForm({"title": title, "artist": ""}).is_valid()

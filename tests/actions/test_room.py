"""Room for sources: what one person may keep, and a disk that is nearly full."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.conf import settings as site
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from remixes.actions import uploads
from remixes.actions.rejected import Rejected
from remixes.models import Person, Upload
from tests.makers import make_conversion, make_person, make_remix, mp3_bytes, wav_bytes

pytestmark = pytest.mark.django_db


def add(person: Person, hertz: float) -> Upload:
    file = SimpleUploadedFile("song.wav", wav_bytes(0.5, hertz))
    return uploads.add_file(person, file).upload


def nearly_full(settings: Settings, share: float = 1.1) -> None:
    """A floor that lies above what is free: `share` of it."""
    free = shutil.disk_usage(site.REMIX_DATA_DIR).free
    settings.REMIX_FREE_SPACE_FLOOR_BYTES = int(free * share)


def parts() -> list[Path]:
    return [p for f in ("parts", "incoming") for p in (Path(site.MEDIA_ROOT) / f).glob("*")]


def test_a_quota_holds_for_each_person_alone(settings: Settings) -> None:
    settings.REMIX_PERSON_QUOTA_BYTES = len(wav_bytes(0.5)) * 3 // 2
    person = make_person()
    add(person, 300)

    with pytest.raises(Rejected, match=r"you may keep here, and this one takes .* Nothing was"):
        add(person, 301)

    assert add(make_person(), 302).is_stored
    assert parts() == []


def test_a_song_in_the_trash_still_counts_and_one_deleted_does_not(settings: Settings) -> None:
    settings.REMIX_PERSON_QUOTA_BYTES = len(wav_bytes(0.5)) * 3 // 2
    person = make_person()
    first = add(person, 310)
    uploads.trash(first, person)
    with pytest.raises(Rejected):
        add(person, 311)

    first.refresh_from_db()
    uploads.delete_for_good(first, person)

    assert add(person, 311).is_stored


def test_the_same_bytes_again_and_versions_take_no_room(settings: Settings) -> None:
    person = make_person()
    first = add(person, 320)
    made = make_conversion(make_remix(person), mp3=mp3_bytes())
    version = uploads.add_version(person, made)
    settings.REMIX_PERSON_QUOTA_BYTES = first.size or 0

    assert add(person, 320) == first
    assert version.made_of is not None


def test_a_nearly_full_disk_takes_no_song_and_says_so(settings: Settings) -> None:
    nearly_full(settings)

    with pytest.raises(Rejected, match=r"disk of this desk is nearly full"):
        add(make_person(), 330)

    assert not Upload.objects.exists()
    assert parts() == []


@pytest.mark.parametrize("share", [1.5, 3.0])
def test_the_page_says_so_too_however_little_of_the_file_was_written(
    client: Client, settings: Settings, share: float
) -> None:
    nearly_full(settings, share)
    client.force_login(make_person())
    file = SimpleUploadedFile("song.wav", wav_bytes(0.5, 340))

    answer = client.post("/uploads/add/", {"file": file}, headers={"Accept": "application/json"})

    assert answer.status_code == 422
    assert "nearly full" in answer.json()["error"]
    assert parts() == []


def test_a_file_whose_end_was_dropped_is_never_kept() -> None:
    file = SimpleUploadedFile("song.wav", wav_bytes(0.5, 350))
    file.size = (file.size or 0) + 1

    with pytest.raises(Rejected, match="nearly full"):
        uploads.add_file(make_person(), file)

    assert parts() == []


def test_without_a_floor_the_disk_is_not_asked(settings: Settings) -> None:
    settings.REMIX_FREE_SPACE_FLOOR_BYTES = 0

    assert add(make_person(), 360).is_stored

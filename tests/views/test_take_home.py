"""Taking a remix home: one zip with everything, mp3s that say what they are, names for people."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import miniaudio
import pytest
from django.test import Client
from django.urls import reverse
from tinytag import TinyTag

from remixes.models import Conversion, Person, Remix
from tests.makers import (
    TIMELINE,
    make_conversion,
    make_cover,
    make_person,
    make_remix,
    make_submission,
    mp3_bytes,
    wav_bytes,
)
from tests.service.images import png
from tests.views.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def remix(person: Person) -> Remix:
    remix = make_remix(person, status="DONE")
    submission = make_submission(remix)
    for version in (1, 2):
        make_conversion(
            remix,
            version,
            submission=submission,
            mp3=mp3_bytes(1, 300 + version),
            wav=wav_bytes(1, 300 + version),
            title="=Löwe / Lantern",
            timeline=TIMELINE,
        )
    return remix


def body_of(browser: Client, address: str, **headers: str) -> bytes:
    answer: Any = browser.get(address, headers=headers)
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def unzipped(browser: Client, remix: Remix) -> zipfile.ZipFile:
    whole = body_of(browser, reverse("take_home", args=[remix.pk]))
    return zipfile.ZipFile(io.BytesIO(whole))


def test_the_zip_holds_sounds_words_and_manifests(browser_of: Client, remix: Remix) -> None:
    found = unzipped(browser_of, remix)

    assert found.testzip() is None
    extensions = sorted(name.rpartition(".")[2] for name in found.namelist())
    assert extensions == sorted(
        ["mp3", "wav", "lrc", "vtt", "srt", "txt", "json"] * 2 + ["csv", "json"]
    )
    assert all(" - REMIX - " in name for name in found.namelist() if "manifest" not in name)


def test_the_wav_is_the_very_archive_and_the_mp3_still_plays(
    browser_of: Client, remix: Remix
) -> None:
    found = unzipped(browser_of, remix)
    version = remix.conversions.get(version=1)

    wav = next(name for name in found.namelist() if "v1" in name and name.endswith(".wav"))
    mp3 = next(name for name in found.namelist() if "v1" in name and name.endswith(".mp3"))

    assert hashlib.sha256(found.read(wav)).hexdigest() == version.wav_sha256
    assert miniaudio.decode(found.read(mp3)).num_frames > 20_000


def test_the_manifest_lists_every_file_and_no_title_is_a_formula(
    browser_of: Client, remix: Remix
) -> None:
    found = unzipped(browser_of, remix)

    rows = list(csv.DictReader(io.StringIO(found.read("manifest.csv").decode())))
    facts = json.loads(found.read("manifest.json"))

    listed = {row["file"].removeprefix("'") for row in rows}
    assert listed == {name for name in found.namelist() if "manifest" not in name}
    assert all(row["title"].startswith("'=") for row in rows)
    assert facts["prompt"] == remix.prompt


def test_a_downloaded_mp3_says_title_artist_words_and_where_it_is_from(
    browser_of: Client, remix: Remix, tmp_path: Path
) -> None:
    version = remix.conversions.get(version=1)
    sound = body_of(browser_of, f"/media/{version.pk}/x.mp3?download=1")
    path = tmp_path / "x.mp3"
    path.write_bytes(sound)

    found = TinyTag.get(path)

    assert (found.title, found.artist) == ("=Löwe / Lantern", remix.upload.artist)
    assert found.comment is not None
    assert found.comment.endswith(remix.get_absolute_url())
    assert "Rain on the awning" in str(found.as_dict())
    assert b"SYLT" in sound[:4000]


def test_a_tagged_download_in_pieces_is_the_same_file(browser_of: Client, remix: Remix) -> None:
    address = f"/media/{remix.conversions.get(version=2).pk}/x.mp3?download=1"
    whole = body_of(browser_of, address)

    pieces = [
        body_of(browser_of, address, range=f"bytes={start}-{start + 999}")
        for start in range(0, len(whole), 1000)
    ]

    assert b"".join(pieces) == whole


def test_the_picture_goes_along_beside_the_files_and_inside_the_mp3(
    browser_of: Client, remix: Remix, tmp_path: Path
) -> None:
    make_cover(remix.submissions.get(), png())

    found = unzipped(browser_of, remix)
    mp3 = tmp_path / "x.mp3"
    mp3.write_bytes(found.read(next(name for name in found.namelist() if name.endswith(".mp3"))))
    inside = TinyTag.get(mp3, image=True).images.front_cover

    assert found.read("cover.png") == png()
    assert "cover.png" in found.read("manifest.csv").decode()
    assert inside is not None
    assert (inside.data, inside.mime_type) == (png(), "image/png")
    assert miniaudio.decode(mp3.read_bytes()).num_frames > 20_000


def test_what_plays_in_the_page_is_the_archived_file(browser_of: Client, remix: Remix) -> None:
    version: Conversion = remix.conversions.get(version=1)

    sound = body_of(browser_of, f"/media/{version.pk}/x.mp3")

    assert hashlib.sha256(sound).hexdigest() == version.mp3_sha256


def test_without_a_saved_version_there_is_nothing_to_take_home(
    signed_in: SignIn, remix: Remix
) -> None:
    empty = make_remix()

    answer = signed_in(make_person()).get(reverse("take_home", args=[empty.pk]))

    assert answer.status_code == 404


def test_the_days_in_the_zip_are_the_readers(signed_in: SignIn, remix: Remix) -> None:
    late = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    Remix.objects.filter(pk=remix.pk).update(created_at=late)

    found = unzipped(signed_in(make_person(time_zone="Asia/Tokyo")), remix)

    sounds = [name for name in found.namelist() if name.endswith(".mp3")]
    assert all("2026-11-23" in name for name in sounds)


def test_a_long_title_still_makes_a_file_name(browser_of: Client, remix: Remix) -> None:
    remix.conversions.update(title="\U0001f3a7" * 300)

    names = unzipped(browser_of, remix).namelist()

    assert len(set(names)) == len(names)
    assert all(len(name.encode()) < 255 for name in names)


def test_a_date_does_not_vouch_for_words_that_may_change(browser_of: Client, remix: Remix) -> None:
    version = remix.conversions.get(version=1)
    address = reverse("media", kwargs={"pk": version.pk, "name": "x", "extension": "mp3"})
    plain = browser_of.get(address)
    dated = {"range": "bytes=5-", "if-range": plain["Last-Modified"]}

    tagged = browser_of.get(f"{address}?download=1", headers=dated)

    assert tagged.status_code == 200
    assert "Last-Modified" not in tagged
    assert browser_of.get(address, headers=dated).status_code == 206

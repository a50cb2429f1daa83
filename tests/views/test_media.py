"""Who gets audio, under which name and as what."""

import hashlib
import re
import uuid
import zlib
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from remixes.file_names import disposition, safe_title, source_name
from remixes.models import Analysis, Conversion, Person, Remix
from tests.makers import (
    make_conversion,
    make_owner,
    make_person,
    make_remix,
    make_upload,
    make_viewer,
    mp3_bytes,
    wav_bytes,
)
from tests.views.conftest import SignIn

pytestmark = pytest.mark.django_db


def url_of(conversion: Conversion, extension: str = "mp3") -> str:
    return reverse("media", kwargs={"pk": conversion.pk, "name": "x", "extension": extension})


@pytest.fixture
def conversion(person: Person) -> Conversion:
    remix = make_remix(person, status="DONE")
    return make_conversion(remix, mp3=mp3_bytes(0.2), wav=wav_bytes(0.2), title="Awning")


@pytest.mark.parametrize(("extension", "mime"), [("mp3", "audio/mpeg"), ("wav", "audio/wav")])
def test_result_plays_as_what_it_is(
    browser_of: Client, conversion: Conversion, extension: str, mime: str
) -> None:
    answer: Any = browser_of.get(url_of(conversion, extension))

    sha256 = getattr(conversion, f"{extension}_sha256")
    assert hashlib.sha256(b"".join(answer.streaming_content)).hexdigest() == sha256
    assert answer["Content-Type"] == mime
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox"
    assert answer["Content-Disposition"].startswith("inline;")


def test_download_has_a_readable_name(browser_of: Client, conversion: Conversion) -> None:
    day = timezone.localdate().isoformat()

    answer = browser_of.get(f"{url_of(conversion)}?download=1")

    name = f"Awning - v1 - REMIX - {day}.mp3"
    assert answer["Content-Disposition"].startswith(f'attachment; filename="{name}"')


def test_the_day_in_a_name_is_the_readers(signed_in: SignIn, conversion: Conversion) -> None:
    late = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    Remix.objects.filter(pk=conversion.remix_id).update(created_at=late)
    reader = make_person(time_zone="Asia/Tokyo")

    answer = signed_in(reader).get(url_of(conversion))

    assert "REMIX - 2026-11-23.mp3" in answer["Content-Disposition"]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Straße über Ö", "Straße über Ö"),
        ("雨の歌", "雨の歌"),
        ('a/b\\c:d*e?f"g<h>i|j', "a b c d e f g h i j"),
        ("x\r\nSet-Cookie: a=b", "x Set-Cookie a=b"),
        ("\u202egnp.exe", "gnp.exe"),
        ("..", "Song"),
        ("  ", "Song"),
    ],
)
def test_any_title_makes_a_safe_name(title: str, shown: str) -> None:
    assert safe_title(title, "Song") == shown


@pytest.mark.parametrize("name", ["雨の歌 - v1.mp3", 'a"b;c.mp3', "100% naïve.mp3", "😀.mp3"])
def test_name_survives_the_header(name: str) -> None:
    header = disposition(name, is_download=True)

    header.encode("ascii")
    found = re.fullmatch(r"attachment; filename=\"([^\"\\]+)\"; filename\*=UTF-8''(\S+)", header)
    assert found is not None
    assert unquote(found[2]) == name


def test_source_is_named_by_artist_and_title() -> None:
    upload = make_upload(title="Paper Lanterns", artist="The Makers", extension="flac")

    assert source_name(upload) == "The Makers - Paper Lanterns.flac"


def test_audio_needs_a_session(conversion: Conversion) -> None:
    answer = Client().get(url_of(conversion))

    assert answer.status_code == 302


def test_viewer_may_listen(signed_in: SignIn, conversion: Conversion) -> None:
    assert signed_in(make_viewer()).get(url_of(conversion)).status_code == 200


def test_trashed_audio_is_for_its_maker_and_owners(
    signed_in: SignIn, person: Person, conversion: Conversion
) -> None:
    Remix.objects.update(trashed_at=timezone.now())

    statuses = [
        signed_in(reader).get(url_of(conversion)).status_code
        for reader in (person, make_owner(), make_person())
    ]

    assert statuses == [200, 200, 404]


def test_missing_wav_is_not_found(browser_of: Client, person: Person) -> None:
    conversion = make_conversion(make_remix(person), mp3=mp3_bytes(0.2))

    assert browser_of.get(url_of(conversion, "wav")).status_code == 404


def test_content_hash_is_no_address(browser_of: Client, conversion: Conversion) -> None:
    answer = browser_of.get(f"/media/{conversion.mp3_sha256}/x.mp3")

    assert answer.status_code == 404


def test_unknown_conversion_is_not_found(browser_of: Client) -> None:
    url = reverse("media", kwargs={"pk": uuid.uuid4(), "name": "x", "extension": "mp3"})

    assert browser_of.get(url).status_code == 404


def test_media_takes_no_post(browser_of: Client, conversion: Conversion) -> None:
    assert browser_of.post(url_of(conversion)).status_code == 405


def test_peaks_are_sent_once(browser_of: Client, conversion: Conversion) -> None:
    url = reverse("conversion_peaks", args=[conversion.pk])
    first = browser_of.get(url)

    again = browser_of.get(url, headers={"If-None-Match": first["ETag"]})

    assert first.json() == {"peaks": conversion.peaks, "duration_s": 2.0}
    assert again.status_code == 304


def test_peaks_that_are_not_measured_are_not_found(browser_of: Client, person: Person) -> None:
    upload = make_upload(person, peaks=None)

    assert browser_of.get(reverse("upload_peaks", args=[upload.pk])).status_code == 404


def test_a_fine_wave_is_sent_packed_and_once(browser_of: Client, conversion: Conversion) -> None:
    wave = bytes(range(200))
    Analysis.objects.create(sha256=conversion.mp3_sha256, wave=zlib.compress(wave))
    url = reverse("conversion_wave", args=[conversion.pk])

    first = browser_of.get(url, headers={"accept-encoding": "gzip, deflate"})
    again = browser_of.get(
        url, headers={"if-none-match": first["ETag"], "accept-encoding": "deflate"}
    )

    assert first["Content-Encoding"] == "deflate"
    assert zlib.decompress(first.content) == wave
    assert browser_of.get(url).content == wave
    assert again.status_code == 304


def test_a_wave_that_was_not_measured_is_not_found(browser_of: Client, person: Person) -> None:
    upload = make_upload(person)

    assert browser_of.get(reverse("upload_wave", args=[upload.pk])).status_code == 404

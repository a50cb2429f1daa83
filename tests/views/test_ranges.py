"""Audio by byte range: what a player may ask and what it gets."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from remixes import vault
from remixes.models import Person, Upload
from tests.makers import make_upload, wav_bytes

pytestmark = pytest.mark.django_db
CONTENT = wav_bytes(0.1)
SIZE = len(CONTENT)
CAP = 1000


@pytest.fixture
def upload(person: Person, settings: Settings) -> Upload:
    settings.REMIX_RANGE_CAP_BYTES = CAP
    return make_upload(person, content=CONTENT)


@pytest.fixture
def url(upload: Upload) -> str:
    return reverse("source_media", args=[upload.pk, "song.wav"])


def body_of(answer: object) -> bytes:
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=0-9", 0, 9),
        ("bytes=10-19", 10, 19),
        ("bytes = 10 - 19", 10, 19),
        ("BYTES=10-19", 10, 19),
        (f"bytes=0-{SIZE - 1}", 0, SIZE - 1),
        (f"bytes=0-{SIZE + 500}", 0, SIZE - 1),
        (f"bytes=0-{10**17}", 0, SIZE - 1),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE - 1),
        ("bytes=-10", SIZE - 10, SIZE - 1),
        (f"bytes=-{SIZE + 99}", 0, SIZE - 1),
        ("bytes=0-", 0, CAP - 1),
        ("bytes=500-", 500, 500 + CAP - 1),
    ],
)
def test_part_is_sent(browser_of: Client, url: str, asked: str, first: int, last: int) -> None:
    answer = browser_of.get(url, headers={"Range": asked})

    assert answer.status_code == 206
    assert answer["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert answer["Content-Length"] == str(last - first + 1)
    assert body_of(answer) == CONTENT[first : last + 1]


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=a-b",
        "bytes=20-10",
        "bytes=0-1,5-6",
        "bytes=\u0663-\u0665",
        f"bytes={10**30}-",
        "items=0-5",
        "bytes=--5",
    ],
)
def test_range_that_makes_no_sense_is_ignored(browser_of: Client, url: str, asked: str) -> None:
    answer = browser_of.get(url, HTTP_RANGE=asked)

    assert answer.status_code == 200
    assert answer["Content-Length"] == str(SIZE)
    assert answer["Accept-Ranges"] == "bytes"
    assert body_of(answer) == CONTENT


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", f"bytes={SIZE}-{SIZE + 5}", "bytes=-0"])
def test_range_outside_the_file_is_refused(browser_of: Client, url: str, asked: str) -> None:
    answer = browser_of.get(url, headers={"Range": asked})

    assert answer.status_code == 416
    assert answer["Content-Range"] == f"bytes */{SIZE}"


def test_part_continues_only_the_same_file(browser_of: Client, url: str) -> None:
    whole = browser_of.get(url)
    etag, changed = whole["ETag"], whole["Last-Modified"]

    def status(condition: str) -> int:
        return browser_of.get(
            url, headers={"Range": "bytes=5-9", "If-Range": condition}
        ).status_code

    assert status(etag) == 206
    assert status(changed) == 206
    assert status(f"W/{etag}") == 200
    assert status('"another file"') == 200
    assert status("Mon, 01 Jan 2001 00:00:00 GMT") == 200


@pytest.mark.parametrize("how", ["etag", "weak", "list", "star", "date"])
def test_what_the_browser_has_is_not_sent_again(browser_of: Client, url: str, how: str) -> None:
    whole = browser_of.get(url)
    condition = {
        "etag": {"If-None-Match": whole["ETag"]},
        "weak": {"If-None-Match": f"W/{whole['ETag']}"},
        "list": {"If-None-Match": f'"x", {whole["ETag"]}'},
        "star": {"If-None-Match": "*"},
        "date": {"If-Modified-Since": whole["Last-Modified"]},
    }[how]

    answer = browser_of.get(url, headers=condition)

    assert answer.status_code == 304
    assert answer.content == b""
    assert answer["ETag"] == whole["ETag"]


def test_head_says_the_same_without_the_bytes(browser_of: Client, url: str) -> None:
    answer = browser_of.head(url, headers={"Range": "bytes=0-9"})

    assert answer.status_code == 200
    assert answer["Content-Length"] == str(SIZE)
    assert answer["Content-Type"] == "audio/wav"
    assert answer.content == b""


def test_bytes_that_are_gone_are_not_found(browser_of: Client, person: Person) -> None:
    upload = make_upload(person)
    vault.drop(upload.sha256)

    answer = browser_of.get(reverse("source_media", args=[upload.pk, "song.wav"]))

    assert answer.status_code == 404

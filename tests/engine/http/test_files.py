"""Result files: without a key, with Range, If-Range, HEAD and 416, and only while they exist."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from remixes.engine.models import Result
from tests.engine.http.conftest import Caller, fetch, refused

pytestmark = pytest.mark.django_db(transaction=True)
MP3 = b"ID3" + b"\x01" * 5000


@pytest.fixture
def mp3_url(caller: Caller, song: bytes, work: Callable[[], None]) -> str:
    """The address of a finished first version."""
    task_id = caller.order(song)["task_id"]
    work()
    return str(caller.by_id(task_id)["conversion_path_1"])


def test_a_file_comes_whole_with_its_type(mp3_url: str) -> None:
    response, body = fetch(mp3_url)

    assert (response.status_code, body) == (200, MP3)
    assert response["Content-Type"] == "audio/mpeg"
    assert response["Content-Length"] == "5003"
    assert response["Accept-Ranges"] == "bytes"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_the_wav_has_its_own_type(mp3_url: str) -> None:
    response, body = fetch(mp3_url.removesuffix("mp3") + "wav")

    assert (response["Content-Type"], body[:4]) == ("audio/wav", b"RIFF")


@pytest.mark.parametrize(
    ("asked", "start", "length"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=10-19", 10, 10),
        ("bytes=5000-", 5000, 3),
        ("bytes=5000-99999", 5000, 3),
        ("bytes=-10", 4993, 10),
        ("bytes=-99999", 0, 5003),
        ("bytes=0-", 0, 1000),
        ("bytes=0-4000", 0, 4001),
    ],
)
def test_a_range_is_answered_with_that_range(
    mp3_url: str, settings: Settings, asked: str, start: int, length: int
) -> None:
    settings.REMIX_RANGE_CAP_BYTES = 1000

    response, body = fetch(mp3_url, Range=asked)

    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {start}-{start + length - 1}/5003"
    assert response["Content-Length"] == str(length)
    assert body == MP3[start : start + length]


@pytest.mark.parametrize("asked", ["bytes=5003-", "bytes=-0", "bytes=99999-100000"])
def test_a_range_outside_the_file_is_refused(mp3_url: str, asked: str) -> None:
    response, body = fetch(mp3_url, Range=asked)

    assert (response.status_code, body) == (416, b"")
    assert response["Content-Range"] == "bytes */5003"


@pytest.mark.parametrize(
    "asked", ["bytes=0-1,3-4", "lines=1-2", "bytes=-", "bytes=a-b", "bytes", "bytes=9-8"]
)
def test_a_range_that_is_not_understood_gets_the_whole_file(mp3_url: str, asked: str) -> None:
    response, body = fetch(mp3_url, Range=asked)

    assert (response.status_code, len(body)) == (200, 5003)


def test_a_range_of_another_file_gets_the_whole_file(mp3_url: str) -> None:
    tag = fetch(mp3_url)[0]["ETag"]
    changed = fetch(mp3_url)[0]["Last-Modified"]

    of_this = [fetch(mp3_url, **{"Range": "bytes=0-9", "If-Range": it}) for it in (tag, changed)]
    of_other = fetch(mp3_url, **{"Range": "bytes=0-9", "If-Range": '"other"'})

    assert [response.status_code for response, _ in of_this] == [206, 206]
    assert of_other[0].status_code == 200


def test_an_unchanged_file_is_not_sent_again(mp3_url: str) -> None:
    tag = fetch(mp3_url)[0]["ETag"]

    response, body = fetch(mp3_url, **{"If-None-Match": tag})

    assert (response.status_code, body) == (304, b"")


def test_head_tells_the_size_without_the_bytes(mp3_url: str) -> None:
    response = Client().head(mp3_url)

    assert (response.status_code, response.content) == (200, b"")
    assert response["Content-Length"] == "5003"


def test_a_wrong_token_finds_nothing(mp3_url: str) -> None:
    parts = mp3_url.split("/")
    parts[-2] = parts[-2][:-1] + ("A" if parts[-2][-1] != "A" else "B")

    response = Client().get("/".join(parts))

    assert refused(response, 404)


def test_a_version_that_is_not_ready_is_not_there(
    caller: Caller, song: bytes, redis: object, tmp_path: Path
) -> None:
    task_id = caller.order(song)["task_id"]
    (tmp_path / "engine" / task_id / "1.mp3").write_bytes(b"half")
    result = Result.objects.get(task=task_id, number=1)

    assert refused(Client().get(f"/engine/files/{result.token}/x.mp3"), 404)


@pytest.mark.parametrize("name", ["x.ogg", "../x.mp3", "x.mp3/", "x", "%2e%2e%2fx.mp3"])
def test_no_other_file_can_be_asked_for(mp3_url: str, name: str) -> None:
    response = Client().get(mp3_url.rpartition("/")[0] + "/" + name)

    assert refused(response, 404)


def test_only_reading_is_allowed(mp3_url: str) -> None:
    response = Client().post(mp3_url)

    assert refused(response, 405)
    assert response["Allow"] == "GET, HEAD"

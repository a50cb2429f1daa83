"""Bytes as programs really send them, to a real server; and a whole order to its files."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from urllib.parse import urlencode, urlsplit

import pytest
import requests
from pytest_django.live_server_helper import LiveServer
from redis import Redis

from remixes.models import Remix
from tests.api.public.conftest import API, LINK, Program
from tests.makers import wav_bytes

pytestmark = pytest.mark.django_db(transaction=True)

SONG = wav_bytes(0.5)
EDGE = b"----edge"
NAME = "Übergröße 好.wav"


@pytest.fixture
def raw(live_server: LiveServer, redis: Redis, program: Program) -> Iterator[Raw]:
    connection = http.client.HTTPConnection(urlsplit(live_server.url).netloc, timeout=20)
    yield Raw(connection, program.secret)
    connection.close()


class Raw:
    """One connection that sends exactly the bytes it is given."""

    def __init__(self, connection: http.client.HTTPConnection, secret: str) -> None:
        self._connection, self._secret = connection, secret

    def post(self, body: bytes, content_type: str, path: str = "/Remix") -> tuple[int, dict]:  # type: ignore[type-arg]
        headers = {"Authorization": self._secret, "Content-Type": content_type}
        self._connection.request("POST", f"{API}{path}", body, headers)
        answer = self._connection.getresponse()
        return answer.status, json.loads(answer.read())


def multipart(*parts: tuple[bytes, bytes]) -> tuple[bytes, str]:
    """Parts of a head (what follows `form-data; `) and a content; no Content-Type in any."""
    body = b"".join(
        b"--" + EDGE + b"\r\nContent-Disposition: form-data; " + head + b"\r\n\r\n" + content
        + b"\r\n"
        for head, content in parts
    )  # fmt: skip
    return body + b"--" + EDGE + b"--\r\n", f"multipart/form-data; boundary={EDGE.decode()}"


def field(name: str, text: str) -> tuple[bytes, bytes]:
    return f'name="{name}"'.encode(), text.encode()


def test_a_file_part_without_a_type_and_with_a_name_in_raw_utf8(raw: Raw) -> None:
    body, content_type = multipart(
        field("prompt", "warm house"),
        field("mode", "REMIX"),
        field("lyrics", ""),
        (f'name="audio_file"; filename="{NAME}"'.encode(), SONG),
    )

    status, told = raw.post(body, content_type)

    assert status == 200, told
    assert Remix.objects.get().upload.file_name == NAME


def test_text_only_multipart(raw: Raw) -> None:
    body, content_type = multipart(
        field("prompt", "ein Lied über Grünes"), field("audio_path", LINK), field("mode", "REMIX")
    )

    status, told = raw.post(body, content_type)

    assert status == 200, told
    assert Remix.objects.get().prompt == "ein Lied über Grünes"


@pytest.mark.parametrize("yes", ["True", "true", "1"])
def test_urlencoded_with_booleans_in_every_spelling(raw: Raw, yes: str) -> None:
    said = {"prompt": "house", "audio_url": LINK, "lyrics_timestamps": yes, "webhook_url": ""}

    status, told = raw.post(urlencode(said).encode(), "application/x-www-form-urlencoded", "/")

    assert status == 200, told
    assert Remix.objects.get().call.wants_timestamps is True
    assert Remix.objects.get().call.webhook_url == ""


def test_json_with_real_booleans_and_numbers(raw: Raw) -> None:
    said = {
        "prompt": "house",
        "audio_url": LINK,
        "lyrics": None,
        "replace_start_at": 1,
        "replace_end_at": 2.5,
        "lyrics_timestamps": True,
    }

    status, told = raw.post(json.dumps(said).encode(), "application/json", "/inpaint")

    assert status == 200, told
    assert Remix.objects.get().mode == "INPAINT"


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b"hello", "text/plain", 415),
        (b"prompt", "multipart/form-data; boundary=", 400),
        (b'{"prompt": ["a"]}', "application/json", 422),
    ],
)
def test_what_cannot_be_read_is_said_in_json(
    raw: Raw, body: bytes, content_type: str, status: int
) -> None:
    got, told = raw.post(body, content_type)

    assert got == status
    assert told["message"] == told["error"] == told["detail"] != ""


def test_a_body_without_a_length_is_refused_before_it_is_read(
    live_server: LiveServer, program: Program
) -> None:
    url, headers = f"{live_server.url}{API}/Remix", {"Authorization": program.secret}

    answer = requests.post(url, data=iter([b"x" * 10]), headers=headers, timeout=20)

    assert answer.status_code in (411, 415)
    assert answer.json()["success"] is False

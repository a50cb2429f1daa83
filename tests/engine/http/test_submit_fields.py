"""What a submit brings, in every content type that really arrives."""

import json
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from remixes.engine.models import Task
from tests.engine.http.conftest import API, KEY, Caller, refused, upload

pytestmark = pytest.mark.django_db
LINK = "https://songs.example.com/a.mp3"


def raw_multipart(song: bytes, *parts: tuple[str, bytes]) -> bytes:
    """A body as some clients write it, part by part."""
    body = b"".join(
        b"--X\r\n" + head.encode() + b"\r\n\r\n" + data + b"\r\n" for head, data in parts
    )
    return body + b"--X--\r\n"


def test_a_file_part_without_a_content_type_is_a_file(caller: Caller, song: bytes) -> None:
    body = raw_multipart(
        song,
        ('Content-Disposition: form-data; name="audio_file"; filename="a.wav"', song),
        ('Content-Disposition: form-data; name="prompt"', b"house"),
        ('Content-Disposition: form-data; name="mode"', b"REMIX"),
    )

    response = caller.http.generic(
        "POST", f"{API}/Remix", body, content_type="multipart/form-data; boundary=X"
    )

    assert response.status_code == 200
    assert Task.objects.get().source_duration_s == 2.0


def test_a_file_name_in_raw_utf8_is_kept(caller: Caller, song: bytes) -> None:
    name = "Größe, 夜の歌.wav"
    body = raw_multipart(
        song,
        (f'Content-Disposition: form-data; name="audio_file"; filename="{name}"', song),
        ('Content-Disposition: form-data; name="prompt"', "Wärme ☀".encode()),
        ('Content-Disposition: form-data; name="mode"', b"REMIX"),
    )

    response = caller.http.generic(
        "POST", f"{API}/Remix", body, content_type="multipart/form-data; boundary=X"
    )

    assert response.status_code == 200
    assert Task.objects.get().source_name == name
    assert Task.objects.get().prompt == "Wärme ☀"


def test_a_file_part_without_a_name_is_told_to_have_one(caller: Caller, song: bytes) -> None:
    body = raw_multipart(
        song,
        ('Content-Disposition: form-data; name="audio_file"', b"RIFF"),
        ('Content-Disposition: form-data; name="prompt"', b"house"),
        ('Content-Disposition: form-data; name="mode"', b"REMIX"),
    )

    response = caller.http.generic(
        "POST", f"{API}/Remix", body, content_type="multipart/form-data; boundary=X"
    )

    assert "file part" in refused(response, 422)


@pytest.mark.parametrize(
    "content_type",
    ["multipart/form-data", "application/x-www-form-urlencoded", "application/json"],
)
def test_a_link_may_come_in_any_content_type(caller: Caller, content_type: str) -> None:
    fields: Any = {"prompt": "house ☀", "mode": "REMIX", "audio_path": LINK, "lyrics": ""}

    if content_type == "application/x-www-form-urlencoded":
        body = (
            "prompt=house+%E2%98%80&mode=REMIX&audio_path=https%3A%2F%2Fsongs.example.com%2Fa.mp3"
        )
        response = caller.http.post(f"{API}/Remix", body, content_type=content_type)
    elif content_type == "application/json":
        response = caller.http.post(f"{API}/Remix", fields, content_type=content_type)
    else:
        response = caller.submit(**fields)

    assert response.status_code == 200
    task = Task.objects.get()
    assert (task.prompt, task.source_url, task.lyrics) == ("house ☀", LINK, "")


@pytest.mark.parametrize("yes", ["True", "true", "1", True, 1])
def test_every_spelling_of_true_asks_for_timestamps(caller: Caller, yes: object) -> None:
    fields = {"prompt": "house", "audio_url": LINK, "lyrics_timestamps": yes}

    response = caller.http.post(f"{API}/Remix", fields, content_type="application/json")

    assert response.status_code == 200
    assert Task.objects.get().wants_timestamps is True


@pytest.mark.parametrize("no", ["False", "false", "0", False, 0, "", None])
def test_every_spelling_of_false_does_not(caller: Caller, no: object) -> None:
    fields = {"prompt": "house", "audio_url": LINK, "lyrics_timestamps": no}

    response = caller.http.post(f"{API}/Remix", fields, content_type="application/json")

    assert response.status_code == 200
    assert Task.objects.get().wants_timestamps is False


def test_what_is_neither_true_nor_false_is_refused(caller: Caller) -> None:
    response = caller.submit(prompt="house", audio_url=LINK, lyrics_timestamps="perhaps")

    assert "true or false" in refused(response, 422)


@pytest.mark.parametrize("body", ["[1]", '"text"', "{", "\xff", "[" * 100_000, "nul"])
def test_json_that_is_no_object_is_refused(caller: Caller, body: str) -> None:
    response = caller.http.post(f"{API}/Remix", body, content_type="application/json")

    assert "JSON" in refused(response, 400)


def test_json_that_holds_a_list_for_text_is_refused(caller: Caller) -> None:
    fields = {"prompt": ["house"], "mode": "REMIX", "audio_url": LINK}

    response = caller.http.post(f"{API}/Remix", fields, content_type="application/json")

    assert "prompt must be text" in refused(response, 422)


def test_text_no_database_can_keep_is_cleaned(caller: Caller) -> None:
    body = json.dumps({"prompt": "ho\x00use \ud800", "mode": "REMIX", "audio_url": LINK})

    response = caller.http.post(f"{API}/Remix", body, content_type="application/json")

    assert response.status_code == 200
    assert Task.objects.get().prompt == "house ?"


def test_another_content_type_is_refused(caller: Caller) -> None:
    response = caller.http.post(f"{API}/Remix", "prompt", content_type="text/plain")

    assert "multipart/form-data" in refused(response, 415)


def test_an_empty_post_is_read_as_no_fields(caller: Caller) -> None:
    response = caller.http.generic("POST", f"{API}/Remix", b"", content_type="")

    assert "mode" in refused(response, 422)


def test_a_broken_multipart_is_refused(caller: Caller) -> None:
    response = caller.http.generic(
        "POST", f"{API}/Remix", b"--Y", content_type="multipart/form-data"
    )

    assert refused(response, 400)


def test_a_form_in_another_character_set_is_refused(caller: Caller) -> None:
    response = caller.http.post(
        f"{API}/Remix",
        b"prompt=%E4",
        content_type="application/x-www-form-urlencoded; charset=latin-1",
    )

    assert refused(response, 400)


def test_a_request_that_says_it_is_too_large_is_refused(caller: Caller, settings: Settings) -> None:
    settings.REMIX_MAX_UPLOAD_BYTES = 1000

    response = caller.http.generic(
        "POST", f"{API}/Remix", b"x" * 3_000_000, content_type="multipart/form-data; boundary=X"
    )

    assert "too large" in refused(response, 413)


def test_a_file_that_is_too_large_is_refused(
    caller: Caller, song: bytes, settings: Settings
) -> None:
    settings.REMIX_MAX_UPLOAD_BYTES = 1000

    response = caller.submit(prompt="house", mode="REMIX", audio_file=upload(song))

    assert "too large" in refused(response, 413)


@pytest.mark.parametrize("content_type", ["multipart/form-data", "application/json"])
def test_text_that_is_too_large_is_refused(caller: Caller, content_type: str) -> None:
    fields: Any = {"prompt": "x" * 2_000_000, "mode": "REMIX", "audio_url": LINK}

    if content_type == "application/json":
        response = caller.http.post(f"{API}/Remix", fields, content_type=content_type)
    else:
        response = caller.submit(**fields)

    assert "too large" in refused(response, 413)


@pytest.mark.parametrize("key", ["", "wrong", "Bearer wrong", "Bearer ", f"{KEY}x", "ключ"])
def test_a_missing_or_wrong_key_is_refused(key: str) -> None:
    headers = {"Authorization": key.encode().decode("latin-1")} if key else {}

    response = Client(headers=headers).post(f"{API}/Remix", {"prompt": "house"})

    assert "key" in refused(response, 401)


@pytest.mark.parametrize("key", [KEY, f"Bearer {KEY}", f"bearer  {KEY} "])
def test_the_key_may_come_raw_or_as_bearer(key: str) -> None:
    response = Client(headers={"Authorization": key}).post(f"{API}/Remix", {"prompt": "house"})

    assert refused(response, 422)


def test_without_a_key_of_its_own_the_engine_lets_nobody_in(settings: Settings) -> None:
    settings.REMIX_ENGINE_KEY = ""

    response = Client(headers={"Authorization": ""}).get(f"{API}/byUser")

    assert refused(response, 401)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/Remix"),
        ("PUT", "/remix"),
        ("GET", "/"),
        ("GET", ""),
        ("DELETE", "/inpaint"),
        ("GET", "/sing_over_instrumental"),
        ("POST", "/byId"),
        ("HEAD", "/byId"),
        ("POST", "/byUser"),
        ("GET", "/cancel"),
    ],
)
def test_another_method_is_refused(caller: Caller, method: str, path: str) -> None:
    response = caller.http.generic(method, f"{API}{path}")

    assert response.status_code == 405
    assert response["Allow"] in ("GET", "POST")
    assert method == "HEAD" or "not " + method in refused(response, 405)


@pytest.mark.parametrize("path", ["/extend", "/Remix/x", "/nothing", "//"])
def test_another_address_is_unknown(caller: Caller, path: str) -> None:
    response = caller.http.post(f"{API}{path}")

    assert refused(response, 404)


@pytest.mark.parametrize("path", ["/Remix", "/remix", "/Remix/", "/", ""])
def test_an_order_is_taken_at_every_spelling_of_its_door(
    caller: Caller, song: bytes, path: str
) -> None:
    caller.order(song, path)

    assert Task.objects.get().feature == "REMIX"

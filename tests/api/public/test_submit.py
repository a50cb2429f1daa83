"""Ordering over the team API: an ordinary remix, answered at once with ids of our own."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from pytest_django import Settings

from remixes.models import Call, Remix, Status, Upload
from tests.api.public.conftest import API, LINK, Program, refused
from tests.makers import make_person, make_submission

pytestmark = pytest.mark.django_db


def test_a_call_is_an_ordinary_remix_of_its_person(program: Program, song: bytes) -> None:
    body = program.order(audio_file=song, lyrics="La la", webhook_url="https://me.example/hook?k=1")

    remix = Remix.objects.get(pk=body["task_id"])
    assert (remix.person, remix.status, remix.prompt) == (program.person, "QUEUED", "warm house")
    assert remix.upload.is_stored
    assert remix.call.webhook_url == "https://me.example/hook?k=1"
    assert remix.call.token == program.token


def test_the_reply_has_the_services_keys_and_our_own_ids(program: Program, song: bytes) -> None:
    body = program.order(audio_file=song)

    remix = Remix.objects.get()
    assert body["success"] is True
    assert body["status"] == "IN_QUEUE"
    assert body["task_id"] == str(remix.pk)
    assert body["conversion_id_1"] == str(remix.version_1_id)
    assert body["conversion_id_2"] == str(remix.version_2_id)
    assert isinstance(body["eta"], int)
    assert isinstance(body["message"], str)
    assert "conversion_type" not in body


def test_time_and_price_are_what_the_teams_past_tells(program: Program, settings: Settings) -> None:
    settings.REMIX_EMBEDDED = False
    first = program.order(audio_url=LINK)
    remix = Remix.objects.get()
    make_submission(remix, eta_s=184, credit_estimate="0.99", closed_as="settled")

    second = program.order(audio_url=LINK, prompt="cold house")

    assert first["eta"] == -1
    assert "credit_estimate" not in first
    assert (second["eta"], second["credit_estimate"]) == (184, 0.99)


@pytest.mark.parametrize("path", ["/Remix", "/remix", "/Remix/", "/remix/", "", "/"])
def test_every_spelling_of_the_path_is_the_same_door(program: Program, path: str) -> None:
    program.order(path, audio_path=LINK)

    assert Remix.objects.get().upload.url == LINK


@pytest.mark.parametrize(
    ("path", "fields", "feature", "mode"),
    [
        ("/Remix", {"mode": "OVER_INSTRUMENTAL"}, "REMIX", "OVER_INSTRUMENTAL"),
        ("/Remix", {"mode": ""}, "REMIX", "REMIX"),
        (
            "/inpaint",
            {"replace_start_at": "1.5", "replace_end_at": "3"},
            "INPAINT",
            "INPAINT",
        ),
        (
            "/sing_over_instrumental",
            {"lyrics": "Oh"},
            "SING_OVER_INSTRUMENTAL",
            "OVER_INSTRUMENTAL",
        ),
    ],
)
def test_each_door_has_its_mode_and_feature(
    program: Program, path: str, fields: dict[str, str], feature: str, mode: str
) -> None:
    body = program.order(path, audio_url=LINK, **fields)

    remix = Remix.objects.get()
    assert remix.mode == mode
    assert program.by_id(body["task_id"])["feature"] == feature


def test_a_range_in_words_is_the_range(program: Program) -> None:
    program.order(mode="INPAINT", prompt="a flute (replace 0:48.0 to 1:04.5)", audio_path=LINK)

    remix = Remix.objects.get()
    assert remix.prompt == "a flute"
    assert (remix.replace_start_at, remix.replace_end_at) == (48.0, 64.5)


def test_a_file_wins_over_a_link_and_the_same_bytes_are_one_source(
    program: Program, song: bytes
) -> None:
    program.order(audio_file=song, audio_path=LINK)
    program.order(audio_file=song, prompt="cold house")

    assert Upload.objects.get().is_stored
    assert Remix.objects.count() == 2


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"prompt": ""}, "prompt"),
        ({"mode": "LOUDER"}, "mode"),
        ({"mode": "", "audio_url": "", "audio_path": LINK}, "mode"),
        ({"audio_url": ""}, "audio_file"),
        ({"audio_url": "s3://bucket/song.mp3"}, "https"),
        ({"audio_url": "http://127.0.0.1/song.mp3"}, "private"),
        ({"audio_url": "https://youtu.be/abcdefgh"}, "YouTube"),
        ({"audio_url": "", "audio_file": b"no song at all"}, "audio"),
        ({"webhook_url": "ftp://me.example"}, "webhook_url"),
        ({"gender": "choir"}, "gender"),
        ({"lyrics_timestamps": "perhaps"}, "lyrics_timestamps"),
        ({"service": "elsewhere"}, "elsewhere"),
        ({"prompt": "x" * 1001}, "too long"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_sentence_and_orders_nothing(
    program: Program, monkeypatch: pytest.MonkeyPatch, fields: dict[str, Any], word: str
) -> None:
    monkeypatch.setattr("remixes.forms.built_in.can_take_youtube", lambda: False)

    answer = program.post(**{"prompt": "house", "mode": "REMIX", "audio_url": LINK, **fields})

    assert word in refused(answer, 422)
    assert not Remix.objects.exists()


def test_another_services_own_limits_are_for_it_to_say(
    program: Program, settings: Settings
) -> None:
    settings.REMIX_EMBEDDED = False

    program.order(prompt="x" * 1001, audio_url="https://youtu.be/abcdefgh")

    assert len(Remix.objects.get().prompt) == 1001


def test_a_file_beyond_the_limit_is_413(program: Program, song: bytes, settings: Settings) -> None:
    settings.REMIX_MAX_UPLOAD_BYTES = len(song) - 1

    answer = program.post(prompt="house", mode="REMIX", audio_file=song)

    assert "too large" in refused(answer, 413)
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("get", "/Remix", 405), ("post", "/byId", 405), ("get", "/nothing", 404), ("put", "/", 405)],
)
def test_wrong_methods_and_addresses_are_told_in_json(
    program: Program, method: str, path: str, status: int
) -> None:
    assert refused(getattr(program.http, method)(f"{API}{path}"), status)


def test_a_call_by_an_unknown_host_name_is_told_in_json(program: Program) -> None:
    answer = program.http.get(f"{API}/byId", SERVER_NAME="desk.internal")

    assert "ALLOWED_HOSTS" in refused(answer, 400)


def test_a_queued_task_is_cancelled_and_a_finished_one_is_not(program: Program) -> None:
    task_id = program.order(audio_url=LINK)["task_id"]

    first = program.post("/cancel", task_id=task_id)
    second = program.post("/cancel", task_id=task_id)

    assert first.json()["status"] == "FAILED"
    assert Remix.objects.get().status == Status.CANCELLED
    assert refused(second, 409)
    assert refused(program.post("/cancel", task_id=uuid.uuid4()), 404)


def test_calls_of_others_are_not_cancelled(program: Program) -> None:
    task_id = Program(make_person()).order(audio_url=LINK)["task_id"]

    assert refused(program.post("/cancel", task_id=task_id), 404)
    assert Call.objects.get().remix.status == Status.QUEUED

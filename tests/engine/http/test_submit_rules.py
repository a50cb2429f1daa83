"""What is refused with which sentence, and what an accepted order is answered."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from pytest_django import Settings

from remixes.engine.models import Task
from tests.engine.http.conftest import API, Caller, refused, upload

pytestmark = pytest.mark.django_db
LINK = "https://songs.example.com/a.mp3"


def test_the_reply_is_the_two_id_form(caller: Caller, song: bytes) -> None:
    reply = caller.order(song)

    ids = {UUID(reply[name]) for name in ("task_id", "conversion_id_1", "conversion_id_2")}
    assert len(ids) == 3
    assert reply["success"] is True
    assert reply["status"] == "IN_QUEUE"
    assert type(reply["eta"]) is int
    assert reply["eta"] > 0
    assert reply["credit_estimate"] == 0
    assert reply["capabilities"] == ["progress", "cancel", "byUser"]
    assert reply["is_flagged"] is False
    assert reply["error_message"] == reply["missing_input_fields"] == reply["reason"] == ""
    assert "conversion_type" not in reply


def test_a_missing_prompt_is_refused(caller: Caller, song: bytes) -> None:
    response = caller.submit(mode="REMIX", audio_file=upload(song), prompt=" ")

    assert refused(response, 422) == "prompt must be provided."


def test_neither_file_nor_link_is_refused(caller: Caller) -> None:
    response = caller.submit(mode="REMIX", prompt="house", audio_path="")

    assert refused(response, 422) == "Either audio_file or audio_url must be provided."


def test_a_missing_mode_is_refused(caller: Caller, song: bytes) -> None:
    response = caller.submit(prompt="house", audio_file=upload(song))

    assert "mode must be provided" in refused(response, 422)


def test_an_unknown_mode_is_refused(caller: Caller, song: bytes) -> None:
    response = caller.submit(prompt="house", mode="EXTEND", audio_file=upload(song))

    assert "REMIX, INPAINT, OVER_INSTRUMENTAL" in refused(response, 422)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("audio_url", LINK),
        ("gender", "female"),
        ("title", "Boundless"),
        ("generate_album_cover", "False"),
        ("lyrics_timestamps", "true"),
    ],
)
def test_a_field_of_the_current_form_stands_in_for_the_mode(
    caller: Caller, song: bytes, name: str, value: str
) -> None:
    wish: dict[str, Any] = {"prompt": "house", "audio_file": upload(song), name: value}

    response = caller.submit(**wish)

    assert response.status_code == 200
    assert Task.objects.get().mode == "REMIX"


def test_an_empty_field_of_the_current_form_does_not(caller: Caller, song: bytes) -> None:
    response = caller.submit(prompt="house", audio_file=upload(song), title="", audio_url="")

    assert "mode" in refused(response, 422)


def test_of_file_and_link_the_file_wins(caller: Caller, song: bytes) -> None:
    caller.order(song, audio_url=LINK)

    task = Task.objects.get()
    assert (task.source_file, task.source_url) == ("source", "")


@pytest.mark.parametrize("name", ["prompt", "lyrics", "lyrics_section_to_replace"])
def test_too_many_characters_are_refused_and_the_limit_is_not(
    caller: Caller, song: bytes, settings: Settings, name: str
) -> None:
    settings.REMIX_PROMPT_LIMIT = settings.REMIX_LYRICS_LIMIT = 10
    wish: dict[str, Any] = {"prompt": "house", "mode": "REMIX"}

    too_long = caller.submit(**wish | {name: "é" * 11, "audio_file": upload(song)})
    just_right = caller.submit(**wish | {name: "é" * 10, "audio_file": upload(song)})

    assert "at most 10" in refused(too_long, 422)
    assert just_right.status_code == 200


def test_a_gender_nobody_has_is_refused(caller: Caller) -> None:
    assert "gender" in refused(caller.submit(prompt="x", audio_url=LINK, gender="robot"), 422)


def test_an_s3_address_is_refused_and_https_named(caller: Caller) -> None:
    response = caller.submit(prompt="house", mode="REMIX", audio_path="s3://bucket/song.mp3")

    assert "https" in refused(response, 422)


@pytest.mark.parametrize(
    "link",
    [
        "https://www.youtube.com/watch?v=x",
        "https://youtu.be/x",
        "http://music.youtube.com/watch?v=x",
        "https://WWW.YouTube.com./watch?v=x",
    ],
)
def test_a_youtube_link_is_refused_where_nothing_can_read_it(
    caller: Caller, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "yt_dlp", None)

    response = caller.submit(prompt="house", mode="REMIX", audio_path=link)

    assert "YouTube" in refused(response, 422)


@pytest.mark.parametrize("link", ["ftp://a.example/x", "song.mp3", "http://", "http://[::1"])
@pytest.mark.parametrize("name", ["audio_url", "webhook_url"])
def test_an_address_that_is_no_web_address_is_refused(caller: Caller, name: str, link: str) -> None:
    response = caller.submit(**{"prompt": "house", "audio_url": LINK, name: link})

    assert f"{name} must be an http or https address." in refused(response, 422)


def test_bytes_that_are_no_audio_are_refused_and_nothing_is_left(
    caller: Caller, tmp_path: Path
) -> None:
    response = caller.submit(
        prompt="house", mode="REMIX", audio_file=upload(b"<html>" * 100, "song.mp3")
    )

    assert refused(response, 422)
    assert not Task.objects.exists()
    assert list((tmp_path / "engine").iterdir()) == []


def test_an_empty_file_is_refused(caller: Caller) -> None:
    response = caller.submit(prompt="house", mode="REMIX", audio_file=upload(b""))

    assert "empty" in refused(response, 422)


def test_a_song_that_is_too_long_is_refused(
    caller: Caller, song: bytes, settings: Settings
) -> None:
    settings.REMIX_MAX_DURATION_S = 1

    response = caller.submit(prompt="house", mode="REMIX", audio_file=upload(song))

    assert "too long" in refused(response, 422)


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({}, "must both be provided"),
        ({"replace_start_at": "1"}, "must both be provided"),
        ({"replace_start_at": "1", "replace_end_at": "1"}, "less than"),
        ({"replace_start_at": "1.5", "replace_end_at": "1"}, "less than"),
        ({"replace_start_at": "-1", "replace_end_at": "1"}, "number of seconds"),
        ({"replace_start_at": "nan", "replace_end_at": "1"}, "number of seconds"),
        ({"replace_start_at": "0", "replace_end_at": "inf"}, "number of seconds"),
        ({"replace_start_at": "one", "replace_end_at": "2"}, "number of seconds"),
        ({"replace_start_at": "5", "replace_end_at": "6"}, "after the end"),
    ],
)
def test_inpaint_needs_a_range_in_the_song(
    caller: Caller, song: bytes, fields: dict[str, str], word: str
) -> None:
    response = caller.submit("/inpaint", prompt="house", audio_file=upload(song), **fields)

    assert word in refused(response, 422)


def test_inpaint_takes_a_good_range(caller: Caller, song: bytes) -> None:
    reply = caller.order(song, "/inpaint", mode="", replace_start_at="0.5", replace_end_at="1.25")

    task = Task.objects.get(pk=reply["task_id"])
    assert (task.feature, task.mode) == ("INPAINT", "INPAINT")
    assert (task.replace_start_at, task.replace_end_at) == (0.5, 1.25)
    assert "conversion_type" not in reply


def test_the_classic_form_may_say_the_range_in_the_prompt(
    caller: Caller, song: bytes, settings: Settings
) -> None:
    settings.REMIX_PROMPT_LIMIT = len("softer")

    caller.order(song, mode="INPAINT", prompt="softer (replace 0:00.5 to 1:04.0)")

    task = Task.objects.get()
    assert (task.feature, task.mode, task.prompt) == ("REMIX", "INPAINT", "softer")
    assert (task.replace_start_at, task.replace_end_at) == (0.5, 64.0)


def test_minutes_that_no_number_can_hold_are_words_like_others(caller: Caller, song: bytes) -> None:
    prompt = f"softer (replace {'9' * 400}:00 to {'9' * 401}:00)"

    caller.order(song, mode="INPAINT", prompt=prompt)

    task = Task.objects.get()
    assert (task.prompt, task.replace_start_at) == (prompt, None)


def test_the_classic_form_may_leave_the_range_to_the_engine(caller: Caller, song: bytes) -> None:
    caller.order(song, mode="INPAINT")

    assert Task.objects.get().replace_start_at is None


def test_a_remix_has_no_range(caller: Caller, song: bytes) -> None:
    caller.order(song, prompt="loud (replace 0:00.5 to 0:01.0)", replace_start_at="1")

    assert Task.objects.get().replace_start_at is None
    assert Task.objects.get().prompt == "loud (replace 0:00.5 to 0:01.0)"


def test_singing_over_needs_lyrics(caller: Caller, song: bytes) -> None:
    response = caller.submit("/sing_over_instrumental", prompt="soul", audio_file=upload(song))

    assert refused(response, 422) == "lyrics must be provided."


def test_singing_over_with_lyrics_is_taken(caller: Caller, song: bytes) -> None:
    caller.order(song, "/sing_over_instrumental", mode="", lyrics="La\r\nla")

    task = Task.objects.get()
    assert (task.feature, task.mode) == ("SING_OVER_INSTRUMENTAL", "OVER_INSTRUMENTAL")
    assert task.lyrics == "La\nla"


def test_too_many_waiting_remixes_are_answered_with_429(
    caller: Caller, song: bytes, settings: Settings
) -> None:
    settings.REMIX_ENGINE_MAX_OPEN = 1
    caller.order(song)

    response = caller.submit(prompt="house", mode="REMIX", audio_file=upload(song))

    assert refused(response, 429)
    assert response["Retry-After"] == "30"


def test_a_queue_makes_the_eta_longer(caller: Caller, song: bytes) -> None:
    first = caller.order(song)["eta"]

    for _ in range(4):
        last = caller.order(song)["eta"]

    assert last > first


def test_a_wait_is_estimated_from_the_engines_own_past(caller: Caller) -> None:
    before = caller.http.post(
        f"{API}/Remix", {"prompt": "x", "mode": "REMIX", "audio_url": LINK}
    ).json()["eta"]
    task = Task.objects.get()
    task.status, task.source_duration_s = "COMPLETED", 10.0
    task.started_at = task.created_at.replace(year=2020)
    task.finished_at = task.started_at.replace(year=2021)
    task.save()

    after = caller.http.post(
        f"{API}/Remix", {"prompt": "x", "mode": "REMIX", "audio_url": LINK}
    ).json()["eta"]

    assert after > before

"""What servers of the Remix API share, without any of them: rules, shapes, the frame of a view."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from remixes.wire import replies
from remixes.wire.door import door
from remixes.wire.fields import Fields, read_fields
from remixes.wire.keys import sent_key
from remixes.wire.problem import Problem
from remixes.wire.wish import Range, Rules, read_wish

FREE = Rules(
    prompt_limit=None,
    lyrics_limit=None,
    max_file_bytes=1000,
    lyrics_problem=lambda lyrics: "",
    link_problem=lambda url: "No links today." if "today" in url else "",
)
LINK = "https://songs.example.com/one.mp3"
NOW = datetime(2026, 8, 17, tzinfo=UTC)


def fields(**texts: str) -> Fields:
    return Fields({"prompt": "house", "mode": "REMIX", "audio_url": LINK, **texts}, {})


def test_a_server_without_limits_leaves_lengths_to_others() -> None:
    assert len(read_wish(fields(prompt="x" * 9999), "REMIX", FREE).prompt) == 9999


def test_what_a_server_cannot_read_is_refused_in_its_own_words() -> None:
    with pytest.raises(Problem) as caught:
        read_wish(fields(audio_url="https://today.example/"), "REMIX", FREE)

    assert (caught.value.status, caught.value.text) == (422, "No links today.")


def test_the_current_forms_fields_are_read() -> None:
    said = {"title": "Awning", "gender": "Female", "generate_album_cover": "1"}
    part = {
        "replace_start_at": "1",
        "replace_end_at": "2.5",
        "lyrics_section_to_replace": "Oh",
    }

    wish = read_wish(fields(**said, **part), "INPAINT", FREE)

    assert (wish.title, wish.gender, wish.wants_cover) == ("Awning", "female", True)
    assert (wish.part, wish.section) == (Range(1.0, 2.5), "Oh")


@pytest.mark.parametrize(
    ("sent", "key"),
    [
        ("abc", "abc"),
        ("Bearer abc", "abc"),
        ("bearer  abc", "abc"),
        ("a key with spaces", "a key with spaces"),
        ("Basic abc", ""),
        ("", ""),
    ],
)
def test_a_key_is_raw_or_bearer(sent: str, key: str) -> None:
    assert sent_key(RequestFactory().get("/", headers={"Authorization": sent})) == key


def test_a_price_nobody_knows_is_left_out() -> None:
    known = replies.submit_reply("REMIX", "t", ["a", "b"], eta_s=-1, credit_estimate=0.0)
    unknown = replies.submit_reply("REMIX", "t", ["a", "b"], eta_s=-1, credit_estimate=None)

    assert known["credit_estimate"] == 0.0
    assert "credit_estimate" not in unknown
    assert (unknown["conversion_id_1"], unknown["conversion_id_2"]) == ("a", "b")
    assert "capabilities" not in unknown


def test_a_task_has_numbered_fields_and_none_for_what_is_not_there() -> None:
    lines = [{"index": 0, "text": "Oh", "start": 0, "end": 900}]
    ready = replies.Version("a", title="Awning", timeline=lines, mp3_url="https://x/a.mp3")
    flagged = replies.Version("b", mp3_url="", wav_url="", is_flagged=True, reason="Protected")
    task = replies.Task("t", "REMIX", "COMPLETED", "Done", NOW, NOW, [ready, flagged])

    told = replies.by_id(task)

    assert json.loads(told["lyrics_timestamped_1"]) == lines
    assert (told["conversion_path_1"], told["conversion_path_wav_1"]) == ("https://x/a.mp3", None)
    assert (told["conversion_path_2"], told["is_flagged_2"]) == ("", True)
    assert "is_flagged_1" not in told


@pytest.mark.parametrize(
    ("raised", "status"), [(Problem(409, "Twice."), 409), (ValueError("secret"), 500)]
)
def test_every_error_is_one_text_under_three_names(raised: Exception, status: int) -> None:
    @door("GET")
    def view(request: HttpRequest) -> HttpResponse:
        raise raised

    answer: Any = view(RequestFactory().get("/"))

    body = json.loads(answer.content)
    assert answer.status_code == status
    assert body["message"] == body["error"] == body["detail"]
    assert "secret" not in body["message"]


def test_a_body_is_measured_before_it_is_read() -> None:
    request = RequestFactory().post("/", b"x", content_type="multipart/form-data; boundary=x")
    request.META["CONTENT_LENGTH"] = str(10 << 20)

    with pytest.raises(Problem) as caught:
        read_fields(request, 1 << 20)

    assert caught.value.status == 413


def test_a_door_that_wants_no_file_reads_no_large_body() -> None:
    sent = {"task_id": "1", "junk": SimpleUploadedFile("junk.bin", b"x" * (3 << 20))}
    request = RequestFactory().post("/", sent)

    with pytest.raises(Problem, match="no file goes here"):
        read_fields(request)

    assert request.read(1)

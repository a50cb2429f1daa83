"""Sources, versions and timelines over the JSON API."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from remixes.models import Upload
from tests.api.v1.callers import Caller
from tests.makers import (
    TIMELINE,
    make_conversion,
    make_finished_remix,
    make_link,
    make_remix,
    make_upload,
    mp3_bytes,
    wav_bytes,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis")]


def send(member: Caller, content: bytes, name: str = "awning.wav") -> object:
    return Client().post(
        "/api/v1/uploads",
        {"file": SimpleUploadedFile(name, content)},
        headers={"authorization": member.secret},
    )


def test_a_file_becomes_a_source_once(member: Caller) -> None:
    content = wav_bytes(0.2)

    first, again = send(member, content), send(member, content)

    assert (first.status_code, again.status_code) == (201, 200)  # type: ignore[attr-defined]
    told = first.json()  # type: ignore[attr-defined]
    assert (told["state"], told["extension"], told["kind"]) == ("CHECKING", "wav", "file")
    assert str(Upload.objects.get().pk) == told["id"]


def test_what_is_no_audio_is_refused_in_words(member: Caller) -> None:
    answer = send(member, b"%PDF-1.7 not a song")

    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "Expected mp3" in answer.json()["detail"]  # type: ignore[attr-defined]


def test_a_body_without_a_file_names_the_field(member: Caller) -> None:
    answer = Client().post("/api/v1/uploads", headers={"authorization": member.secret})

    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"field": "file", "message": "This field is missing."}]


def test_a_link_becomes_a_source_once(member: Caller) -> None:
    body = {"link": "https://example.com/songs/awning.mp3"}

    first, again = (member("post", "uploads/from-link", body) for _ in range(2))

    assert (first.status_code, again.status_code) == (201, 200)
    assert (first.json()["kind"], first.json()["title"]) == ("link", "awning")


def test_a_link_into_this_network_is_refused(member: Caller) -> None:
    answer = member("post", "uploads/from-link", {"link": "http://127.0.0.1/a.mp3"})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "link"


def test_sources_are_listed_filtered_and_in_the_trash_apart(member: Caller) -> None:
    song, link = make_upload(member.person, title="Rain"), make_link()
    member("post", f"uploads/{song.pk}/trash")

    def found(query: str) -> list[str]:
        return [one["id"] for one in member("get", f"uploads?{query}").json()["items"]]

    assert found("") == found(f"person_id={link.person_id}&state=READY") == [str(link.pk)]
    assert found("trash=true&q=rain") == [str(song.pk)]
    assert found("q=nothing") == []


def test_names_are_corrected_one_at_a_time(member: Caller) -> None:
    song = make_upload(member.person, title="Rain", artist="Ann")

    told = member("patch", f"uploads/{song.pk}", {"title": "Rain  again"}).json()

    assert (told["title"], told["artist"]) == ("Rain again", "Ann")


def test_a_source_is_deleted_for_good_only_from_the_trash(member: Caller) -> None:
    song = make_upload(member.person)

    kept = member("delete", f"uploads/{song.pk}")
    member("post", f"uploads/{song.pk}/trash")
    gone = member("delete", f"uploads/{song.pk}")

    assert (kept.status_code, gone.status_code, gone.content) == (409, 204, b"")


def test_a_version_links_to_its_files_and_its_words(member: Caller) -> None:
    remix = make_remix(member.person)
    make_conversion(remix, 1, mp3=mp3_bytes(0.1), wav=wav_bytes(0.1))
    sent = {"authorization": member.secret}

    told = member("get", f"conversions/{remix.version_1_id}").json()

    assert set(told["lyrics_urls"]) == {"lrc", "vtt", "srt", "txt", "json"}
    sounds = [told["mp3_url"], told["wav_url"]]
    for url in (*sounds, told["timeline_url"], *told["lyrics_urls"].values()):
        answer = Client().get("/" + url.split("/", 3)[3], headers=sent)
        assert answer.status_code == 200, url
        assert b"".join(answer)


def test_a_version_becomes_a_source(member: Caller) -> None:
    remix = make_remix(member.person)
    make_conversion(remix, 1, wav=wav_bytes(0.2))

    answer = member("post", f"conversions/{remix.version_1_id}/upload")

    assert answer.status_code == 201
    assert answer.json()["made_of_id"] == str(remix.version_1_id)


def test_a_timeline_is_corrected_on_top_of_what_was_read(member: Caller) -> None:
    remix = make_finished_remix(member.person)
    address = f"conversions/{remix.version_1_id}/timeline"
    line = {
        "text": "Mine",
        "start_ms": 5,
        "end_ms": 900,
        "words": [{"text": "Mine", "start_ms": 5}],
    }

    saved = member("put", address, {"based_on": 0, "lines": [line]})
    late = member("put", address, {"based_on": 0, "sheet": "[00:01.00]Too late"})

    assert saved.json()["lines"] == [{**line, "is_section": False}]
    assert (saved.json()["number"], saved.json()["edited_by"]["id"]) == (1, member.person.pk)
    assert late.status_code == 409


def test_the_services_own_timing_is_kept_and_comes_back(member: Caller) -> None:
    remix = make_finished_remix(member.person)
    address = f"conversions/{remix.version_1_id}/timeline"
    member("put", address, {"based_on": 0, "sheet": "[00:01.000]Mine"})

    original = member("get", f"{address}?timing=original").json()
    restored = member("post", f"{address}/restore-original").json()

    assert len(original["lines"]) == len(restored["lines"]) == len(TIMELINE)
    assert (restored["is_edited"], restored["number"]) == (False, 2)


@pytest.mark.parametrize(
    "body",
    [
        {"sheet": "one\ntwo"},
        {"sheet": "x", "lines": [{"text": "x", "start_ms": 0, "end_ms": 1}]},
        {"lines": [{"text": "x", "start_ms": 9, "end_ms": 1}]},
        {"lines": []},
        {},
    ],
)
def test_what_is_no_timeline_is_refused(member: Caller, body: dict[str, object]) -> None:
    remix = make_finished_remix(member.person)

    answer = member("put", f"conversions/{remix.version_1_id}/timeline", {"based_on": 0, **body})

    assert answer.status_code == 422
    assert answer.json()["detail"].endswith(".")

"""The embedded engine of a running desk, called as other people's clients call a Remix API."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.audio.sounds import make
from tests.whole.desk import Desk
from tests.whole.places import serving
from tests.whole.remix_api import RemixApi, check_files

KEY = "a key of our own"
WORDS = {"prompt": "bright synthwave", "mode": "REMIX"}
SECONDS = 4.0


@pytest.fixture(scope="session")
def songs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("songs")
    return {kind: make(kind, folder, SECONDS) for kind in ("mp3", "m4a")}


@pytest.fixture(scope="session")
def file_server(songs: dict[str, Path]) -> Iterator[str]:
    """The host and port at which the songs can be fetched."""
    with serving(songs["mp3"].parent) as place:
        yield place


@pytest.fixture(scope="session")
def engine_desk(tmp_path_factory: pytest.TempPathFactory, file_server: str) -> Iterator[Desk]:
    """A desk with its own engine, as it comes out of the box but for the key."""
    desk = Desk(tmp_path_factory.mktemp("engine"), REMIX_API_KEY=KEY, REMIX_FETCH_ALLOW=file_server)
    try:
        desk.start().sign_in()
        yield desk
    finally:
        desk.stop()


@pytest.fixture
def engine(engine_desk: Desk) -> RemixApi:
    return RemixApi(f"{engine_desk.url}/engine/api/public/v1", KEY)


def file_part(songs: dict[str, Path], kind: str, name: str, *mime: str) -> dict[str, Any]:
    return {"audio_file": (name, songs[kind].read_bytes(), *mime)}


def accepted(engine: RemixApi, answer: requests.Response) -> dict[str, Any]:
    """What an accepted order was answered; it is cancelled, because nobody waits for it."""
    told: dict[str, Any] = answer.json()
    assert answer.status_code == 200, told
    engine.check_accepted(told)
    return told


@pytest.mark.parametrize("door", ["/Remix", "/remix", "/Remix/", "", "/"])
def test_every_spelling_of_the_door_is_open(
    engine: RemixApi, songs: dict[str, Path], door: str
) -> None:
    answer = engine.send(door, data=WORDS, files=file_part(songs, "mp3", "song.mp3"))

    assert accepted(engine, answer)["success"] is True


@pytest.mark.parametrize("key", [KEY, f"Bearer {KEY}", f"bearer {KEY}"])
def test_the_key_comes_raw_or_as_a_bearer(
    engine: RemixApi, songs: dict[str, Path], key: str
) -> None:
    answer = engine.send(key=key, data=WORDS, files=file_part(songs, "mp3", "song.mp3"))

    assert accepted(engine, answer)["success"] is True


@pytest.mark.parametrize(
    ("kind", "name", "mime"),
    [
        ("mp3", "song.mp3", ()),
        ("m4a", "song.m4a", ("audio/mp4",)),
        ("m4a", "Ünïcode 東京.m4a", ()),
        ("mp3", "no name that helps", ("application/octet-stream",)),
    ],
)
def test_a_file_is_known_by_its_content(
    engine: RemixApi, songs: dict[str, Path], kind: str, name: str, mime: tuple[str, ...]
) -> None:
    fields = {**WORDS, "lyrics": "", "webhook_url": ""}

    answer = engine.send(data=fields, files=file_part(songs, kind, name, *mime))

    assert accepted(engine, answer)["success"] is True


@pytest.mark.parametrize("name", ["audio_path", "audio_url"])
@pytest.mark.parametrize("way", ["form", "multipart", "json"])
def test_a_link_comes_in_any_content_type(
    engine: RemixApi, file_server: str, name: str, way: str
) -> None:
    fields = {**WORDS, name: f"http://{file_server}/mp3-sound"}
    bodies: dict[str, dict[str, Any]] = {
        "form": {"data": fields, "files": {}},
        "multipart": {"files": {key: (None, value) for key, value in fields.items()}},
        "json": {"json": {**fields, "lyrics_timestamps": True, "gender": None}},
    }

    answer = engine.send(**bodies[way])

    assert accepted(engine, answer)["success"] is True


def test_a_field_of_the_current_form_makes_the_mode_unnecessary(
    engine: RemixApi, file_server: str
) -> None:
    link = f"http://{file_server}/mp3-sound"

    answer = engine.send(json={"prompt": "slow waltz", "audio_url": link, "title": "Waltz"})

    assert accepted(engine, answer)["success"] is True


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"prompt": "x", "audio_path": "https://example.com/a.mp3"}, "mode must be provided"),
        ({**WORDS, "mode": "NOPE", "audio_path": "https://example.com/a.mp3"}, "mode must be one"),
        ({"mode": "REMIX", "audio_path": "https://example.com/a.mp3"}, "prompt must be provided"),
        (WORDS, "Either audio_file or audio_url must be provided"),
        ({**WORDS, "audio_path": "s3://bucket/a.mp3"}, "https"),
        ({**WORDS, "audio_path": "https://youtu.be/dQw4w9WgXcQ"}, "YouTube"),
        ({**WORDS, "audio_path": "file:///etc/passwd"}, "http or https"),
        ({**WORDS, "audio_url": "https://example.com/a.mp3", "prompt": "x" * 1001}, "too long"),
    ],
)
def test_an_order_that_cannot_be_done_is_refused_in_words(
    engine: RemixApi, fields: dict[str, str], words: str
) -> None:
    answer = engine.send(data=fields, files={})

    told = answer.json()
    assert answer.status_code == 422
    assert told["success"] is False
    assert words in told["message"]
    assert told["message"] == told["error"] == told["detail"]


def test_a_file_that_is_no_audio_is_refused_in_words(engine: RemixApi) -> None:
    answer = engine.send(data=WORDS, files={"audio_file": ("song.mp3", b"not a song" * 99)})

    assert answer.status_code == 422
    assert "not audio" in answer.json()["message"]


def test_nobody_comes_in_without_the_key(engine: RemixApi, songs: dict[str, Path]) -> None:
    for key in ("", "another key", "Bearer another key", "schlüssel".encode().decode("latin-1")):
        answers = (
            engine.send(key=key, data=WORDS, files=file_part(songs, "mp3", "song.mp3")),
            engine.ask(key=key, task_id=str(uuid.uuid4())),
        )

        assert [answer.status_code for answer in answers] == [401, 401]
        assert all(answer.json()["success"] is False for answer in answers)


def test_an_unknown_task_is_a_404_in_json(engine: RemixApi) -> None:
    for task_id in (str(uuid.uuid4()), "stem123"):
        answer = engine.ask(task_id=task_id)

        assert (answer.status_code, answer.json()["success"]) == (404, False)


def test_an_order_becomes_two_songs_that_anybody_with_the_link_can_fetch(
    engine: RemixApi, songs: dict[str, Path], file_server: str
) -> None:
    both = {**WORDS, "audio_path": f"http://{file_server}/there-is-no-such-file.mp3"}
    order = engine.send(data=both, files=file_part(songs, "m4a", "song.m4a")).json()
    by_link = engine.send(json={**WORDS, "audio_url": f"http://{file_server}/mp3-sound"}).json()

    task = engine.wait(order["task_id"])

    check_files(task)  # the file won over the link
    for number in (1, 2):
        assert task[f"conversion_id_{number}"] == order[f"conversion_id_{number}"]
    whole = engine.ask(conversion_id=order["conversion_id_2"]).json()["conversion"]
    assert whole["task_id"] == order["task_id"]
    assert engine.wait(by_link["task_id"])["status"] == "COMPLETED"


def test_the_desk_remixes_with_its_own_engine(engine_desk: Desk, songs: dict[str, Path]) -> None:
    song = engine_desk.upload("song.m4a", songs["m4a"].read_bytes())

    remix = engine_desk.order(song, "late night bossa nova", lyrics="[Verse]\nOne more light")
    engine_desk.wait_for_step(remix, "ready", 90)

    assert len(engine_desk.saved(remix)) == 4
    assert engine_desk.submissions(remix) == 1
    assert "One more light" in engine_desk.browser.get(f"/remixes/{remix}/").text


def test_a_killed_desk_that_starts_on_another_port_brings_what_it_owes(
    engine_desk: Desk, songs: dict[str, Path]
) -> None:
    song = engine_desk.upload("song.mp3", songs["mp3"].read_bytes())
    remix = engine_desk.order(song, "punk at twice the speed")
    engine_desk.wait_for_step(remix, "service")

    engine_desk.crash()
    engine_desk.move()
    engine_desk.start()

    engine_desk.wait_for_step(remix, "ready", 90)
    assert engine_desk.submissions(remix) == 1

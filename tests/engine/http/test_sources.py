"""Sources by link: fetched by the worker through the guarded door, or the task says why not."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pytest_django import Settings

from remixes.engine.models import Task
from tests.engine.http.conftest import API, Caller
from tests.engine.http.receiver import Receiver

pytestmark = pytest.mark.django_db(transaction=True)
Work = Callable[[], None]


def order(caller: Caller, link: str, **more: str) -> str:
    """An order by link; returns the task's id."""
    fields = {"prompt": "house", "audio_url": link, **more}
    response = caller.http.post(f"{API}/Remix", fields, content_type="application/json")
    assert response.status_code == 200, response.content
    return str(response.json()["task_id"])


def test_a_link_to_audio_is_fetched_and_rendered(
    caller: Caller, song: bytes, work: Work, receiver: Receiver, settings: Settings
) -> None:
    receiver.files["/a.wav"] = song
    settings.REMIX_FETCH_ALLOW = (receiver.url.removeprefix("http://"),)
    task_id = order(caller, f"{receiver.url}/a.wav")

    work()

    assert caller.by_id(task_id)["status"] == "COMPLETED"
    assert Task.objects.get().source_duration_s == 2.0


def test_loopback_is_never_fetched_unless_it_is_listed(
    caller: Caller, song: bytes, work: Work, receiver: Receiver
) -> None:
    receiver.files["/a.wav"] = song
    task_id = order(caller, f"{receiver.url}/a.wav")

    work()

    told = caller.by_id(task_id)
    assert (told["status"], told["message"]) == (
        "ERROR",
        "This address points into a private network.",
    )


@pytest.mark.parametrize(("path", "data"), [("/missing.wav", b""), ("/page", b"<html>" * 50)])
def test_a_link_that_leads_to_no_audio_ends_with_an_error(
    caller: Caller,
    work: Work,
    receiver: Receiver,
    settings: Settings,
    path: str,
    data: bytes,
    tmp_path: Path,
) -> None:
    receiver.files["/page"] = data
    settings.REMIX_FETCH_ALLOW = (receiver.url.removeprefix("http://"),)
    task_id = order(caller, f"{receiver.url}{path}")

    work()

    told = caller.by_id(task_id)
    assert (told["status"], bool(told["message"])) == ("ERROR", True)
    assert list((tmp_path / "engine" / task_id).iterdir()) == []


def test_a_link_to_too_much_is_not_fetched_whole(
    caller: Caller, song: bytes, work: Work, receiver: Receiver, settings: Settings
) -> None:
    receiver.files["/a.wav"] = song
    settings.REMIX_FETCH_ALLOW = (receiver.url.removeprefix("http://"),)
    settings.REMIX_MAX_UPLOAD_BYTES = 1000
    task_id = order(caller, f"{receiver.url}/a.wav")

    work()

    assert caller.by_id(task_id)["status"] == "ERROR"


class FetcherOfVideos:
    """Stands in for the optional package, which needs the open internet."""

    options: dict[str, Any]
    sound = b""

    def __init__(self, options: dict[str, Any]) -> None:
        type(self).options = options

    def __enter__(self) -> "FetcherOfVideos":
        return self

    def __exit__(self, *_: object) -> None: ...

    def download(self, links: list[str]) -> None:
        if self.sound:
            Path(self.options["outtmpl"].replace("%(ext)s", "wav")).write_bytes(self.sound)


@pytest.fixture
def videos(monkeypatch: pytest.MonkeyPatch) -> type[FetcherOfVideos]:
    """The optional package, as far as the engine calls it."""

    class Package(SimpleNamespace):
        __spec__ = SimpleNamespace(name="yt_dlp")

    class YoutubeDLError(Exception): ...

    tools = SimpleNamespace(
        YoutubeDLError=YoutubeDLError,
        DownloadCancelled=YoutubeDLError,
        match_filter_func=lambda rule: rule,
    )
    monkeypatch.setitem(sys.modules, "yt_dlp", Package(YoutubeDL=FetcherOfVideos, utils=tools))
    return FetcherOfVideos


def test_a_youtube_link_is_read_where_the_extra_is_installed(
    caller: Caller, song: bytes, work: Work, videos: type[FetcherOfVideos]
) -> None:
    videos.sound = song
    task_id = order(caller, "https://youtu.be/x")

    work()

    assert caller.by_id(task_id)["status"] == "COMPLETED"
    assert videos.options["allowed_extractors"] == ["youtube"]
    assert "duration <= 3600" in videos.options["match_filter"]


def test_a_video_that_is_not_handed_out_ends_with_an_error(
    caller: Caller, work: Work, videos: type[FetcherOfVideos]
) -> None:
    videos.sound = b""
    task_id = order(caller, "https://youtu.be/x")

    work()

    assert caller.by_id(task_id)["status"] == "ERROR"
    assert "video" in caller.by_id(task_id)["message"]

"""One desk for the whole folder: its embedded engine and its team API, called from outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.audio.sounds import make
from tests.whole.desk import OWNER, Desk
from tests.whole.places import Listener, serving
from tests.whole.remix_api import RemixApi

KEY = "a key of our own"
SECONDS = 4.0
ROOTS = {"engine": "/engine/api/public/v1", "team API": "/api/public/v1"}
Note = Callable[[str, str], None]


@pytest.fixture(scope="session")
def songs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with song.mp3 and audio.m4a, as the samples call them."""
    folder = tmp_path_factory.mktemp("songs")
    make("mp3", folder, SECONDS).rename(folder / "song.mp3")
    make("m4a", folder, SECONDS).rename(folder / "audio.m4a")
    return folder


@pytest.fixture(scope="session")
def link(songs: Path) -> Iterator[str]:
    """An address at which a song can be fetched."""
    with serving(songs) as place:
        yield f"http://{place}/song.mp3"


@pytest.fixture(scope="session")
def listener() -> Iterator[Listener]:
    with Listener() as listener:
        yield listener


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory, link: str, listener: Listener) -> Iterator[Desk]:
    """A desk as it comes out of the box but for the key and two places on loopback."""
    allowed = f"{link.split('/')[2]},{listener.place}"
    folder = tmp_path_factory.mktemp("conformance")
    desk = Desk(folder, REMIX_API_KEY=KEY, REMIX_FETCH_ALLOW=allowed)
    try:
        yield desk.start()
    finally:
        desk.stop()


@pytest.fixture(scope="session")
def token(desk: Desk) -> str:
    return desk.manage("make_token", OWNER)


@pytest.fixture(scope="session", params=list(ROOTS))
def server(request: pytest.FixtureRequest, desk: Desk, token: str) -> RemixApi:
    """Each of our two servers in turn."""
    key = KEY if request.param == "engine" else token
    return RemixApi(f"{desk.url}{ROOTS[request.param]}", key)


@pytest.fixture
def note(record_property: Callable[[str, Any], None], server: RemixApi, desk: Desk) -> Note:
    """Writes a line of the table that `python -m tests.conformance` prints."""
    name = next(name for name, root in ROOTS.items() if server.base == f"{desk.url}{root}")

    def write(client: str, driven: str) -> None:
        record_property("conformance", [client, name, driven])

    return write

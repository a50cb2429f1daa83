"""What the hostile tests share: canaries, one good file of every kind, and the door."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.audio.sounds import MAKERS, make
from tests.hostile.canaries import Canaries
from tests.hostile.canaries import canaries as alive
from tests.hostile.door import Door
from tests.hostile.how_much import IS_ALL
from tests.makers import make_person, mp3_bytes


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("good")
    return {kind: make(kind, folder, 0.6) for kind in MAKERS}


@pytest.fixture
def canaries(tmp_path: Path) -> Iterator[Canaries]:
    folder = tmp_path / "private"
    folder.mkdir()
    with alive(folder, mp3_bytes()) as both:
        yield both


@pytest.fixture
def door(canaries: Canaries, tmp_path: Path, settings: Settings) -> Door:
    """An empty vault behind the door of uploads; it can be looked through afterwards."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return Door(make_person(), canaries, listens=IS_ALL)

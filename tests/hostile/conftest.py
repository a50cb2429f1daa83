"""What the hostile tests share: canaries, one good file of every kind, and the door."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.audio.sounds import MAKERS, make
from tests.hostile.canaries import Canaries
from tests.hostile.canaries import canaries as alive
from tests.makers import mp3_bytes


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("good")
    return {kind: make(kind, folder, 0.6) for kind in MAKERS}


@pytest.fixture
def canaries(tmp_path: Path) -> Iterator[Canaries]:
    folder = tmp_path / "private"
    folder.mkdir()
    with alive(folder, mp3_bytes()) as both:
        yield both

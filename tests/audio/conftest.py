"""What the tests of audio share: one file of every kind, made once."""

from pathlib import Path

import pytest

from tests.audio.sounds import MAKERS, make


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("sounds")
    return {kind: make(kind, folder, 1.5) for kind in MAKERS}

"""What crashed other readers gets a sentence here or is music. Runs with `make hostile`."""

from pathlib import Path

import pytest

from tests.hostile import corpora
from tests.hostile.door import Door, assert_unharmed
from tests.hostile.how_much import IS_ALL

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not IS_ALL, reason="extra: fetched by `make hostile` alone"),
]


@pytest.mark.parametrize("source", corpora.SOURCES)
def test_what_broke_other_readers_breaks_nothing(door: Door, source: str, tmp_path: Path) -> None:
    folder = tmp_path / "fetched"
    folder.mkdir()
    try:
        files = list(corpora.SOURCES[source](folder))
    except corpora.NotFetched as why:
        pytest.skip(f"extra: {source} could not be fetched: {why}")

    door.send_all(files, tmp_path)

    assert len(files) > 50
    assert_unharmed(door)

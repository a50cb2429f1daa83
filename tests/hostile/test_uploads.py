"""Uploads that mean harm get one sentence or are music; they reach nothing and leave nothing.

`make test` sends what the processor bears: half of the lying headers, all other generated files and
a mutant of each kind. `make hostile` sends all, has them listened to as well, and adds hundreds of
mutants and the crafted files of two tag libraries.
"""

from pathlib import Path

import pytest

from tests.audio.sounds import MAKERS
from tests.hostile import files
from tests.hostile.door import Door, assert_unharmed
from tests.hostile.how_much import IS_ALL
from tests.hostile.mutants import mutants

pytestmark = pytest.mark.django_db

Good = dict[str, Path]


def test_no_playlist_makes_anybody_open_what_it_names(door: Door, tmp_path: Path) -> None:
    sent = files.playlists(door.canaries.server.url, door.canaries.file)

    door.send_all(sent.items(), tmp_path)

    assert_unharmed(door)
    assert all(door.said.values()), door.said


def test_headers_that_lie_get_a_sentence_or_what_is_really_there(
    door: Door, good: Good, tmp_path: Path
) -> None:
    sent = list(files.liars(good).items())

    door.send_all(sent if IS_ALL else sent[::2], tmp_path)

    assert_unharmed(door)
    assert sum(map(bool, door.said.values())) > 10


def test_masks_are_seen_through(door: Door, good: Good, tmp_path: Path) -> None:
    door.send_all(files.masks(good).items(), tmp_path)

    assert_unharmed(door)
    heard = {name for name, sentence in door.said.items() if not sentence}
    assert heard <= {"mp3-then-zip", "mp3-then-html", "html-in-tag", "two-songs"}


def test_giants_fall_early(door: Door, tmp_path: Path) -> None:
    door.send_all(files.giants(tmp_path), tmp_path)

    assert_unharmed(door)


@pytest.mark.parametrize("kind", MAKERS)
def test_mutants_get_a_sentence_or_are_heard(
    door: Door, good: Good, kind: str, tmp_path: Path
) -> None:
    door.send_all(mutants(good, kind, 34 if IS_ALL else 1), tmp_path)

    assert_unharmed(door)

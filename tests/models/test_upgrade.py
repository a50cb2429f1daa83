"""A desk that was in use before the listening room keeps every row, and its songs are heard."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from remixes.models import Analysis, Conversion, Remix, Upload

pytestmark = pytest.mark.django_db(transaction=True)

FIRST = [("remixes", "0001_nouns")]


@pytest.fixture
def first_release() -> Iterator[Any]:
    """The tables and the models of the first release; the newest again afterwards."""
    executor = MigrationExecutor(connection)
    newest = [key for key in executor.loader.graph.leaf_nodes() if key[0] == "remixes"]
    executor.migrate(FIRST)
    try:
        yield executor.loader.project_state(FIRST).apps
    finally:
        MigrationExecutor(connection).migrate(newest)


def upgrade() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate([key for key in executor.loader.graph.leaf_nodes() if key[0] == "remixes"])


def test_rows_of_the_first_release_stay_and_their_sounds_are_asked_for(first_release: Any) -> None:
    person = old(first_release, "Person", email="old@example.org", role="member")
    song = {"person": person, "title": "Old song", "is_stored": True}
    ready = old(first_release, "Upload", **song, state="READY", sha256="a" * 64)
    old(first_release, "Upload", **song, state="CHECKING", sha256="b" * 64)
    old(first_release, "Upload", person=person, state="READY", url="https://x.example/1.mp3")
    remix = old(first_release, "Remix", person=person, upload=ready, status="DONE", prompt="house")
    submission = old(
        first_release,
        "Submission",
        remix=remix,
        number=1,
        deadline_at=timezone.now(),
        token_hash="t" * 64,
    )
    result = {"remix": remix, "submission": submission, "state": "SAVED"}
    both = {"mp3_sha256": "c" * 64, "wav_sha256": "d" * 64}
    old(first_release, "Conversion", **result, **both, version=1, service_id="1")
    old(first_release, "Conversion", **result, wav_sha256="e" * 64, version=2, service_id="2")
    old(first_release, "Conversion", **{**result, "state": "EXPECTED"}, version=3, service_id="3")

    upgrade()

    assert Upload.objects.count() == Conversion.objects.count() == 3
    now = Remix.objects.get()
    assert (now.prompt, now.winner, now.upload.made_of) == ("house", None, None)
    heard = Analysis.objects.due().values_list("sha256", flat=True)
    assert sorted(heard) == ["a" * 64, "c" * 64, "e" * 64]


def test_a_desk_without_a_song_upgrades_too(first_release: Any) -> None:
    upgrade()

    assert not Analysis.objects.exists()


def old(models: Any, noun: str, **facts: Any) -> Any:
    """A row as the first release would have written it."""
    if noun == "Remix":
        facts["form_key"] = uuid.uuid4()
    return models.get_model("remixes", noun).objects.create(**facts)

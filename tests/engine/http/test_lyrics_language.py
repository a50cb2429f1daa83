"""Lyrics that the built-in voice cannot sing are refused before anything is rendered."""

from pathlib import Path

import pytest
from pytest_django import Settings

from remixes.engine.models import Task
from tests.engine.http.conftest import Caller, refused, upload

pytestmark = pytest.mark.django_db
GERMAN = "Ich gehe durch den Wald\nund h\u00f6re den Fluss"


def test_german_lyrics_are_refused_by_name_and_leave_nothing_behind(
    caller: Caller, song: bytes
) -> None:
    response = caller.submit(prompt="house", mode="REMIX", audio_file=upload(song), lyrics=GERMAN)

    assert "look like German" in refused(response, 422)
    assert not Task.objects.exists()


def test_a_tag_without_words_is_no_error(caller: Caller, song: bytes) -> None:
    reply = caller.order(song, lyrics="[Instrumental]")

    assert reply["status"] == "IN_QUEUE"


def test_with_weights_of_ones_own_the_language_is_left_to_them(
    caller: Caller, song: bytes, settings: Settings, tmp_path: Path
) -> None:
    settings.REMIX_MODEL_DIR = tmp_path

    reply = caller.order(song, lyrics=GERMAN)

    assert reply["status"] == "IN_QUEUE"

"""The official Python package `musicgpt`: its uploads, its polling, its models, its errors."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.conftest import Note
from tests.conformance.driven import ROOT, drive
from tests.remote.bodies import payload
from tests.whole.remix_api import RemixApi, check_files

pytestmark = pytest.mark.extra("musicgpt")  # noqa: S610  # pytest's marker, not Django's queryset
CLIENT = "musicgpt 0.0.0 (Python)"
SAMPLES = [json.loads(payload(f"submit_reply_{name}")) for name in ("one_id", "two_ids")]


@pytest.fixture(scope="session")
def run(server: RemixApi, songs: Path, link: str) -> dict[str, Any]:
    """All that the package said of one server."""
    told = {"base": server.base, "key": server.key, "link": link, "samples": json.dumps(SAMPLES)}
    return drive([sys.executable, ROOT / "tests/conformance/drive_python.py"], songs, **told)


def test_its_polling_ends_when_both_songs_can_be_fetched(run: dict[str, Any], note: Note) -> None:
    note(CLIENT, "wait_for_completion, get_conversion by either id; mp3 and wav")
    polled = run["polled"]

    check_files(polled["finished"])
    assert polled["fresh"]["status"] in ("IN_QUEUE", "IN_PROGRESS")
    assert polled["same"] == [polled["finished"]["task_id"]] * 2


def test_its_uploads_links_and_json_are_accepted(
    run: dict[str, Any], server: RemixApi, note: Note
) -> None:
    note(CLIENT, "uploads and links of voice_changer and cover, JSON of music_ai")

    for reply in run["orders"].values():
        assert server.ask(task_id=reply["task_id"]).status_code == 200
        server.send("/cancel", data={"task_id": reply["task_id"]})

    assert all(reply["success"] for reply in run["orders"].values())
    numbered = run["orders"]["music_ai, JSON"]
    assert numbered["conversion_id_1"] != numbered["conversion_id_2"]


def test_its_models_read_both_sample_replies(run: dict[str, Any], note: Note) -> None:
    note(CLIENT, "both sample replies in its models")

    assert [each["task_id"] for each in run["samples"]] == [
        sample["task_id"] for sample in SAMPLES for _ in range(2)
    ]


def test_it_tells_errors_apart(run: dict[str, Any], note: Note) -> None:
    note(CLIENT, "errors: wrong key, unknown task, refused order")

    assert "Invalid or missing API key." in run["wrong key"]
    assert "Conversion not found." in run["no task"]
    assert "422" in run["refused"]

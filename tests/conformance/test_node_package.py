"""The official Node package `musicgpt`: its remix call, its polling, its checks, its errors."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.conftest import Note
from tests.conformance.driven import drive
from tests.extra import is_required
from tests.remote.bodies import payload
from tests.whole.remix_api import RemixApi, check_files

pytestmark = pytest.mark.extra("node", "npm")  # noqa: S610  # pytest's marker, not Django's queryset
CLIENT = "musicgpt 1.0.1 (Node)"
HERE = Path(__file__).parent / "node"
SAMPLES = [json.loads(payload(f"submit_reply_{name}")) for name in ("one_id", "two_ids")]
INSTALL = ("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package and all it needs, as the lock file pins them by hash."""
    folder = tmp_path_factory.mktemp("npm")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, folder)
    done = subprocess.run(INSTALL, cwd=folder, capture_output=True, text=True, timeout=180)
    if done.returncode:
        if is_required():
            pytest.fail(f"npm could not install musicgpt: {done.stderr}", pytrace=False)
        pytest.skip("extra: npm could not install musicgpt")
    return folder


@pytest.fixture(scope="session")
def run(package: Path, server: RemixApi, songs: Path, link: str) -> dict[str, Any]:
    """All that the package said of one server."""
    told = {"base": server.base, "key": server.key, "link": link, "samples": json.dumps(SAMPLES)}
    return drive(["node", HERE / "drive.mjs"], songs, package=str(package), **told)


def test_its_polling_ends_when_both_songs_can_be_fetched(run: dict[str, Any], note: Note) -> None:
    note(CLIENT, "remix with a file, waitForCompletion, getConversion by either id; mp3 and wav")
    polled = run["polled"]

    check_files(polled["finished"])
    assert polled["fresh"]["status"] in ("IN_QUEUE", "IN_PROGRESS")
    assert polled["same"] == [polled["finished"]["task_id"]]


def test_its_remix_call_is_accepted_in_every_mode(
    run: dict[str, Any], server: RemixApi, note: Note
) -> None:
    note(CLIENT, "remix: three modes, each with a file and with a link")
    replies = list(run["orders"].values())

    assert len(replies) == 6
    for reply in replies:
        assert (reply.pop("conversion_type"), reply.pop("task_status")) == ("REMIX", "IN_QUEUE")
        server.check_accepted(reply)


def test_its_checks_pass_both_sample_replies(run: dict[str, Any], note: Note) -> None:
    note(CLIENT, "both sample replies in its checks")

    assert [each["task_id"] for each in run["samples"]] == [each["task_id"] for each in SAMPLES]


def test_it_tells_errors_apart(run: dict[str, Any], note: Note) -> None:
    note(CLIENT, "errors: wrong key, unknown task, refused order in words")

    assert run["wrong key"] == "MusicGPTAuthError: Invalid or missing API key."
    assert run["no task"] == "MusicGPTNotFoundError: Resource not found."
    assert "mode must be one of REMIX, INPAINT, OVER_INSTRUMENTAL." in run["refused"]

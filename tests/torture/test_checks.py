"""What the rig would say of runs that went wrong, each with both accounts made up."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.torture import checks
from tests.torture.checks import Broken
from tests.torture.evidence import Evidence

TOKEN = "a-token-of-a-webhook-url"
MP3, WAV = b"the mp3", b"the wav"
SONG = {"id": "song-1", "mp3": hashlib.sha256(MP3).hexdigest()}
SONG["wav"] = hashlib.sha256(WAV).hexdigest()


def event(what: str, **facts: Any) -> dict[str, Any]:
    return {"what": what, "at": 1.0, **facts}


def accepted(task: str = "task-1", **facts: Any) -> dict[str, Any]:
    url = f"http://desk/webhooks/remix/{TOKEN}/"
    told = {"prompt": "wish 1", "webhook_url": url, "running": 1, "fate": "made", "songs": [SONG]}
    return event("accepted", task=task, **told | facts)


@pytest.fixture
def good(tmp_path: Path) -> Evidence:
    """One wish, one task, one song, all as it should be."""
    for data in (MP3, WAV):
        name = hashlib.sha256(data).hexdigest()
        (tmp_path / name[:2]).mkdir(exist_ok=True)
        (tmp_path / name[:2] / name).write_bytes(data)
    token_hash = hashlib.sha256(TOKEN.encode()).hexdigest()
    song = {"id": "c1", "remix_id": "r1", "submission_id": 1, "service_id": "song-1"}
    song |= {"state": "SAVED", "reason": "", "wav_problem": "", "archive_problem": ""}
    return Evidence(
        events=[accepted(), event("webhook", token=TOKEN, sha256="b1", status=200)],
        remixes=[{"id": "r1", "prompt": "wish 1", "status": "DONE", "status_why": ""}],
        submissions=[
            {"id": 1, "remix_id": "r1", "token_hash": token_hash, "task_id": "task-1"}
            | {"closed_as": "settled"}
        ],
        conversions=[song | {"mp3_sha256": SONG["mp3"], "wav_sha256": SONG["wav"]}],
        deliveries=[{"submission_id": 1, "body_sha256": "b1", "seen": 1}],
        moves=[],
        vault=tmp_path,
    )


def kinds(*broken: Broken) -> set[str]:
    return {each.kind for each in broken}


def everything(evidence: Evidence) -> set[str]:
    return kinds(
        *checks.paid_twice(evidence, {}),
        *checks.orders(evidence, {"wish 1": "r1"}),
        *checks.links(evidence),
        *checks.results(evidence),
        *checks.confirmations(evidence),
        *checks.at_once(evidence, 1, 1),
    )


def test_a_good_run_breaks_nothing(good: Evidence) -> None:
    assert everything(good) == set()


def test_a_second_task_for_a_wish_is_paid_twice(good: Evidence) -> None:
    twice = replace(good, events=[*good.events, accepted("task-2")])

    assert checks.PAID_TWICE in kinds(*checks.paid_twice(twice, {}))


def test_a_second_task_that_a_person_asked_for_is_not(good: Evidence) -> None:
    again = {"remix_id": "r1", "person_id": 1, "from_status": "UNCONFIRMED", "to_status": "QUEUED"}
    twice = replace(good, events=[*good.events, accepted("task-2")], moves=[again | {"why": ""}])

    assert kinds(*checks.paid_twice(twice, {"r1": 1})) == set()
    # but only if the person really did
    assert kinds(*checks.paid_twice(twice, {})) == {checks.ODD}


def test_a_task_that_no_submission_knows_is_lost(good: Evidence) -> None:
    unlinked = replace(good, submissions=[good.submissions[0] | {"task_id": None}])

    assert kinds(*checks.links(unlinked)) == {checks.LOST}


def test_a_task_that_was_given_up_unheard_is_not_lost(good: Evidence) -> None:
    given_up = good.submissions[0] | {"task_id": None, "closed_as": "given_up"}

    unheard = replace(good, events=[accepted()], submissions=[given_up])
    heard = replace(good, submissions=[given_up])

    assert kinds(*checks.links(unheard)) == set()
    assert kinds(*checks.links(heard)) == {checks.LOST}


def test_a_form_that_led_to_no_remix_is_lost(good: Evidence) -> None:
    assert kinds(*checks.orders(good, {"wish 2": "r2"})) == {checks.LOST}


def test_a_song_without_its_file_is_lost(good: Evidence) -> None:
    bare = replace(good, conversions=[good.conversions[0] | {"wav_sha256": ""}])

    assert kinds(*checks.results(bare)) == {checks.LOST}


def test_a_song_with_other_bytes_is_partial(good: Evidence) -> None:
    path = good.vault / SONG["mp3"][:2] / SONG["mp3"]
    path.write_bytes(MP3[:3])

    assert kinds(*checks.results(good)) == {checks.PARTIAL}


def test_a_confirmed_webhook_that_is_not_kept_is_lost(good: Evidence) -> None:
    assert kinds(*checks.confirmations(replace(good, deliveries=[]))) == {checks.LOST}


def test_more_tasks_than_allowed_are_too_many(good: Evidence) -> None:
    assert kinds(*checks.at_once(good, 2, 1)) == {checks.TOO_MANY}


def test_a_token_in_a_log_is_told(good: Evidence, tmp_path: Path) -> None:
    log = tmp_path / "up.log"
    log.write_text(f"POST /webhooks/remix/{TOKEN}/")

    told = checks.secrets_told(good.secrets(), [log], {"/": TOKEN.encode()})

    assert [each.kind for each in told] == [checks.TOLD, checks.TOLD]


def test_the_closing_line_names_what_was_broken() -> None:
    broken = [Broken(checks.LOST, "a"), Broken(checks.LOST, "b"), Broken(checks.STUCK, "c")]

    line = checks.closing_line(60, 283, broken)

    assert line == "torture: 60 remixes, 283 kills, 0 paid twice, 2 lost, 0 partial, 1 stuck"

"""Asking the team API: the five words, versions in their places, and links to our own files."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from remixes.models import Remix, Status
from tests.api.public.conftest import NOBODY, Program, refused
from tests.makers import (
    TIMELINE,
    make_conversion,
    make_person,
    make_remix,
    make_submission,
    mp3_bytes,
    wav_bytes,
)

pytestmark = pytest.mark.django_db

MP3, WAV = mp3_bytes(0.2), wav_bytes(0.2)


def finished(program: Program, **facts: Any) -> Remix:
    """A remix with both versions saved."""
    remix = make_remix(program.person, status=Status.DONE, rested_at=timezone.now())
    for version in (1, 2):
        make_conversion(remix, version, mp3=MP3, wav=WAV, **facts)
    return remix


@pytest.mark.parametrize(
    ("status", "word"),
    [
        ("QUEUED", "IN_QUEUE"),
        ("SENDING", "IN_PROGRESS"),
        ("SUBMITTED", "IN_PROGRESS"),
        ("PARTIAL", "IN_PROGRESS"),
        ("UNCONFIRMED", "IN_PROGRESS"),
        ("OVERDUE", "IN_PROGRESS"),
        ("FAILED", "FAILED"),
        ("CANCELLED", "FAILED"),
        ("DONE", "FAILED"),
    ],
)
def test_every_status_is_one_of_the_five_words(program: Program, status: str, word: str) -> None:
    remix = make_remix(program.person, status=status)

    told = program.by_id(remix.pk)

    assert told["status"] == word
    assert told["conversion_id_1"] == str(remix.version_1_id)
    assert told["conversion_path_1"] == ("" if word == "FAILED" else None)


def test_a_held_remix_is_in_the_queue_and_says_why(program: Program) -> None:
    remix = make_remix(program.person, hold="cap")

    told = program.by_id(remix.pk)

    assert (told["status"], told["message"]) == ("IN_QUEUE", "Over the budget.")


def test_after_a_day_a_caller_is_told_to_stop_waiting(program: Program) -> None:
    remix = make_remix(program.person, status="SUBMITTED")
    make_submission(remix, created_at=timezone.now() - timedelta(hours=25))

    told = program.by_id(remix.pk)

    assert told["status"] == "ERROR"
    assert "late result" in told["message"]


def test_both_versions_saved_are_completed_with_all_they_have(program: Program) -> None:
    remix = finished(program)

    told = program.by_id(remix.pk)

    assert told["status"] == "COMPLETED"
    assert told["progress"] == 1.0
    for number in (1, 2):
        assert told[f"conversion_path_{number}"].startswith("http://testserver/f/")
        assert told[f"conversion_path_{number}"].endswith(f"-v{number}.mp3")
        assert told[f"conversion_path_wav_{number}"].endswith(".wav")
        assert told[f"conversion_duration_{number}"] == 2.0
        assert told[f"title_{number}"] == "Awning"
        lines = json.loads(told[f"lyrics_timestamped_{number}"])
        assert [line["text"] for line in lines] == [row["text"] for row in TIMELINE]
        assert set(lines[0]) == {"index", "text", "start", "end"}


def test_a_version_id_finds_the_whole_task(program: Program) -> None:
    remix = finished(program)

    answer = program.ask(conversion_id=remix.version_2_id)

    assert answer.json()["conversion"]["task_id"] == str(remix.pk)


def test_a_flagged_version_has_no_path_and_its_reason(program: Program) -> None:
    remix = make_remix(program.person, status=Status.DONE)
    make_conversion(remix, 1, mp3=MP3, wav=WAV)
    make_conversion(remix, 2, state="FLAGGED", is_flagged=True, reason="A protected work")

    told = program.by_id(remix.pk)

    assert told["status"] == "COMPLETED"
    assert told["conversion_path_2"] == told["conversion_path_wav_2"] == ""
    assert (told["is_flagged_2"], told["reason_2"]) == (True, "A protected work")
    assert told["conversion_path_1"]


def test_a_task_without_any_result_says_why(program: Program) -> None:
    remix = make_remix(program.person, status=Status.DONE)
    for version in (1, 2):
        make_conversion(remix, version, state="FAILED", reason="The service ran out of tape.")

    told = program.by_id(remix.pk)

    assert (told["status"], told["message"]) == ("FAILED", "The service ran out of tape.")


def test_completed_waits_a_while_for_the_wav(program: Program) -> None:
    remix = make_remix(program.person, status=Status.DONE)
    coming: dict[str, Any] = {
        "wav_url": "https://x.example/1.wav",
        "next_action_at": timezone.now(),
    }
    make_conversion(remix, 1, mp3=MP3, **coming)
    second = make_conversion(remix, 2, mp3=MP3, wav=WAV)

    early = program.by_id(remix.pk)
    remix.conversions.exclude(pk=second.pk).update(saved_at=timezone.now() - timedelta(hours=1))
    late = program.by_id(remix.pk)

    assert early["status"] == "IN_PROGRESS"
    assert early["conversion_path_1"]
    assert (late["status"], late["conversion_path_wav_1"]) == ("COMPLETED", "")


def test_a_file_that_is_missing_here_is_not_promised(program: Program) -> None:
    remix = make_remix(program.person, status=Status.DONE)
    make_conversion(remix, 1)  # its bytes are not in the vault
    make_conversion(remix, 2, wav=WAV, mp3_sha256="")

    told = program.by_id(remix.pk)

    assert told["conversion_path_1"] == ""
    assert told["conversion_path_2"].endswith(".wav")


def test_another_try_fills_the_places_that_were_promised(program: Program) -> None:
    remix = make_remix(program.person, status=Status.DONE)
    first = make_submission(remix, closed_as="settled")
    make_conversion(remix, 1, submission=first, mp3=MP3)
    make_conversion(remix, 2, submission=first, state="FAILED", reason="Broken.")
    second = make_submission(remix, closed_as="settled")
    make_conversion(remix, 3, submission=second, mp3=MP3)

    told = program.by_id(remix.pk)

    assert told["conversion_id_2"] == str(remix.version_2_id)
    assert told["conversion_path_1"].endswith("-v1.mp3")
    assert told["conversion_path_2"].endswith("-v3.mp3")


def test_what_the_service_tells_of_its_progress_is_told_on(program: Program) -> None:
    remix = make_remix(program.person, status="SUBMITTED")
    make_submission(remix, progress=0.25, stage="Drums", plan={"bpm": 120})

    told = program.by_id(remix.pk)

    assert (told["progress"], told["stage"], told["plan"]) == (0.25, "Drums", {"bpm": 120})
    assert told["message"] == "Drums"


def test_a_team_sees_what_its_members_kept_and_nobody_elses_trash(program: Program) -> None:
    other = make_person()
    kept = make_remix(other)
    trashed = make_remix(other, trashed_at=timezone.now())

    assert program.ask(task_id=kept.pk).status_code == 200
    assert refused(program.ask(task_id=trashed.pk), 404)


@pytest.mark.parametrize(
    ("which", "status"),
    [({}, 422), ({"task_id": NOBODY}, 404), ({"task_id": "stem123"}, 404), ({"task_id": ""}, 422)],
)
def test_what_is_no_task_is_said(program: Program, which: dict[str, str], status: int) -> None:
    assert refused(program.ask(**which), status)


def test_a_question_costs_as_many_queries_for_a_finished_task_as_for_a_fresh_one(
    program: Program, django_assert_max_num_queries: Any
) -> None:
    tasks = [make_remix(program.person).pk, finished(program).pk]
    program.by_id(tasks[0])

    for task_id in tasks:
        with django_assert_max_num_queries(4):
            program.by_id(task_id)


def test_an_id_of_a_task_in_the_trash_ends_the_waiting(program: Program) -> None:
    remix = finished(program)
    Remix.objects.filter(pk=remix.pk).update(trashed_at=timezone.now())

    told = program.by_id(remix.pk)

    assert told["status"] == "FAILED"
    assert "trash" in told["message"] or "trash" in told["reason_1"]
    assert told["conversion_path_1"] == ""
    assert uuid.UUID(told["conversion_id_1"]) == remix.version_1_id

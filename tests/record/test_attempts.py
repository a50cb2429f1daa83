"""A failure is no arrival: what one attempt failed to bring never speaks for the next one."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from remixes import record
from remixes.actions.standing import standing
from remixes.models import Closing, Conversion, ConversionState, Remix, Status, Submission
from remixes.remote import Exchange, Report, read_by_id, read_submit_reply
from tests.makers import make_remix, make_submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def remix() -> Remix:
    return make_remix(status=Status.SENDING)


def sent(remix: Remix, task: str) -> Submission:
    """A POST whose reply names a task and its two conversions."""
    facts: dict[str, Any] = {"expected": None, "replied_at": None, "http_status": None}
    submission = make_submission(remix, task_id=None, **facts)
    said = {"success": True, "task_id": task, "eta": 10}
    said |= {f"conversion_id_{n}": f"{task}-{n}" for n in (1, 2)}
    reply = read_submit_reply(json.dumps(said).encode())
    record.record_reply(submission.pk, reply, Exchange({}, 200, "{}"))
    remix.refresh_from_db()
    return submission


def report(task: str, status: str, *paths: str) -> Report:
    """What byId says of the task, with the paths of its first conversions."""
    said: dict[str, object] = {"task_id": task, "status": status, "message": "It broke."}
    said |= {f"conversion_id_{n}": f"{task}-{n}" for n in (1, 2)}
    said |= {f"conversion_path_{n}": path for n, path in enumerate(paths, start=1)}
    return read_by_id(json.dumps({"success": True, "conversion": said}).encode())


def failed_one(submission: Submission, number: int) -> bytes:
    said = {"success": False, "task_id": submission.task_id, "message": "It broke."}
    return json.dumps({**said, "conversion_id": f"{submission.task_id}-{number}"}).encode()


def told(submission: Submission, *reports: Report | bytes) -> Remix:
    submission.refresh_from_db()
    for each in reports:
        if isinstance(each, bytes):
            record.receive(submission, each, "application/json")
        else:
            record.record_report(submission.pk, each)
    return Remix.objects.get(pk=submission.remix_id)


def save_all(remix: Remix) -> Remix:
    arrived = remix.conversions.filter(state=ConversionState.ARRIVED)
    arrived.update(state=ConversionState.SAVED, mp3_sha256="a" * 64)
    record.settle_remix(remix.pk)
    return Remix.objects.get(pk=remix.pk)


def send_again(remix: Remix, task: str) -> Submission:
    assert remix.move(Status.QUEUED, "Somebody tries it again.")
    assert remix.move(Status.SENDING, "It is being sent.")
    return sent(remix, task)


def test_a_second_attempt_has_not_got_what_the_first_failed_to_bring(remix: Remix) -> None:
    remix = told(sent(remix, "first"), report("first", "FAILED"))

    send_again(remix, "second")

    now = standing(Remix.objects.get(pk=remix.pk))
    assert remix.status == Status.SUBMITTED
    assert (now.step, now.arrived, now.expected) == ("service", 0, 2)


def test_a_second_attempt_can_fail_as_the_first_did(remix: Remix) -> None:
    remix = told(sent(remix, "first"), report("first", "FAILED"))

    remix = told(send_again(remix, "second"), report("second", "FAILED"))

    assert remix.status == Status.FAILED
    assert not remix.submissions.open().exists()


def test_a_second_attempt_that_works_misses_nothing(remix: Remix) -> None:
    remix = told(sent(remix, "first"), report("first", "FAILED"))
    links = ("https://x.example/1.mp3", "https://x.example/2.mp3")

    remix = told(send_again(remix, "second"), report("second", "COMPLETED", *links))

    assert standing(save_all(remix)).headline == "Ready"


def test_one_failed_version_is_no_arrival(remix: Remix) -> None:
    submission = sent(remix, "task")
    submission.refresh_from_db()

    remix = told(submission, failed_one(submission, 2))

    assert remix.status == Status.SUBMITTED
    assert standing(remix).arrived == 0


def test_a_task_that_fails_after_one_of_its_versions_did_is_failed(remix: Remix) -> None:
    submission = sent(remix, "task")
    submission.refresh_from_db()

    remix = told(submission, failed_one(submission, 2), report("task", "FAILED"))

    assert remix.status == Status.FAILED


def test_a_failure_told_once_more_leaves_a_failed_remix_to_be_tried_again(remix: Remix) -> None:
    submission = sent(remix, "task")
    submission.refresh_from_db()

    remix = told(submission, report("task", "FAILED"), failed_one(submission, 1))

    assert remix.status == Status.FAILED
    assert standing(remix).can_retry


def test_a_task_that_fails_after_its_only_copy_was_given_up_still_ends(remix: Remix) -> None:
    submission = sent(remix, "task")
    told(submission, report("task", "IN_PROGRESS", "https://x.example/1.mp3"))
    Conversion.objects.filter(state=ConversionState.ARRIVED).update(state=ConversionState.FAILED)

    remix = told(submission, report("task", "FAILED"))

    assert remix.status == Status.DONE
    assert standing(remix).step == "nothing"


def test_the_other_half_of_a_task_that_was_given_up_is_not_waited_for(remix: Remix) -> None:
    submission = sent(remix, "task")
    remix.move(Status.FAILED, "Given up.", only_from=(Status.SUBMITTED,))
    submission.close(Closing.GIVEN_UP)

    remix = told(submission, report("task", "IN_PROGRESS", "https://x.example/1.mp3"))
    half_saved = save_all(remix)

    assert (remix.status, half_saved.status) == (Status.PARTIAL, Status.DONE)
    assert standing(half_saved).headline == "Ready, 1 missing"


def test_an_overdue_remix_with_one_of_two_is_told_so_once(remix: Remix) -> None:
    submission = sent(remix, "task")
    half = report("task", "IN_PROGRESS", "https://x.example/1.mp3")
    remix = told(submission, half)
    remix.move(Status.OVERDUE, "It takes longer than it should.")

    remix = told(submission, half, half)

    assert remix.status == Status.OVERDUE
    assert remix.moves.count() == 4


def test_the_first_of_two_ends_being_overdue(remix: Remix) -> None:
    submission = sent(remix, "task")
    remix.move(Status.OVERDUE, "It takes longer than it should.")
    remix.moves.update(at=timezone.now() - timedelta(minutes=1))

    remix = told(submission, report("task", "IN_PROGRESS", "https://x.example/1.mp3"))

    assert remix.status == Status.PARTIAL

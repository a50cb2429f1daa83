"""Facts of a task become rows, in any order, twice, late, and only for the task they name."""

import json
from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from remixes import record
from remixes.models import Closing, ConversionState, Reading, Remix, Status, Submission
from tests.makers import make_conversion, make_remix, make_submission

pytestmark = pytest.mark.django_db

PAYLOADS = Path(__file__).parent.parent / "payloads"
TASK = "6d1f3a52-8c0e-4a57-9a3d-0b7e5c2f9e11"
FIRST = "3f0a2c9e-5d1b-4e6a-8f77-1c2d3e4f5a61"
SECOND = "b84e77d0-2a90-4c1c-9d0e-6a5b4c3d2e17"


def body(name: str, **changes: Any) -> bytes:
    said = json.loads((PAYLOADS / f"{name}.json").read_text())
    return json.dumps({**said, **changes}).encode()


@pytest.fixture
def sent() -> Submission:
    """A POST whose reply has not been read yet."""
    remix = make_remix(status=Status.SENDING)
    return make_submission(remix, task_id=None, expected=None, replied_at=None, http_status=None)


@pytest.fixture
def tell(sent: Submission) -> Callable[[bytes], record.Received]:
    return lambda content: record.receive(sent, content, "application/json")


def status_of(submission: Submission) -> str:
    return Remix.objects.get(pk=submission.remix_id).status


def test_a_webhook_before_the_reply_adopts_the_task(sent: Submission, tell: Any) -> None:
    received = tell(body("webhook_classic_1"))

    sent.refresh_from_db()
    assert sent.task_id == TASK
    assert status_of(sent) == Status.PARTIAL
    assert len(received.recorded.archive) == 1


def test_both_webhooks_bring_two_versions_with_our_own_ids(sent: Submission, tell: Any) -> None:
    tell(body("webhook_classic_1"))
    tell(body("webhook_current_2"))

    remix = sent.remix
    rows = list(remix.conversions.order_by("version"))
    assert [row.id for row in rows] == [remix.version_1_id, remix.version_2_id]
    assert [row.state for row in rows] == [ConversionState.ARRIVED] * 2
    assert rows[0].timeline


def test_the_same_body_again_only_counts(sent: Submission, tell: Any) -> None:
    tell(body("webhook_classic_1"))
    again = tell(body("webhook_classic_1"))

    delivery = sent.deliveries.get()
    assert delivery.seen == 2
    assert again.recorded.archive == []
    assert sent.conversions.count() == 1


@pytest.mark.parametrize(
    "order",
    list(permutations(["webhook_classic_1", "webhook_flagged_2", "webhook_cover", "byid"])),
    ids="-".join,
)
def test_every_order_ends_at_the_same_place(sent: Submission, tell: Any, order: Any) -> None:
    names = {"byid": "byid_in_queue"}
    for name in order:
        content = body(names.get(name, name))
        if name == "byid":
            record.record_report(sent.pk, record_read(content))
        else:
            tell(content)

    states = dict(sent.conversions.values_list("service_id", "state"))
    assert states == {FIRST: ConversionState.ARRIVED, SECOND: ConversionState.FLAGGED}
    assert status_of(sent) == Status.PARTIAL


def record_read(content: bytes) -> Any:
    from remixes.remote import read_by_id

    return read_by_id(content)


def test_another_tasks_body_is_kept_and_not_applied(sent: Submission, tell: Any) -> None:
    sent.learn(task_id=TASK)

    received = tell(body("webhook_classic_1", task_id="somebody-elses"))

    assert received.delivery.reading == Reading.MISMATCH
    assert sent.conversions.count() == 0


def test_a_task_that_belongs_to_another_submission_is_not_adopted(
    sent: Submission, tell: Any
) -> None:
    make_submission(make_remix(), task_id=TASK)

    received = tell(body("webhook_classic_1"))

    assert received.delivery.reading == Reading.MISMATCH
    assert sent.conversions.count() == 0


def test_a_cut_body_is_kept_and_byid_is_asked(sent: Submission, tell: Any) -> None:
    received = tell(b'{"success":true,"task_id":"')

    assert received.delivery.reading == Reading.UNREADABLE
    assert received.should_ask


def test_the_generic_form_proves_the_task_and_rings_for_byid(sent: Submission, tell: Any) -> None:
    received = tell(body("webhook_generic"))

    sent.refresh_from_db()
    assert received.should_ask
    assert sent.task_id
    assert sent.conversions.count() == 0


def test_a_failed_task_fails_the_remix_and_lets_go_of_its_slot(sent: Submission, tell: Any) -> None:
    tell(body("webhook_failed_task"))

    sent.refresh_from_db()
    assert status_of(sent) == Status.FAILED
    assert sent.closed_as == Closing.SETTLED


def test_two_flagged_versions_are_no_usable_result(sent: Submission, tell: Any) -> None:
    tell(body("webhook_flagged_2"))
    tell(body("webhook_flagged_2", conversion_id=FIRST))

    assert status_of(sent) == Status.DONE
    assert sent.remix.moves.filter(why="No usable result.").exists()


def test_a_new_id_on_the_same_token_raises_what_is_expected(sent: Submission, tell: Any) -> None:
    sent.learn(task_id=TASK, expected=1)
    tell(body("webhook_flagged_2"))
    assert status_of(sent) == Status.DONE

    tell(body("webhook_classic_1"))

    assert status_of(sent) == Status.PARTIAL


def test_a_late_result_of_a_given_up_submission_becomes_version_three(sent: Submission) -> None:
    sent.close(Closing.GIVEN_UP)
    second = make_submission(sent.remix)
    make_conversion(sent.remix, 1, submission=second)
    make_conversion(sent.remix, 2, submission=second)

    record.receive(sent, body("webhook_classic_1"), "application/json")

    late = sent.conversions.get()
    assert (late.version, late.state) == (3, ConversionState.ARRIVED)


def test_late_proof_revives_a_failed_remix(sent: Submission) -> None:
    Remix.objects.filter(pk=sent.remix_id).update(status=Status.FAILED)
    sent.close(Closing.GIVEN_UP)

    record.receive(sent, body("webhook_classic_1"), "application/json")

    assert status_of(sent) == Status.PARTIAL


def test_byid_brings_newer_links_for_what_is_not_saved(sent: Submission, tell: Any) -> None:
    tell(body("webhook_classic_1"))

    fresh = body("webhook_classic_1", conversion_path="https://new.example.com/1.mp3")
    received = tell(fresh)

    assert sent.conversions.get().mp3_url == "https://new.example.com/1.mp3"
    assert len(received.recorded.archive) == 1


def test_the_slot_is_free_when_everything_has_arrived(sent: Submission, tell: Any) -> None:
    tell(body("webhook_classic_1"))
    assert Submission.objects.holding_a_slot("main").count() == 1

    tell(body("webhook_current_2"))

    assert Submission.objects.holding_a_slot("main").count() == 0

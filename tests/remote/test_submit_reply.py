"""Both forms of the submit reply, and the ways a 200 says no."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from remixes.remote import Refusal, Unreadable, read_submit_reply
from tests.remote.bodies import FIRST, SECOND, TASK, changed, payload


def test_first_form_names_one_conversion_and_no_eta() -> None:
    reply = read_submit_reply(payload("submit_reply_one_id"))

    assert (reply.task_id, reply.conversion_ids, reply.expected) == ("stem123", ("conv456",), 1)
    assert reply.eta_s is None
    assert reply.credit_estimate == Decimal("100.1")


def test_second_form_names_two_conversions() -> None:
    reply = read_submit_reply(payload("submit_reply_two_ids"))

    assert (reply.task_id, reply.conversion_ids) == (TASK, (FIRST, SECOND))
    assert (reply.expected, reply.eta_s, reply.credit_estimate) == (2, 184, Decimal("0.99"))


@pytest.mark.parametrize("second", ["", "single_song_generation_request", None, FIRST])
def test_one_song_job_expects_one_conversion(second: object) -> None:
    reply = read_submit_reply(changed("submit_reply_two_ids", conversion_id_2=second))

    assert (reply.conversion_ids, reply.expected) == ((FIRST,), 1)


def test_reply_without_conversion_ids_expects_two() -> None:
    reply = read_submit_reply(b'{"success": true, "task_id": "stem1"}')

    assert (reply.conversion_ids, reply.expected) == ((), 2)


@pytest.mark.parametrize(
    ("eta", "seconds"),
    [
        (184, 184),
        ("42", 42),
        (41.2, 42),
        (0, None),
        (-1, None),
        (None, None),
        ("soon", None),
        (True, None),
        ([], None),
        (10**30, None),
    ],
)
def test_eta_is_whole_seconds_or_unknown(eta: object, seconds: int | None) -> None:
    assert read_submit_reply(changed("submit_reply_two_ids", eta=eta)).eta_s == seconds


@pytest.mark.parametrize(
    ("estimate", "amount"),
    [
        (1, Decimal(1)),
        (0.99, Decimal("0.99")),
        ("2.5", Decimal("2.5")),
        (None, None),
        (-3, None),
        ("free", None),
        (1e300, None),
        ({}, None),
        (0, Decimal(0)),
    ],
)
def test_credit_estimate_is_an_amount_or_unknown(estimate: object, amount: Decimal | None) -> None:
    reply = read_submit_reply(changed("submit_reply_two_ids", credit_estimate=estimate))

    assert reply.credit_estimate == amount


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"success": False, "message": "Prompt is required."}, "Prompt is required."),
        ({"success": "false", "error": "Too long"}, "Too long"),
        (
            {"success": False, "detail": [{"loc": ["body", "prompt"], "msg": "field required"}]},
            "prompt: field required",
        ),
        ({"success": False}, "The service refused this remix and gave no reason."),
    ],
)
def test_success_false_is_a_refusal(body: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_submit_reply(json.dumps(body).encode())

    assert refusal.value.sentence == sentence


def test_refusal_keeps_a_task_id_it_was_told() -> None:
    with pytest.raises(Refusal) as refusal:
        read_submit_reply(changed("submit_reply_two_ids", success=False))

    assert refusal.value.task_id == TASK


def test_flagged_without_a_task_is_a_refusal() -> None:
    with pytest.raises(Refusal, match="living artist") as refusal:
        read_submit_reply(payload("submit_reply_flagged_refused"))

    assert refusal.value.is_flagged


def test_flagged_task_was_accepted_all_the_same() -> None:
    reply = read_submit_reply(payload("submit_reply_flagged"))

    assert (reply.task_id, reply.is_flagged, reply.message) == (TASK, True, "Under review")


@pytest.mark.parametrize("task_id", [None, "", " ", {}, [], True, 1.5, "x" * 201, "a\x00b"])
def test_success_without_a_usable_task_id_is_unreadable(task_id: object) -> None:
    with pytest.raises(Unreadable):
        read_submit_reply(changed("submit_reply_two_ids", task_id=task_id))


def test_engine_names_what_it_can_do() -> None:
    reply = read_submit_reply(payload("submit_reply_engine"))

    assert reply.capabilities == {"cancel", "progress", "byuser"}

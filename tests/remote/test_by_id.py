"""byId in its numbered and flat forms, statuses, and byUser pages."""

from __future__ import annotations

import json

import pytest

from remixes.remote import Unreadable, read_by_id, read_by_user
from tests.remote.bodies import FIRST, SECOND, TASK, changed, payload


def test_finished_task_has_both_conversions_by_number() -> None:
    report = read_by_id(payload("byid_completed"))

    assert (report.kind, report.task_id, report.status) == ("byid", TASK, "COMPLETED")
    assert [(each.number, each.service_id) for each in report.conversions] == [
        (1, FIRST),
        (2, SECOND),
    ]
    assert all(each.mp3_url and each.timeline for each in report.conversions)
    assert (report.is_finished, report.is_failed) == (True, False)


def test_fresh_task_says_only_its_ids() -> None:
    report = read_by_id(payload("byid_in_queue"))

    assert (report.is_finished, report.conversion_ids) == (False, (FIRST, SECOND))
    assert [each.mp3_url for each in report.conversions] == ["", ""]


def test_path_counts_before_the_task_is_finished() -> None:
    report = read_by_id(payload("byid_path_before_completed"))

    assert not report.is_finished
    assert all(each.mp3_url for each in report.conversions)


def test_half_finished_task_has_one_path() -> None:
    report = read_by_id(payload("byid_partial"))

    assert [bool(each.mp3_url) for each in report.conversions] == [True, False]
    assert not report.is_finished


def test_completed_without_paths_is_told_as_it_is() -> None:
    report = read_by_id(payload("byid_completed_without_paths"))

    assert (report.is_finished, report.is_failed) == (True, False)
    assert [each.mp3_url for each in report.conversions] == ["", ""]
    assert not any(each.is_failed for each in report.conversions)


@pytest.mark.parametrize(
    "status", ["mixing down", "PENDING", "PROCESSING", "CANCELLED", "", None, 3, ["COMPLETED"]]
)
def test_unknown_status_is_still_running(status: object) -> None:
    report = read_by_id(changed("byid_unknown_status", status=status))

    assert (report.is_finished, report.is_failed) == (False, False)


@pytest.mark.parametrize(
    ("status", "is_failed"), [("completed", False), ("Error", True), (" FAILED ", True)]
)
def test_final_statuses_in_any_case(status: str, is_failed: bool) -> None:
    report = read_by_id(changed("byid_in_queue", status=status))

    assert (report.is_finished, report.is_failed) == (True, is_failed)


def test_failure_keeps_its_words() -> None:
    report = read_by_id(payload("byid_error"))

    assert (report.is_failed, report.message) == (True, "Could not process the audio")


def test_path_without_an_id_keeps_its_number() -> None:
    report = read_by_id(changed("byid_completed", conversion_id_2=None))

    assert [(each.number, each.service_id) for each in report.conversions] == [
        (1, FIRST),
        (2, None),
    ]


def test_repeated_id_is_one_conversion() -> None:
    report = read_by_id(changed("byid_completed", conversion_id_2=FIRST))

    assert [each.service_id for each in report.conversions] == [FIRST]


def test_flat_form_has_one_conversion() -> None:
    report = read_by_id(payload("byid_flat"))
    (facts,) = report.conversions

    assert (report.kind, facts.service_id, facts.number) == ("byid-flat", FIRST, None)
    assert facts.mp3_url.endswith(".mp3")
    assert (facts.title, str(report.credits)) == ("Awning", "1.2500")


@pytest.mark.parametrize("name", ["byid_one_flagged", "byid_task_flagged"])
def test_flag_belongs_to_the_conversion_without_a_file(name: str) -> None:
    first, second = read_by_id(payload(name)).conversions

    assert (first.is_flagged, second.is_flagged) == (False, True)
    assert second.reason == "Lyrics match a protected work"


def test_flag_on_a_running_task_settles_nothing() -> None:
    report = read_by_id(changed("byid_in_queue", is_flagged=True, reason="Under review"))

    assert not any(each.is_flagged for each in report.conversions)


def test_engine_tells_progress_stage_plan_and_our_webhook() -> None:
    report = read_by_id(payload("byid_engine_running"))

    assert (report.progress, report.stage) == (0.4, "drums and bass")
    assert report.plan == {"tempo_bpm": 122.0, "key": "A minor", "style": "house"}
    assert report.webhook_url.endswith("/webhooks/remix/k7Qx2mZr9pT4vW8yB1nD5sF6gH0jL3aC/")
    assert "k7Qx2mZr" not in repr(report)


@pytest.mark.parametrize(("told", "progress"), [(1.7, 1.0), (-1, 0.0), ("0.5", 0.5), ("x", None)])
def test_progress_stays_between_nothing_and_all(told: object, progress: float | None) -> None:
    assert read_by_id(changed("byid_engine_running", progress=told)).progress == progress


def test_plan_is_fit_for_a_database() -> None:
    deep: object = 1
    for _ in range(200):
        deep = [deep]

    plan = read_by_id(
        changed("byid_engine_running", plan={"a\x00": "\ud800b\x00", "n": float("nan"), "d": deep})
    ).plan

    assert plan is not None
    assert (plan["a"], plan["n"]) == ("b", None)
    assert json.dumps(plan).count("[") < 50


@pytest.mark.parametrize("body", [b'{"success": true}', b'{"conversion": {}}', b"[]"])
def test_answer_without_a_task_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        read_by_id(body)


def test_unknown_task_is_no_failed_task() -> None:
    with pytest.raises(Unreadable, match="Conversion not found"):
        read_by_id(payload("byid_not_found"))


def test_page_of_tasks_holds_both_forms_and_the_next_key() -> None:
    page = read_by_user(payload("byuser_page"))

    assert [task.task_id for task in page.tasks] == [TASK, "stem124"]
    assert json.loads(page.next_key) == {"user_id": "u1", "createdAt": "2026-08-17"}


def test_empty_last_page_is_a_complete_answer() -> None:
    page = read_by_user(payload("byuser_last_page"))

    assert (page.tasks, page.next_key) == ((), "")


@pytest.mark.parametrize(
    "body",
    [
        {"success": False, "message": "no"},
        {"success": True},
        {"conversions": None},
        {"conversions": {}},
        {"conversions": [None]},
        {"conversions": [{"title": "which?"}]},
        {"conversions": [{"status": "COMPLETED"}]},
        {"conversions": [], "LastEvaluatedKey": "k" * 5_000},
    ],
)
def test_page_that_hides_a_task_is_no_proof_of_absence(body: object) -> None:
    with pytest.raises(Unreadable):
        read_by_user(json.dumps(body).encode())

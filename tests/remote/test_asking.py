"""byId, byUser and cancel: one bad answer is never news about the task."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from remixes.remote import AskFailed, Client, Order
from tests.remote.conftest import client_of, patience_with
from tests.service import AskFault, FakeService, Reply


def test_task_is_followed_to_its_end(service: FakeService, client: Client, order: Order) -> None:
    reply, _ = client.submit(order)
    fresh = client.by_id(reply.task_id)
    service.ready(service.tasks[0], 1)
    half = client.by_id(reply.task_id)
    service.finish(service.tasks[0])
    done = client.by_id(reply.task_id)

    paths = [[bool(each.mp3_url) for each in report.conversions] for report in (fresh, half, done)]
    assert paths == [[False, False], [True, False], [True, True]]
    assert [report.is_finished for report in (fresh, half, done)] == [False, False, True]
    assert done.conversion_ids == reply.conversion_ids


def test_completed_may_come_before_the_paths(
    service: FakeService, client: Client, order: Order
) -> None:
    client.submit(order)
    service.finish(service.tasks[0], with_paths=False)

    report = client.by_id(service.tasks[0].id)

    assert report.is_finished
    assert not any(each.mp3_url for each in report.conversions)


def test_flat_answer_is_understood(service: FakeService, client: Client, order: Order) -> None:
    service.by_id_form = "flat"
    client.submit(order)
    service.finish(service.tasks[0])

    report = client.by_id(service.tasks[0].id)

    assert (report.kind, len(report.conversions)) == ("byid-flat", 1)


@pytest.mark.parametrize("fault", AskFault, ids=lambda fault: fault.name)
def test_failed_question_says_nothing_about_the_task(
    service: FakeService, order: Order, fault: AskFault
) -> None:
    client = client_of(service, patience_with(fault))
    client.submit(order)
    service.next_by_id(fault)

    with pytest.raises(AskFailed) as caught:
        client.by_id(service.tasks[0].id)

    assert caught.value.sentence
    assert client.by_id(service.tasks[0].id).status == "IN_QUEUE"


def test_too_many_questions_tell_when_to_ask_again(
    service: FakeService, client: Client, order: Order
) -> None:
    client.submit(order)
    service.next_by_id(AskFault.TOO_MANY_429)

    with pytest.raises(AskFailed) as caught:
        client.by_id(service.tasks[0].id)

    assert (caught.value.status, caught.value.retry_after_s) == (429, 3.0)


def test_unknown_task_is_a_failed_question(client: Client) -> None:
    with pytest.raises(AskFailed) as caught:
        client.by_id("nobody & his=brother")

    assert caught.value.status == 404


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("INPAINT", "INPAINT"), ("OVER_INSTRUMENTAL", "SING_OVER_INSTRUMENTAL"), ("REMIX", "REMIX")],
)
def test_current_form_asks_by_the_name_of_the_mode(
    current_service: FakeService, order: Order, mode: str, kind: str
) -> None:
    client = client_of(current_service)
    part = {"replace_start_at": 0.5, "replace_end_at": 1.5} if mode == "INPAINT" else {}
    client.submit(Order(**{**vars(order), "mode": mode, **part}))

    client.by_id(current_service.tasks[0].id, mode=mode)

    assert current_service.questions[0].query["conversionType"] == kind


def test_lost_task_is_found_in_the_account(
    service: FakeService, client: Client, order: Order
) -> None:
    client.submit(order)
    now = datetime.now(UTC)

    page = client.by_user(start=now - timedelta(minutes=5), end=now + timedelta(minutes=5))

    assert [task.webhook_url for task in page.tasks] == [order.webhook_url]


def test_account_is_read_page_by_page(service: FakeService, client: Client, order: Order) -> None:
    service.page_limit = 2
    for _ in range(3):
        client.submit(order)

    first = client.by_user(newest_first=False)
    second = client.by_user(newest_first=False, last_key=first.next_key)

    seen = [task.task_id for task in (*first.tasks, *second.tasks)]
    assert seen == [task.id for task in service.tasks]
    assert second.next_key == ""


@pytest.mark.parametrize("fault", AskFault, ids=lambda fault: fault.name)
def test_failed_listing_is_no_proof_of_absence(service: FakeService, fault: AskFault) -> None:
    service.next_by_user(fault)

    with pytest.raises(AskFailed):
        client_of(service, patience_with(fault)).by_user()


def test_service_without_an_account_list_says_so(service: FakeService, client: Client) -> None:
    service.has_by_user = False

    with pytest.raises(AskFailed) as caught:
        client.by_user()

    assert caught.value.status == 404


def test_cancel_is_true_only_where_the_service_confirms(
    service: FakeService, client: Client, order: Order
) -> None:
    client.submit(order)
    task = service.tasks[0]
    without = client.cancel(task.id)
    service.capabilities = ("cancel",)

    assert (without, client.cancel(task.id), client.cancel(task.id)) == (False, True, False)
    assert client.by_id(task.id).is_failed


@pytest.mark.parametrize("body", ["", "<html>", {"success": False}])
def test_cancel_without_a_clear_yes_is_no(client: Client, service: FakeService, body: str) -> None:
    service.next_cancel(Reply(200, body))

    assert client.cancel("task") is False


@pytest.mark.parametrize("fault", [AskFault.ERROR_500, AskFault.RESET, AskFault.SILENT])
def test_lost_cancel_is_a_failed_question(service: FakeService, fault: AskFault) -> None:
    service.next_cancel(fault)

    with pytest.raises(AskFailed):
        client_of(service, patience_with(fault)).cancel("task")

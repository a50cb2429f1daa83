"""Asking: the guarantee behind webhooks that never come, and the finder of lost replies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from remixes import record
from remixes.actions.remixes import give_up
from remixes.jobs.ask import ask, next_gap
from remixes.jobs.submit import claim
from remixes.models import Closing, Remix, Status, Submission
from remixes.remote import Exchange, SubmitReply
from tests.jobs.conftest import archive_all, ask_about
from tests.makers import make_remix, make_submission
from tests.service import AskFault, FakeService, Fault

pytestmark = pytest.mark.django_db

Send = Callable[..., Remix]


def test_both_webhooks_lost_the_results_come_all_the_same(
    provider: FakeService, sent: Send
) -> None:
    remix = sent()
    provider.finish(provider.tasks[0])

    ask_about(remix)
    archive_all(remix)

    assert remix.status == Status.DONE
    assert remix.conversions.saved().count() == 2


@pytest.mark.parametrize("fault", list(AskFault), ids=lambda fault: fault.name)
def test_one_failed_question_never_ends_a_job(
    provider: FakeService, sent: Send, fault: AskFault
) -> None:
    remix = sent()
    provider.next_by_id(fault)

    submission = ask_about(remix)

    assert remix.status == Status.SUBMITTED
    assert submission.ask_problem
    assert not Submission.objects.due().exists()


@pytest.mark.parametrize("status", ["PENDING", "GENERATION_COMPLETED", "SOMETHING_NEW"])
def test_an_unknown_status_means_still_running(
    provider: FakeService, sent: Send, status: str
) -> None:
    remix = sent()
    provider.tasks[0].status = status

    ask_about(remix)

    assert remix.status == Status.SUBMITTED


@pytest.mark.parametrize("status", ["ERROR", "FAILED"])
def test_a_failed_task_fails_the_remix(provider: FakeService, sent: Send, status: str) -> None:
    remix = sent()
    provider.fail(provider.tasks[0], status, "Rendering failed")

    ask_about(remix)

    assert (remix.status, remix.status_why) == (Status.FAILED, "Rendering failed")


def test_one_path_before_completed_is_taken_at_once(provider: FakeService, sent: Send) -> None:
    remix = sent()
    provider.ready(provider.tasks[0], 1)

    ask_about(remix)

    assert remix.status == Status.PARTIAL


def test_completed_before_the_paths_is_asked_again_for_a_while(
    provider: FakeService, sent: Send
) -> None:
    remix = sent()
    provider.finish(provider.tasks[0], with_paths=False)
    ask_about(remix)
    assert remix.status == Status.SUBMITTED

    Submission.objects.update(said_finished_at=timezone.now() - timedelta(hours=1))
    ask_about(remix)

    assert remix.status == Status.FAILED


def test_progress_of_an_engine_is_kept_and_never_runs_back(
    provider: FakeService, sent: Send
) -> None:
    provider.capabilities = ("progress",)
    remix = sent()
    task = provider.tasks[0]
    for progress in (0.4, 0.2):
        task.status, task.progress, task.stage = "IN_PROGRESS", progress, "mixing"
        submission = ask_about(remix)

    assert (submission.progress, submission.stage) == (0.4, "mixing")


def test_a_late_task_is_overdue_keeps_being_asked_and_frees_the_line(
    provider: FakeService, sent: Send
) -> None:
    remix = sent()
    Submission.objects.update(created_at=timezone.now() - timedelta(hours=3))

    submission = ask_about(remix)
    assert remix.status == Status.OVERDUE
    assert submission.slot_until is not None
    provider.finish(provider.tasks[0])
    ask_about(remix)

    assert remix.status == Status.PARTIAL


def test_after_a_week_it_fails(provider: FakeService, sent: Send) -> None:
    remix = sent()
    Submission.objects.update(created_at=timezone.now() - timedelta(days=8))

    ask_about(remix)

    assert remix.status == Status.FAILED


def test_a_worker_killed_while_sending_leaves_it_unconfirmed(
    provider: FakeService, remix: Remix
) -> None:
    claim("main")
    past = timezone.now() - timedelta(minutes=10)
    Submission.objects.update(deadline_at=past)

    ask_about(remix)

    assert remix.status == Status.UNCONFIRMED
    assert provider.posts == []


def test_a_lost_reply_is_found_in_the_account_by_our_token(
    provider: FakeService, sent: Send
) -> None:
    provider.has_by_user = provider.echoes_webhook_url = True
    remix = sent(Fault.DROP_AFTER_ACCEPT)

    submission = ask_about(remix)

    assert submission.task_id == provider.tasks[0].id
    assert remix.status == Status.SUBMITTED


def test_absence_needs_three_complete_reads_long_after_the_deadline(
    provider: FakeService, sent: Send
) -> None:
    provider.has_by_user = provider.echoes_webhook_url = True
    remix = sent(Fault.DROP_BEFORE_ACCEPT)
    for _ in range(4):
        ask_about(remix)
    assert remix.status == Status.UNCONFIRMED

    Submission.objects.update(deadline_at=timezone.now() - timedelta(hours=2))
    for _ in range(3):
        ask_about(remix)

    assert remix.status == Status.QUEUED
    assert remix.submissions.get().closed_as == Closing.ABSENT


def test_a_listing_without_webhook_urls_proves_nothing(provider: FakeService, sent: Send) -> None:
    provider.has_by_user, provider.echoes_webhook_url = True, False
    remix = sent(Fault.DROP_AFTER_ACCEPT)
    Submission.objects.update(deadline_at=timezone.now() - timedelta(hours=2))

    for _ in range(5):
        ask_about(remix)

    assert remix.status == Status.UNCONFIRMED


def test_a_service_without_an_account_list_leaves_it_to_a_person(
    provider: FakeService, sent: Send
) -> None:
    provider.has_by_user = False
    remix = sent(Fault.DROP_AFTER_ACCEPT)
    Submission.objects.update(deadline_at=timezone.now() - timedelta(hours=2))

    for _ in range(5):
        ask_about(remix)

    assert remix.status == Status.UNCONFIRMED


def test_a_row_another_worker_holds_is_left_alone(provider: FakeService, sent: Send) -> None:
    remix = sent()
    Submission.objects.update(next_action_at=timezone.now() + timedelta(seconds=10))

    ask(str(remix.submissions.get().pk))

    assert provider.questions == []


def test_a_given_up_task_that_turns_up_is_fetched_without_webhooks(
    provider: FakeService, sent: Send
) -> None:
    remix = sent(Fault.DROP_AFTER_ACCEPT)
    submission = remix.submissions.get()
    give_up(remix, remix.person)
    task = provider.tasks[0]
    late = SubmitReply(task.id, tuple(song.id for song in task.conversions))
    record.record_reply(submission.pk, late, Exchange({}, 200, "{}"))
    provider.finish(task)

    Submission.objects.update(next_action_at=timezone.now())
    ask(str(submission.pk))
    archive_all(remix)

    assert remix.status == Status.DONE
    assert remix.conversions.saved().count() == 2


def test_a_given_up_submission_without_a_task_is_not_asked_about(sent: Send) -> None:
    remix = sent(Fault.DROP_AFTER_ACCEPT)

    give_up(remix, remix.person)

    assert not Submission.objects.askable().exists()


def test_a_service_that_is_gone_from_the_settings_breaks_nothing(
    provider: FakeService, sent: Send, settings: Any
) -> None:
    remix = sent()
    settings.REMIX_SERVICES = {"other": settings.REMIX_SERVICES["main"]}

    ask_about(remix)

    assert remix.status == Status.SUBMITTED
    assert provider.questions == []


def test_questions_keep_to_what_the_service_allows(provider: FakeService, settings: object) -> None:
    main = {**settings.REMIX_SERVICES["main"], "polls_per_minute": 20}  # type: ignore[attr-defined]
    settings.REMIX_SERVICES = {"main": main}  # type: ignore[attr-defined]
    submissions = [make_submission(make_remix()) for _ in range(10)]

    asked_per_minute = sum(60 / next_gap(each) for each in submissions)

    assert asked_per_minute <= 10

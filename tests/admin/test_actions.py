"""What an owner can ask of rows in the admin goes through the desk's actions."""

from typing import Any

import pytest
from django.test import Client
from django.test.utils import override_settings
from django.utils import timezone
from redis import Redis

from remixes.models import (
    Conversion,
    ConversionState,
    Invitation,
    LineState,
    Person,
    ServiceLine,
    Status,
    Submission,
    UploadState,
)
from tests.accounts.browsers import browser_of
from tests.admin.conftest import make_delivery, make_one_of_each
from tests.makers import (
    make_conversion,
    make_finished_remix,
    make_person,
    make_remix,
    make_submission,
    make_upload,
)


def press(browser: Client, noun: str, action: str, *rows: Any, **more: str) -> Any:
    """Ticks rows in the list and runs an action; follows to the page it ends on."""
    form = {"action": action, "_selected_action": [str(row.pk) for row in rows], **more}
    return browser.post(f"/admin/remixes/{noun}/", form, follow=True)


@pytest.fixture
def unconfirmed(owner: Person) -> Submission:
    remix = make_remix(owner, status=Status.UNCONFIRMED)
    return make_submission(remix, task_id=None, http_status=None, unclear_at=timezone.now())


def test_ask_now_makes_the_question_due(desk: Client, owner: Person, redis: Redis) -> None:
    remix = make_remix(owner, status=Status.SUBMITTED)
    submission = make_submission(remix, next_action_at=None)

    press(desk, "remix", "ask_now", remix)

    submission.refresh_from_db()
    assert submission.next_action_at
    assert submission.next_action_at <= timezone.now()


def test_a_refusal_becomes_a_message(desk: Client, owner: Person, redis: Redis) -> None:
    remix = make_remix(owner, status=Status.FAILED)

    page = press(desk, "remix", "ask_now", remix).content.decode()

    assert "nothing to ask about" in page


def test_cancel_stops_what_was_not_sent(desk: Client, owner: Person, redis: Redis) -> None:
    queued, failed = make_remix(owner), make_remix(owner, status=Status.FAILED)

    page = press(desk, "remix", "cancel", queued, failed).content.decode()

    queued.refresh_from_db()
    failed.refresh_from_db()
    assert (queued.status, failed.status) == (Status.CANCELLED, Status.FAILED)
    assert "Cancelled (1)." in page
    assert queued.moves.filter(to_status=Status.CANCELLED, person=owner).exists()


def test_sending_again_asks_first_and_says_what_it_may_cost(
    desk: Client, unconfirmed: Submission, redis: Redis
) -> None:
    question = press(desk, "remix", "send_again", unconfirmed.remix).content.decode()

    unconfirmed.remix.refresh_from_db()
    assert "paid for a second time" in question
    assert unconfirmed.remix.status == Status.UNCONFIRMED


def test_sending_again_after_the_question(
    desk: Client, unconfirmed: Submission, redis: Redis
) -> None:
    press(desk, "remix", "send_again", unconfirmed.remix, confirmed="send_again")

    unconfirmed.refresh_from_db()
    assert unconfirmed.remix.status == Status.QUEUED
    assert unconfirmed.closed_as == "given_up"


def test_the_question_itself_leads_to_the_answer(
    desk: Client, unconfirmed: Submission, redis: Redis
) -> None:
    question = press(desk, "remix", "give_up", unconfirmed.remix)
    assert "Money may have been spent" in question.content.decode()
    fields = {"action": "give_up", "confirmed": question.context["way"].name}

    desk.post(
        "/admin/remixes/remix/",
        {**fields, question.context["checkbox"]: str(unconfirmed.remix.pk)},
    )

    unconfirmed.remix.refresh_from_db()
    assert unconfirmed.remix.status == Status.FAILED


def test_a_confirmation_of_another_question_confirms_nothing(
    desk: Client, unconfirmed: Submission, redis: Redis
) -> None:
    press(desk, "remix", "send_again", unconfirmed.remix, confirmed="give_up")

    unconfirmed.remix.refresh_from_db()
    assert unconfirmed.remix.status == Status.UNCONFIRMED


def test_archive_again_makes_the_copy_due(desk: Client, owner: Person, redis: Redis) -> None:
    remix = make_finished_remix(owner, versions=())
    failed = make_conversion(
        remix, state=ConversionState.FAILED, mp3_url="https://files.example/1.mp3", reason="gone"
    )

    press(desk, "conversion", "archive_again", failed)

    found = Conversion.objects.get(pk=failed.pk)
    assert found.state == ConversionState.ARRIVED
    assert found.next_action_at is not None


def test_a_delivery_is_applied_again(desk: Client, owner: Person, redis: Redis) -> None:
    delivery = make_delivery(make_finished_remix(owner))
    type(delivery).objects.update(reading="new", kind="")

    press(desk, "delivery", "apply_again", delivery)

    delivery.refresh_from_db()
    assert delivery.reading != "new"


def test_a_paused_line_is_opened_once(desk: Client, owner: Person, redis: Redis) -> None:
    line = ServiceLine.objects.create(service="main", state=LineState.PAUSED, reason="No funds.")

    press(desk, "serviceline", "open_line", line)
    again = press(desk, "serviceline", "open_line", line).content.decode()

    line.refresh_from_db()
    assert line.state == LineState.OPEN
    assert "open already" in again


def test_uploads_go_to_the_trash_and_back(desk: Client, owner: Person) -> None:
    upload = make_upload(owner, state=UploadState.READY)

    press(desk, "upload", "trash", upload)
    upload.refresh_from_db()
    trashed_at = upload.trashed_at
    press(desk, "upload", "restore", upload)

    upload.refresh_from_db()
    assert trashed_at is not None
    assert upload.trashed_at is None


def test_people_are_deactivated_but_never_the_last_owner(desk: Client, owner: Person) -> None:
    member = make_person()
    laptop = browser_of(member)

    page = press(desk, "person", "deactivate", owner, member).content.decode()

    member.refresh_from_db()
    owner.refresh_from_db()
    assert (member.is_active, owner.is_active) == (False, True)
    assert "last active owner" in page
    assert laptop.get("/settings/").status_code == 302


def test_an_invitation_is_revoked(desk: Client, owner: Person) -> None:
    make_one_of_each(owner)

    press(desk, "invitation", "revoke", Invitation.objects.get())

    assert Invitation.objects.get().revoked_at is not None


def test_what_was_done_is_in_the_log(desk: Client, owner: Person) -> None:
    upload = make_upload(owner)

    press(desk, "upload", "trash", upload)

    assert "Moved to the trash" in owner.logentry_set.get().get_change_message()


def test_members_cannot_press_anything(owner: Person) -> None:
    upload = make_upload(owner)

    answer = press(browser_of(make_person()), "upload", "trash", upload)

    upload.refresh_from_db()
    assert answer.status_code == 404
    assert upload.trashed_at is None


@override_settings(REMIX_SERVICES={})
def test_evidence_of_a_service_that_is_gone_can_still_be_read(desk: Client, owner: Person) -> None:
    submission = make_submission(make_remix(owner), service="gone", reply="{}")

    assert desk.get(f"/admin/remixes/submission/{submission.pk}/change/").status_code == 200

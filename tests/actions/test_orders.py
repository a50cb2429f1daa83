"""Ordering, cancelling, settling: what a person may ask of a remix, what it does to the money."""

import threading
import uuid
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from remixes.actions.estimate import estimate
from remixes.actions.rejected import Rejected
from remixes.actions.remixes import (
    Wish,
    archive_again,
    ask_now,
    cancel,
    give_up,
    order,
    retry,
    send_again,
    trash,
)
from remixes.actions.standing import standing
from remixes.models import (
    Closing,
    ConversionState,
    Hold,
    Remix,
    ServiceLine,
    Status,
    Upload,
    UploadState,
)
from tests.makers import (
    make_conversion,
    make_finished_remix,
    make_person,
    make_remix,
    make_submission,
    make_upload,
    make_viewer,
)

pytestmark = pytest.mark.django_db


def wish(**facts: object) -> Wish:
    defaults = {"upload": make_upload(content=b"song" + uuid.uuid4().bytes), "mode": "REMIX"}
    return Wish(**{**defaults, "prompt": "house", **facts})  # type: ignore[arg-type]


def test_an_order_waits_and_tells_so() -> None:
    person = make_person()

    remix = order(person, wish()).remix

    assert remix.status == Status.QUEUED
    assert remix.moves.get().why == "Ordered."


def test_the_same_form_twice_is_the_same_remix() -> None:
    person, the_wish = make_person(), wish(form_key=uuid.uuid4())

    first, second = order(person, the_wish), order(person, the_wish)

    assert first.remix == second.remix
    assert (first.is_new, second.is_new) == (True, False)


def test_a_source_that_was_refused_a_moment_ago_is_not_ordered() -> None:
    the_wish = wish()
    rows = Upload.objects.filter(pk=the_wish.upload.pk)
    rows.update(state=UploadState.REFUSED, is_stored=False)

    with pytest.raises(Rejected, match="cannot be used"):
        order(make_person(), the_wish)

    assert not Remix.objects.exists()


def test_nothing_is_tried_again_at_a_service_that_left_the_settings() -> None:
    remix = make_remix(service="left", status=Status.FAILED)

    with pytest.raises(Rejected, match="no service named 'left'"):
        retry(remix, remix.person)


def test_going_back_and_changing_the_words_is_another_remix() -> None:
    person, first = make_person(), wish(form_key=uuid.uuid4())
    changed = replace(first, prompt="techno")

    remixes = [order(person, each).remix for each in (first, changed, changed)]

    assert remixes[0] != remixes[1]
    assert remixes[1] == remixes[2]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("redis")
def test_twenty_clicks_at_once_are_one_remix() -> None:
    person, the_wish = make_person(), wish(form_key=uuid.uuid4())

    def click() -> None:
        order(person, the_wish)
        connection.close()

    clicks = [threading.Thread(target=click) for _ in range(20)]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join()

    assert Remix.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"prompt": "  "}, "prompt is needed"),
        ({"service": "nobody"}, "no service"),
    ],
)
def test_what_the_service_would_refuse_is_refused_here(facts: dict[str, str], words: str) -> None:
    with pytest.raises(Rejected, match=words):
        order(make_person(), wish(**facts))

    assert Remix.objects.count() == 0


def test_a_refused_source_cannot_be_remixed() -> None:
    refused = make_upload(state=UploadState.REFUSED)

    with pytest.raises(Rejected, match="file or a link"):
        order(make_person(), wish(upload=refused))


def test_a_viewer_may_not_order() -> None:
    with pytest.raises(Rejected, match="Viewers"):
        order(make_viewer(), wish())


def test_cancelling_before_anything_was_sent_costs_nothing() -> None:
    remix = make_remix()

    cancel(remix, remix.person)

    assert remix.status == Status.CANCELLED
    assert standing(remix).money == "Nothing was spent."


@pytest.mark.parametrize("status", [Status.SENDING, Status.UNCONFIRMED, Status.SUBMITTED])
def test_what_was_sent_cannot_be_cancelled_here(status: str) -> None:
    remix = make_remix(status=status)
    make_submission(remix)

    with pytest.raises(Rejected, match="cannot cancel"):
        cancel(remix, remix.person)


def test_retry_is_the_same_remix_with_a_new_submission_to_come() -> None:
    remix = make_remix(upload=make_upload(content=b"a song to retry"), status=Status.FAILED)
    make_submission(remix, closed_as=Closing.REFUSED)

    retry(remix, remix.person)

    assert remix.status == Status.QUEUED
    assert not remix.submissions.open().exists()


def test_retry_without_a_source_says_so() -> None:
    remix = make_remix(status=Status.FAILED, upload=make_upload(is_stored=False))

    with pytest.raises(Rejected, match="deleted"):
        retry(remix, remix.person)


def test_a_person_may_send_an_unconfirmed_one_again() -> None:
    remix = make_remix(status=Status.UNCONFIRMED)
    submission = make_submission(remix, task_id=None, unclear_at=timezone.now())

    send_again(remix, remix.person)

    submission.refresh_from_db()
    assert (remix.status, submission.closed_as) == (Status.QUEUED, Closing.GIVEN_UP)


@pytest.mark.parametrize("status", [Status.UNCONFIRMED, Status.OVERDUE])
def test_a_person_may_give_up(status: str) -> None:
    remix = make_remix(status=status)
    make_submission(remix)

    give_up(remix, remix.person)

    assert remix.status == Status.FAILED
    assert not remix.submissions.open().exists()


def test_settling_after_the_answer_came_is_refused() -> None:
    remix = make_remix(status=Status.UNCONFIRMED)
    make_submission(remix)
    stale = Remix.objects.get(pk=remix.pk)
    remix.move(Status.SUBMITTED, "a webhook came")

    with pytest.raises(Rejected, match="in the meantime"):
        send_again(stale, remix.person)

    assert remix.submissions.open().count() == 1


def test_ask_now_makes_the_question_due() -> None:
    remix = make_remix(status=Status.SUBMITTED)
    later = timezone.now() + timedelta(hours=1)
    submission = make_submission(remix, next_action_at=later)

    ask_now(remix, remix.person)

    submission.refresh_from_db()
    assert submission.next_action_at is not None
    assert submission.next_action_at <= timezone.now()


def test_archive_again_opens_a_finished_remix() -> None:
    remix = make_finished_remix()
    lost = remix.conversions.get(version=1)
    type(lost).objects.filter(pk=lost.pk).update(mp3_url="https://results.example.com/1.mp3")
    lost.refresh_from_db()

    archive_again(lost, remix.person)

    lost.refresh_from_db()
    remix.refresh_from_db()
    assert (lost.state, remix.status) == (ConversionState.ARRIVED, Status.PARTIAL)


def test_trashing_a_waiting_remix_cancels_it_and_a_paid_one_goes_on() -> None:
    waiting, paid = make_remix(), make_remix(status=Status.SUBMITTED)

    trash(waiting, waiting.person)
    trash(paid, paid.person)

    paid.refresh_from_db()
    assert waiting.status == Status.CANCELLED
    assert (paid.status, paid.trashed_at is not None) == (Status.SUBMITTED, True)


def test_an_estimate_is_the_teams_own_past_or_unknown(settings: Settings) -> None:
    settings.REMIX_EMBEDDED = False
    assert estimate("main", "REMIX").seconds is None
    for price, took in ((1, 100), (2, 200), (9, 300)):
        begun = timezone.now() - timedelta(seconds=took)
        submission = make_submission(
            make_remix(), credit_estimate=Decimal(price), finished_at=timezone.now()
        )
        type(submission).objects.filter(pk=submission.pk).update(created_at=begun)

    found = estimate("main", "REMIX")

    assert (found.credits, found.based_on) == (Decimal(2), 3)
    assert found.seconds == pytest.approx(200, abs=2)
    assert estimate("main", "INPAINT").based_on == 0
    # The same key may mean this desk's own engine now, which costs nothing.
    settings.REMIX_EMBEDDED = True
    assert estimate("main", "REMIX").credits == 0


def test_the_place_in_the_queue_is_told() -> None:
    make_remix(queued_at=timezone.now() - timedelta(minutes=5))
    second = make_remix()

    assert standing(second).ahead == 1


def test_a_paused_line_is_why_it_waits() -> None:
    ServiceLine.objects.create(service="main", state="paused", reason="The key was refused.")
    remix = make_remix(hold=Hold.PAUSED)

    assert "The key was refused." in standing(remix).detail


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_words(status: str) -> None:
    remix = make_remix(status=status)
    make_submission(remix, closed_as=Closing.SETTLED if status == Status.DONE else "")

    said = standing(remix)

    assert said.headline
    assert said.step


def test_arrived_and_saving_are_told_apart() -> None:
    remix = make_remix(status=Status.PARTIAL)
    submission = make_submission(remix)
    make_conversion(remix, 1, submission=submission, state=ConversionState.ARRIVED)
    assert standing(remix).headline == "1 of 2 arrived"

    make_conversion(remix, 2, submission=submission, state=ConversionState.ARRIVED)

    assert standing(Remix.objects.get(pk=remix.pk)).step == "saving"


def test_what_costs_nothing_is_not_called_paid() -> None:
    remix = make_remix(status=Status.SUBMITTED)
    make_submission(remix, credit_estimate=Decimal(0))

    assert "nothing" in standing(remix).money


def test_an_unknown_price_counts_as_paid() -> None:
    remix = make_remix(status=Status.SUBMITTED)
    make_submission(remix, credit_estimate=None)

    assert "counts as paid" in standing(remix).money

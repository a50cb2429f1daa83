"""The table of moves is the only way a status changes."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from remixes.models import MOVES, Closing, Lease, Move, Status
from tests.makers import make_person, make_remix, make_submission, make_upload

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("before", Status)
def test_a_move_is_made_exactly_when_the_table_has_it(before: str) -> None:
    upload = make_upload()
    wanted = {to: make_remix(upload=upload, status=before) for to in Status}

    moved = {to for to, remix in wanted.items() if remix.move(to, "because")}

    assert moved == MOVES[before]
    for to, remix in wanted.items():
        remix.refresh_from_db()
        assert remix.status == (to if to in moved else before)


def test_every_move_is_also_a_row() -> None:
    remix, who = make_remix(), make_person()

    remix.move(Status.SENDING, "It goes.", who)

    row = Move.objects.filter(remix=remix).last()
    assert row is not None
    assert (row.from_status, row.to_status, row.why, row.person) == (
        "QUEUED",
        "SENDING",
        "It goes.",
        who,
    )


def test_a_stale_copy_moves_from_what_is_true_now() -> None:
    remix = make_remix()
    stale = type(remix).objects.get(pk=remix.pk)
    remix.move(Status.SENDING, "first")

    assert stale.move(Status.CANCELLED, "too late") is False
    assert stale.status == Status.SENDING


def test_two_open_submissions_of_one_remix_are_impossible() -> None:
    remix = make_remix()
    make_submission(remix)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_submission(remix)


def test_a_closed_submission_makes_room_for_another() -> None:
    remix = make_remix()
    make_submission(remix).close(Closing.UNSENT)

    assert make_submission(remix).number == 2


def test_one_task_belongs_to_one_submission() -> None:
    make_submission(make_remix(), task_id="t1")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_submission(make_remix(), task_id="t1")


def test_a_fact_is_told_once() -> None:
    submission = make_submission(make_remix(), eta_s=None, task_id=None)

    submission.learn(eta_s=10, task_id="first")
    submission.learn(eta_s=99, task_id="second")

    submission.refresh_from_db()
    assert (submission.eta_s, submission.task_id) == (10, "first")


def test_the_same_form_twice_is_one_row() -> None:
    remix = make_remix()

    with pytest.raises(IntegrityError), transaction.atomic():
        make_remix(remix.person, remix.upload, form_key=remix.form_key)


def test_the_same_bytes_are_stored_once() -> None:
    make_upload(sha256="a" * 64, is_stored=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_upload(sha256="a" * 64, is_stored=True)


def test_a_lease_is_held_by_one_and_taken_over_when_it_ends() -> None:
    assert Lease.take("sweeper", "a", 30)
    assert Lease.take("sweeper", "a", 30)
    assert not Lease.take("sweeper", "b", 30)

    Lease.objects.update(until=timezone.now())

    assert Lease.take("sweeper", "b", 30)

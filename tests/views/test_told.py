"""What a remix page says of where it stands: once, in plain words, with the way to the next try."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from remixes.models import Person, Status
from tests.makers import make_conversion, make_remix, make_submission
from tests.views.conftest import SignIn

pytestmark = pytest.mark.django_db


def test_no_usable_result_is_told_once(browser_of: Client, person: Person) -> None:
    remix = make_remix(person, status=Status.PARTIAL)
    for version in (1, 2):
        make_conversion(remix, version, state="FAILED", reason="The song has no beat.")
    remix.move(Status.DONE, "No usable result.")

    page = browser_of.get(remix.get_absolute_url()).content.decode()

    assert page.count("The song has no beat.") == 1
    assert "<strong>No usable result</strong>" in page
    assert "<strong>Ready</strong>" not in page
    assert 'id="run-again"' in page


def test_different_reasons_are_told_where_they_belong(browser_of: Client, person: Person) -> None:
    remix = make_remix(person, status=Status.DONE)
    make_conversion(remix, 1, state="FAILED", reason="The first one broke.")
    make_conversion(remix, 2, state="FLAGGED", is_flagged=True, reason="Known song.")

    page = browser_of.get(remix.get_absolute_url()).content.decode()

    assert page.count("The first one broke.") == page.count("Known song.") == 1


def test_what_is_cancelled_will_not_come(browser_of: Client, person: Person) -> None:
    remix = make_remix(person, status=Status.CANCELLED)
    make_conversion(remix, 1, state="EXPECTED")

    page = browser_of.get(remix.get_absolute_url()).content.decode()

    assert "Will not come." in page
    assert "Not here yet." not in page


@pytest.mark.parametrize(("status", "is_content"), [(422, True), (404, False)])
def test_refused_words_are_to_be_edited(
    signed_in: SignIn, person: Person, status: int, *, is_content: bool
) -> None:
    remix = make_remix(person, status=Status.FAILED)
    make_submission(remix, http_status=status, closed_as="refused", closed_at=timezone.now())

    page = signed_in(person).get(remix.get_absolute_url()).content.decode()

    assert ('id="run-again"' in page) is is_content
    assert "Try again" in page


def test_a_stage_is_said_once_and_a_near_question_not_at_all(
    browser_of: Client, person: Person
) -> None:
    remix = make_remix(person, status=Status.SUBMITTED)
    now = timezone.now()
    facts = {"task_id": "t", "stage": "mixing version 1", "asked_at": now, "credit_estimate": 0}
    make_submission(remix, next_action_at=now + timedelta(seconds=3), **facts)

    page = browser_of.get(remix.get_absolute_url()).content.decode()

    assert page.count(">mixing version 1<") == 1
    assert "Asked the service" in page
    assert ", next" not in page
    assert "<dt>Service</dt>" not in page
    assert "<dd>nothing</dd>" in page

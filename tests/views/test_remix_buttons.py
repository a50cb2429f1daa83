"""The buttons of a remix: what they do, who may press them, what is said when it cannot be done."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from remixes.models import Person, Remix, Status, Submission
from tests.makers import (
    make_conversion,
    make_owner,
    make_person,
    make_remix,
    make_submission,
    make_viewer,
)
from tests.views.conftest import SignIn

pytestmark = pytest.mark.django_db
BUTTONS = (
    "remix_cancel",
    "remix_retry",
    "remix_ask",
    "remix_send_again",
    "remix_give_up",
    "remix_trash",
    "remix_restore",
)
named = pytest.mark.parametrize("button", BUTTONS)


def unconfirmed(person: Person) -> Remix:
    remix = make_remix(person, status=Status.UNCONFIRMED)
    make_submission(remix, task_id=None, problem="The service did not answer in time.")
    return remix


def status_of(remix: Remix) -> str:
    remix.refresh_from_db()
    return remix.status


@named
def test_stranger_cannot_press(signed_in: SignIn, person: Person, button: str) -> None:
    remix = unconfirmed(person)
    url = reverse(button, args=[remix.pk])

    statuses = [signed_in(one).post(url).status_code for one in (make_person(), make_viewer())]

    assert statuses == [404, 404]
    assert status_of(remix) == Status.UNCONFIRMED


@named
def test_pressing_needs_a_sign_in(person: Person, button: str) -> None:
    answer = Client().post(reverse(button, args=[unconfirmed(person).pk]))

    assert answer["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("button", [b for b in BUTTONS if "send" not in b and "give" not in b])
def test_looking_presses_nothing(browser_of: Client, person: Person, button: str) -> None:
    assert browser_of.get(reverse(button, args=[unconfirmed(person).pk])).status_code == 405


@named
def test_unknown_remix_is_not_found(browser_of: Client, button: str) -> None:
    assert browser_of.post(reverse(button, args=[uuid.uuid4()])).status_code == 404


@pytest.mark.parametrize(
    ("button", "before", "after"),
    [
        ("remix_cancel", Status.QUEUED, Status.CANCELLED),
        ("remix_retry", Status.FAILED, Status.QUEUED),
        ("remix_send_again", Status.UNCONFIRMED, Status.QUEUED),
        ("remix_give_up", Status.UNCONFIRMED, Status.FAILED),
        ("remix_give_up", Status.OVERDUE, Status.FAILED),
    ],
)
def test_button_moves_the_remix(
    browser_of: Client, person: Person, button: str, before: str, after: str
) -> None:
    remix = make_remix(person, status=before)

    answer = browser_of.post(reverse(button, args=[remix.pk]))

    assert answer["Location"] == remix.get_absolute_url()
    assert status_of(remix) == after
    assert remix.moves.values_list("person", flat=True).last() == person.pk


def test_owner_may_press_for_others(signed_in: SignIn, person: Person) -> None:
    remix = make_remix(person)

    signed_in(make_owner()).post(reverse("remix_cancel", args=[remix.pk]))

    assert status_of(remix) == Status.CANCELLED


def test_what_cannot_be_done_is_said(browser_of: Client, person: Person) -> None:
    remix = make_remix(person, status=Status.SUBMITTED)
    make_submission(remix)

    page = browser_of.post(reverse("remix_cancel", args=[remix.pk]), follow=True)

    assert "this service cannot cancel" in page.content.decode()
    assert status_of(remix) == Status.SUBMITTED


def test_ask_now_makes_the_task_due(browser_of: Client, person: Person) -> None:
    remix = make_remix(person, status=Status.SUBMITTED)
    submission = make_submission(remix)

    browser_of.post(reverse("remix_ask", args=[remix.pk]))

    assert submission in Submission.objects.due()


@pytest.mark.parametrize("button", ["remix_send_again", "remix_give_up"])
def test_settling_says_the_cost_before_it_acts(
    browser_of: Client, person: Person, button: str
) -> None:
    remix = unconfirmed(person)

    page = browser_of.get(reverse(button, args=[remix.pk])).content.decode()

    assert "paid" in page
    assert status_of(remix) == Status.UNCONFIRMED


def test_trash_and_restore(browser_of: Client, person: Person) -> None:
    remix = make_remix(person, status=Status.DONE)
    make_conversion(remix)

    browser_of.post(reverse("remix_trash", args=[remix.pk]))
    trashed = list(Remix.objects.kept())
    browser_of.post(reverse("remix_restore", args=[remix.pk]))

    assert trashed == []
    assert list(Remix.objects.kept()) == [remix]


def test_archive_again_is_asked_for_a_conversion(browser_of: Client, person: Person) -> None:
    remix = make_remix(person, status=Status.DONE)
    conversion = make_conversion(
        remix, state="FAILED", reason="Gone.", mp3_url="https://r.example.com/1.mp3"
    )

    answer = browser_of.post(reverse("archive_again", args=[conversion.pk]))

    conversion.refresh_from_db()
    assert answer["Location"] == remix.get_absolute_url()
    assert conversion.state == "ARRIVED"


def test_archive_again_is_not_for_strangers(signed_in: SignIn, person: Person) -> None:
    conversion = make_conversion(make_remix(person))

    answer = signed_in(make_person()).post(reverse("archive_again", args=[conversion.pk]))

    assert answer.status_code == 404

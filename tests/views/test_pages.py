"""Every page of the desk: it works, needs a sign-in, hides from strangers, has its methods."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from remixes.models import Person, Status
from tests.makers import (
    make_conversion,
    make_explorer_call,
    make_finished_remix,
    make_link,
    make_owner,
    make_person,
    make_remix,
    make_submission,
    make_upload,
    make_viewer,
)
from tests.views.conftest import SignIn

pytestmark = pytest.mark.django_db


def remix_of(person: Person) -> uuid.UUID:
    return make_finished_remix(person).pk


def upload_of(person: Person) -> uuid.UUID:
    return make_upload(person).pk


def unconfirmed_of(person: Person) -> uuid.UUID:
    remix = make_remix(person, status=Status.UNCONFIRMED)
    make_submission(remix, task_id=None, problem="The service did not answer in time.")
    return remix.pk


def explorer_call_of(person: Person) -> uuid.UUID:
    return make_explorer_call(person, make_finished_remix(person)).pk


@dataclass(frozen=True)
class Page:
    """One address: who it belongs to, and whether others of the team may see it."""

    name: str
    make: Callable[[Person], uuid.UUID] | None = None
    is_private: bool = False

    def url(self, person: Person) -> str:
        return reverse(self.name, args=[self.make(person)] if self.make else [])


PAGES = (
    Page("desk"),
    Page("desk_live"),
    Page("library"),
    Page("new"),
    Page("remix", remix_of),
    Page("remix_live", remix_of),
    Page("remix_send_again", unconfirmed_of, is_private=True),
    Page("remix_give_up", unconfirmed_of, is_private=True),
    Page("explorer"),
    Page("explorer_calls"),
    Page("explorer_gallery"),
    Page("explorer_call", explorer_call_of),
    Page("explorer_call_live", explorer_call_of),
    Page("uploads"),
    Page("upload", upload_of),
    Page("upload_live", upload_of),
    Page("upload_delete", upload_of, is_private=True),
    Page("upload_peaks", upload_of),
)
named = pytest.mark.parametrize("door", PAGES, ids=lambda door: door.name)


@named
def test_page_works_for_its_maker(signed_in: SignIn, door: Page) -> None:
    person = make_person()
    url = door.url(person)

    answer = signed_in(person).get(url)

    assert answer.status_code == 200


@named
def test_page_needs_a_sign_in(door: Page) -> None:
    url = door.url(make_person())

    answer = Client().get(url)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


@named
def test_stranger_sees_only_what_is_the_teams(signed_in: SignIn, door: Page) -> None:
    url = door.url(make_person())

    answer = signed_in(make_person()).get(url)

    assert answer.status_code == (404 if door.is_private else 200)


@named
def test_page_does_not_take_other_methods(signed_in: SignIn, door: Page) -> None:
    person = make_person()
    url = door.url(person)

    answer = signed_in(person).delete(url)

    assert answer.status_code == 405


@pytest.mark.parametrize("make", [remix_of, upload_of], ids=["remix", "upload"])
def test_what_is_in_the_trash_is_gone_for_others(signed_in: SignIn, make: Any) -> None:
    person = make_person()
    name = "remix" if make is remix_of else "upload"
    pk = make(person)
    url = reverse(name, args=[pk])

    signed_in(person).post(reverse(f"{name}_trash", args=[pk]))

    assert signed_in(make_person()).get(url).status_code == 404
    assert signed_in(person).get(url).status_code == 200
    assert signed_in(make_owner()).get(url).status_code == 200


@pytest.mark.parametrize("door", [d for d in PAGES if d.make], ids=lambda door: door.name)
def test_nobody_finds_what_does_not_exist(signed_in: SignIn, door: Page) -> None:
    answer = signed_in(make_owner()).get(reverse(door.name, args=[uuid.uuid4()]))

    assert answer.status_code == 404


def test_viewer_listens_but_is_shown_no_way_to_make(signed_in: SignIn) -> None:
    viewer = signed_in(make_viewer())
    remix = make_finished_remix(upload=make_link())

    pages = [viewer.get(url).content.decode() for url in ("/", remix.get_absolute_url())]

    assert all(reverse("new") not in page for page in pages)
    assert viewer.get(reverse("new")).status_code == 403
    assert viewer.post(reverse("upload_add")).status_code == 403


def test_deactivated_person_is_signed_out(signed_in: SignIn) -> None:
    person = make_person()
    client = signed_in(person)
    Person.objects.filter(pk=person.pk).update(is_active=False)

    answer = client.get("/")

    assert answer.status_code == 302


@pytest.mark.parametrize("status", Status.values)
def test_remix_page_draws_every_status(signed_in: SignIn, status: str) -> None:
    person = make_person()
    remix = make_remix(person, status=status)
    if status not in (Status.QUEUED, Status.CANCELLED):
        submission = make_submission(remix, plan={"summary": "lo-fi, 84 BPM", "versions": [{}]})
        make_conversion(remix, 1, submission=submission, state="ARRIVED")
        make_conversion(remix, 2, submission=submission, state="FLAGGED", reason="Lyrics")

    answer = signed_in(person).get(remix.get_absolute_url())

    assert answer.status_code == 200
    assert 'id="standing"' in answer.content.decode()

"""The desk: a first remix one click away, then what runs and what is new."""

import re

import pytest
from django.test import Client

from remixes.actions import notes
from remixes.actions.notes import Place
from remixes.models import Person, Remix, Status
from tests.makers import (
    make_finished_remix,
    make_link,
    make_person,
    make_remix,
    make_upload,
    make_viewer,
)
from tests.views.conftest import SignIn

pytestmark = pytest.mark.django_db


def hidden_fields(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))


def test_first_use_offers_the_sample_in_one_click(browser_of: Client) -> None:
    answer = browser_of.get("/")
    fields = hidden_fields(answer.content.decode())

    sent = {**fields, "prompt": answer.context["friendly_prompt"]}
    browser_of.post("/remixes/new/", sent)

    remix = Remix.objects.get()
    assert remix.upload.is_sample
    assert remix.prompt == answer.context["friendly_prompt"]


def test_desk_in_use_offers_the_teams_songs(browser_of: Client, person: Person) -> None:
    make_finished_remix(person)
    upload = make_upload(person, title="Harbour Lights")
    make_upload(person, title="Broken", state="REFUSED")
    make_link(person, title="A dead link")

    page = browser_of.get("/").content.decode()

    assert f'<option value="{upload.pk}" selected>' in page
    assert "A dead link" in page
    assert "Broken" not in page


def test_running_and_new_are_apart(browser_of: Client, person: Person) -> None:
    running = make_remix(person, status=Status.SUBMITTED)
    waiting = make_remix(person)
    ready = make_finished_remix(person)
    make_remix(person, status=Status.CANCELLED)

    context = browser_of.get("/").context

    assert [row.remix for row in context["running"]] == [running, waiting]
    assert [row.remix for row in context["new"]] == [ready]


def test_live_part_is_sent_only_when_it_changed(browser_of: Client, person: Person) -> None:
    remix = make_remix(person)
    first = browser_of.get("/live/")
    same = browser_of.get("/live/", headers={"If-None-Match": first["ETag"]})
    remix.move(Status.CANCELLED, "Enough.")

    news = browser_of.get("/live/", headers={"If-None-Match": first["ETag"]})

    assert [one.status_code for one in (first, same, news)] == [200, 304, 200]


def test_viewers_desk_has_no_form(signed_in: SignIn) -> None:
    page = signed_in(make_viewer()).get("/").content.decode()

    assert "<textarea" not in page
    assert "<drop-zone" not in page


def test_who_was_named_finds_the_note_until_it_was_seen(signed_in: SignIn) -> None:
    remix, bob = make_finished_remix(), make_person(name="Bob")
    notes.add(make_person(), remix, "@bob, listen at the end", Place())
    browser = signed_in(bob)

    assert "listen at the end" in browser.get("/").content.decode()
    browser.get(remix.get_absolute_url())
    assert "listen at the end" not in browser.get("/").content.decode()

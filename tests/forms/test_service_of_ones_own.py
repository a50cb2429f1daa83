"""The form of a remix while a server of ACE-Step is chosen: its modes, limits and reasons."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client

from remixes.forms.remix import RemixForm
from remixes.models import Person
from tests.ace_step_service import FakeAceStep
from tests.ace_step_service.fixtures import studio, studio_service
from tests.makers import make_link, make_person, make_upload

__all__ = ["studio", "studio_service"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    return make_person()


def errors(person: Person, **fields: Any) -> dict[str, Any]:
    wish = {"mode": "REMIX", "prompt": "warm house", "service": "studio", "form_key": uuid.uuid4()}
    if not fields.keys() & {"upload", "link"}:
        wish["upload"] = make_upload(person).pk
    return dict(RemixForm(person, {**wish, **fields}).errors)


def test_a_remix_and_an_inpaint_with_its_range_are_taken(
    studio_service: FakeAceStep, person: Person
) -> None:
    inpaint = {"mode": "INPAINT", "replace_start_at": "0:00.5", "replace_end_at": "0:01"}

    assert errors(person) == {}
    assert errors(person, **inpaint) == {}


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("mode", {"mode": "OVER_INSTRUMENTAL", "lyrics": "Carry it over"}),
        ("replace_start_at", {"mode": "INPAINT", "prompt": "the chorus anew"}),
        ("prompt", {"prompt": "x" * 513}),
        ("lyrics", {"lyrics": "x" * 4097}),
        ("link", {"link": "https://youtu.be/dQw4w9WgXcQ"}),
        ("link", {"link": "s3://bucket/song.mp3"}),
    ],
)
def test_what_the_server_cannot_do_is_said_at_its_field(
    studio_service: FakeAceStep, person: Person, field: str, fields: dict[str, str]
) -> None:
    assert list(errors(person, **fields)) == [field]


def test_a_link_that_was_added_before_is_named_at_the_song(
    studio_service: FakeAceStep, person: Person
) -> None:
    link = make_link(person, url="https://youtu.be/dQw4w9WgXcQ")

    assert list(errors(person, upload=link.pk)) == ["upload"]


def test_other_services_keep_their_own_limits(studio_service: FakeAceStep, person: Person) -> None:
    assert errors(person, service="main", prompt="x" * 513) == {}


def test_modes_the_server_lacks_are_closed_with_the_reason(
    studio_service: FakeAceStep, person: Person
) -> None:
    studio_service.models = {studio_service.default_model: ["text2music", "cover"]}
    browser = Client()
    browser.force_login(person)

    page = browser.get("/remixes/new/?service=studio").content.decode()

    assert page.count("The model of this server (acestep-v15-turbo) cannot do that.") >= 1
    assert 'value="INPAINT" required disabled' in page
    assert 'value="OVER_INSTRUMENTAL" required disabled' in page
    assert 'value="REMIX" required checked' in page


def test_limits_and_costs_are_those_of_the_server(
    studio_service: FakeAceStep, person: Person
) -> None:
    browser = Client()
    browser.force_login(person)

    page = browser.get("/remixes/new/?service=studio").content.decode()

    assert "up to 512 characters" in page
    assert "up to 4096 characters" in page
    assert "It costs nothing. How long it takes is not known yet" in page


def test_a_server_that_is_away_leaves_the_form_as_it_is(
    studio_service: FakeAceStep, person: Person, settings: Any
) -> None:
    away = {**settings.REMIX_SERVICES["studio"], "url": "http://127.0.0.1:1"}
    settings.REMIX_SERVICES = {**settings.REMIX_SERVICES, "studio": away}

    assert errors(person) == {}

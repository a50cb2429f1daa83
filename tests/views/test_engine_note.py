"""What the built-in engine is and is not stands wherever somebody orders of it, in plain words."""

import pytest
from django.test import Client
from pytest_django import Settings

from remixes.models import Status
from tests.makers import make_remix, make_submission

pytestmark = pytest.mark.django_db
NOTE = "It is not a generative model."


@pytest.mark.parametrize("path", ["/", "/remixes/new/", "/explorer/"])
def test_wherever_one_orders_it_is_said(browser_of: Client, settings: Settings, path: str) -> None:
    settings.REMIX_EMBEDDED = True

    page = browser_of.get(path).content.decode()

    assert NOTE in page


def test_it_is_said_beside_the_plan_of_a_remix(browser_of: Client, settings: Settings) -> None:
    settings.REMIX_EMBEDDED = True
    remix = make_remix(status=Status.SUBMITTED)
    make_submission(remix, plan={"style": "house", "bpm": 120, "heard": ["warm house"]})

    page = browser_of.get(remix.get_absolute_url()).content.decode()

    assert NOTE in page
    assert "120" in page


def test_of_another_service_it_is_not_said(browser_of: Client, settings: Settings) -> None:
    settings.REMIX_EMBEDDED = False

    assert NOTE not in browser_of.get("/remixes/new/").content.decode()


@pytest.mark.parametrize(("is_embedded", "is_said"), [(True, True), (False, False)])
def test_first_remix_costs_nothing_only_where_the_engine_makes_it(
    browser_of: Client, settings: Settings, *, is_embedded: bool, is_said: bool
) -> None:
    settings.REMIX_EMBEDDED = is_embedded

    page = browser_of.get("/remixes/new/").content.decode()

    assert ("It costs nothing. How long it takes" in page) is is_said

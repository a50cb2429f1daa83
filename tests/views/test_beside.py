"""Versions of the same source that other remixes made, on the deck of this one."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from remixes.models import Person, Remix
from tests.makers import make_finished_remix, make_person, make_upload
from tests.views.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def remix(person: Person) -> Remix:
    return make_finished_remix(person)


def deck_of(browser: Client, address: str) -> list[str]:
    """What the lanes of the deck are called, in order."""
    page = browser.get(address).content.decode()
    return re.findall(r'<take-player[^>]* data-label="([^"]+)"', page)


def test_another_remix_of_the_source_is_offered_and_put_on_the_deck(
    browser_of: Client, remix: Remix
) -> None:
    other = make_finished_remix(make_person(), remix.upload, prompt="slow ballad")
    make_finished_remix(make_person(), make_upload(), prompt="another song")

    page = browser_of.get(remix.get_absolute_url()).content.decode()
    address = f"{remix.get_absolute_url()}?with={other.pk}"

    assert re.findall(r"\?with=([0-9a-f-]+)", page) == [str(other.pk)]
    assert "another song" not in page
    lanes = deck_of(browser_of, address)
    assert lanes[-4:] == ["Version 1", "Version 2", "Other 1", "Other 2"]
    together = browser_of.get(address).content.decode()
    assert f'data-url="{remix.get_absolute_url()}live/?with={other.pk}"' in together
    assert "Take off the deck: slow ballad" in together


def test_only_the_remixs_own_versions_are_voted_for(browser_of: Client, remix: Remix) -> None:
    other = make_finished_remix(make_person(), remix.upload)

    page = browser_of.get(f"{remix.get_absolute_url()}?with={other.pk}").content.decode()

    assert "Version 2 is better" in page
    assert "Other 1 is better" not in page


@pytest.mark.parametrize("chosen", ["x", "0d9c2b1e-0000-4000-8000-000000000000", "trashed"])
def test_what_is_not_there_is_not_put_on_the_deck(
    signed_in: SignIn, remix: Remix, chosen: str
) -> None:
    trashed = make_finished_remix(make_person(), remix.upload, trashed_at=timezone.now())
    chosen = str(trashed.pk) if chosen == "trashed" else chosen

    lanes = deck_of(signed_in(make_person()), f"{remix.get_absolute_url()}?with={chosen}")

    assert lanes[-1] == "Version 2"


def test_a_blind_listener_hears_this_remix_alone(browser_of: Client, remix: Remix) -> None:
    other = make_finished_remix(make_person(), remix.upload)

    lanes = deck_of(browser_of, f"{remix.get_absolute_url()}?blind=1&with={other.pk}")

    assert lanes[-2:] == ["A", "B"]

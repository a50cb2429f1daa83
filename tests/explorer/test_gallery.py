"""The examples: real calls on the sample song, whose results the whole team hears."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from remixes.actions.explorer_gallery import CARDS, Card
from remixes.forms.explorer import ExplorerForm
from remixes.models import ExplorerCall, Person, Remix, Status
from tests.explorer.conftest import EXPLORER, SignIn, shown
from tests.makers import make_conversion, make_person, make_submission, make_viewer, mp3_bytes
from tests.queries import cost_of

pytestmark = pytest.mark.django_db
GALLERY = "/explorer/gallery/"
FOREST = f"{GALLERY}forest/"


def finish(remix: Remix) -> None:
    """The engine has rendered both versions."""
    submission = make_submission(remix)
    for version in (1, 2):
        make_conversion(remix, version, submission=submission, mp3=mp3_bytes(0.3, 300.0 * version))
    Remix.objects.filter(pk=remix.pk).update(status=Status.DONE, rested_at=timezone.now())


def test_first_card_is_the_sample_prompt_word_for_word() -> None:
    assert CARDS[0].prompt == "a song about greenery, nature and forest."
    assert {card.mode for card in CARDS} == {"REMIX", "INPAINT", "OVER_INSTRUMENTAL"}


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.slug)
def test_every_card_is_a_form_that_can_be_sent(person: Person, card: Card) -> None:
    form = ExplorerForm(person, {**card.asked, "sample": "1", "form_key": "0" * 32})

    assert form.errors == {}


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.slug)
def test_every_card_is_taken_by_the_api(browser_of: Client, card: Card) -> None:
    answer = browser_of.post(f"{GALLERY}{card.slug}/")

    call = ExplorerCall.objects.get()
    assert answer["Location"] == call.get_absolute_url()
    assert (call.status, call.card) == (200, card.slug)
    assert call.remix is not None
    assert call.remix.upload.is_sample


def test_rendered_card_plays_for_the_whole_team(browser_of: Client, signed_in: SignIn) -> None:
    browser_of.post(FOREST)
    finish(Remix.objects.get())

    page = signed_in(make_viewer()).get(EXPLORER).content.decode()

    assert 'id="card-forest-take-1"' in page
    assert 'id="card-forest-take-2"' in page
    assert page.count('aria-label="MP3 of version') == 2
    assert "Render Out into the green" not in page


def test_card_shows_how_far_it_is(browser_of: Client) -> None:
    browser_of.post(FOREST)

    part = browser_of.get(GALLERY).content.decode()

    assert 'aria-label="Progress of Out into the green"' in part
    assert "data-final" not in part


def test_finished_one_wins_over_a_later_failure(browser_of: Client) -> None:
    browser_of.post(FOREST)
    finish(Remix.objects.get())
    browser_of.post(FOREST)
    Remix.objects.exclude(status=Status.DONE).update(status=Status.FAILED)

    assert 'id="card-forest-take-1"' in browser_of.get(GALLERY).content.decode()


def test_failed_card_can_be_rendered_again(browser_of: Client) -> None:
    browser_of.post(FOREST)
    Remix.objects.update(status=Status.FAILED)

    part = browser_of.get(GALLERY).content.decode()

    assert 'data-status="FAILED"' in part
    assert 'aria-label="Render Out into the green"' in part


def test_first_card_is_ordered_unasked_once_for_the_team(
    browser_of: Client, signed_in: SignIn
) -> None:
    assert b"<explorer-first" in browser_of.get(EXPLORER).content

    for browser in (browser_of, browser_of, signed_in(make_person())):
        assert browser.post(FOREST, {"unasked": "1"}).status_code == 204

    assert ExplorerCall.objects.count() == 1
    assert b"<explorer-first" not in browser_of.get(EXPLORER).content


def test_nothing_is_ordered_unasked_where_it_costs_money(
    browser_of: Client, settings: Settings
) -> None:
    settings.REMIX_EMBEDDED = False

    page = browser_of.get(EXPLORER).content
    browser_of.post(FOREST, {"unasked": "1"})

    assert b"<explorer-first" not in page
    assert not ExplorerCall.objects.exists()


def test_card_says_what_it_costs_before_it_is_sent(
    browser_of: Client, person: Person, settings: Settings
) -> None:
    settings.REMIX_EMBEDDED = False
    browser_of.post(FOREST)
    make_submission(Remix.objects.get(), credit_estimate=Decimal("0.99"), eta_s=180)

    part = browser_of.get(GALLERY).content.decode()

    assert "Two versions, about 0.99 credits and usually 3 minutes" in part


def test_card_opens_in_the_form(browser_of: Client) -> None:
    page = browser_of.get(f"{EXPLORER}?card=break").content

    assert "(replace 0:16.0 to 0:24.0)" in shown(page)
    assert b'value="0:16"' in page


def test_unknown_card_is_not_found(browser_of: Client) -> None:
    assert browser_of.post(f"{GALLERY}nothing/").status_code == 404


def test_trashed_result_leaves_the_card(browser_of: Client) -> None:
    browser_of.post(FOREST)
    finish(Remix.objects.get())
    Remix.objects.update(trashed_at=timezone.now())

    assert "take-player" not in browser_of.get(GALLERY).content.decode()


def test_gallery_asks_as_often_for_many_as_for_few(browser_of: Client) -> None:
    costs = []
    for slugs in (["forest"], ["house", "bossa", "film"]):
        for slug in slugs:
            browser_of.post(f"{GALLERY}{slug}/")
            finish(Remix.objects.exclude(status=Status.DONE).get())
        costs.append(cost_of(browser_of, GALLERY))

    assert costs[0] == costs[1]

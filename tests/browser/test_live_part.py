"""A page that follows its remix: it changes by itself and leaves alone what a person is using."""

import pytest
from playwright.sync_api import expect

from remixes.models import ConversionState, Person, Remix, Status
from tests.browser.conftest import SECONDS, Open
from tests.makers import (
    make_conversion,
    make_remix,
    make_submission,
    make_upload,
    mp3_bytes,
    wav_bytes,
)

pytestmark = pytest.mark.extra


@pytest.fixture
def half_done(person: Person) -> Remix:
    """The first version is here and can be heard, the second is on its way."""
    upload = make_upload(person, content=wav_bytes(SECONDS), duration_s=SECONDS)
    remix = make_remix(person, upload, status=Status.PARTIAL)
    submission = make_submission(remix)
    make_conversion(
        remix,
        submission=submission,
        mp3=mp3_bytes(SECONDS),
        duration_s=SECONDS,
        measured_s=SECONDS,
    )
    make_conversion(remix, 2, submission=submission, state=ConversionState.EXPECTED)
    return remix


def arrive(remix: Remix) -> None:
    """The second version comes in and is saved."""
    remix.conversions.filter(version=2).delete()
    remix.conversions.update(title="Renamed by the service")
    make_conversion(remix, 2, mp3=mp3_bytes(SECONDS, 600), duration_s=SECONDS, measured_s=SECONDS)
    remix.submissions.update(closed_as="settled", closed_at=remix.queued_at)
    Remix.objects.filter(pk=remix.pk).update(status=Status.DONE)


def test_a_version_arrives_while_another_plays_on(open_page: Open, half_done: Remix) -> None:
    page = open_page(half_done.get_absolute_url())
    page.get_by_role("button", name="Play Version 1").click()
    page.wait_for_function("() => document.querySelector('#take-1 audio').currentTime > 0")
    page.evaluate("window.playing = document.querySelector('#take-1 audio')")

    arrive(half_done)

    expect(page.get_by_role("button", name="Play Version 2")).to_be_visible(timeout=15_000)
    assert page.evaluate("playing.isConnected && !playing.paused")
    expect(page.get_by_role("group", name="Listen to").get_by_role("button")).to_have_count(3)


def test_the_end_is_told_in_the_title_and_stops_the_asking(
    open_page: Open, half_done: Remix
) -> None:
    page = open_page(half_done.get_absolute_url())

    arrive(half_done)

    expect(page.locator("#remix-live")).to_have_attribute("data-final", "", timeout=15_000)
    assert page.title().startswith("(ready)")
    expect(page.locator("h1")).to_have_text("Renamed by the service")
    expect(page.locator("#announcer")).to_contain_text("Ready")


def test_nothing_new_is_answered_without_a_body(open_page: Open, half_done: Remix) -> None:
    page = open_page(half_done.get_absolute_url())
    with page.expect_response("**/live/"):
        pass

    with page.expect_response("**/live/") as second:
        pass

    assert second.value.status == 304


def test_a_lost_desk_is_asked_again(open_page: Open, half_done: Remix) -> None:
    page = open_page(half_done.get_absolute_url())
    page.route("**/live/", lambda route: route.abort())
    expect(page.locator("#remix-live")).to_have_attribute("data-trouble", "", timeout=10_000)

    page.unroute("**/live/")
    arrive(half_done)

    expect(page.locator("#remix-live")).to_have_attribute("data-final", "", timeout=20_000)

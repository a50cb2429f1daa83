"""Talking about the sound while it plays: pinned, answered, resolved, and a family to be heard."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect

from remixes.actions import notes, uploads
from remixes.actions.notes import Place
from remixes.models import Note, Person, Remix
from tests.browser.conftest import Open
from tests.makers import make_conversion, make_person, make_remix, make_submission, mp3_bytes

pytestmark = pytest.mark.extra

TIME = "document.querySelector('#take-1 audio').currentTime"
TREE = "document.querySelector('family-tree').audio"


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    """The checker of barriers is injected, which our own policy rightly forbids."""
    return {**browser_context_args, "bypass_csp": True, "reduced_motion": "reduce"}


@pytest.fixture
def room(open_page: Open, remix: Remix) -> Page:
    page = open_page(remix.get_absolute_url())
    page.wait_for_selector("#take-1[data-live]")
    return page


def no_barrier(page: Page) -> None:
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        found = Axe().run(page).response["violations"]
        assert not found, [node["html"] for one in found for node in one["nodes"]]


def test_a_note_at_the_moment_that_plays_is_answered_and_resolved(
    room: Page, remix: Remix, person: Person
) -> None:
    bob = make_person(name="Bob Marsh")
    room.reload()
    room.wait_for_selector("#take-1[data-live]")
    room.evaluate("document.querySelector('#take-1 audio').currentTime = 7.3")
    form = room.get_by_role("form", name="New note")
    form.get_by_label("Note").press_sequentially("Louder here @bo")
    expect(form.get_by_label("At", exact=True)).to_have_value("0:07.3")
    form.get_by_role("button", name="@bob.marsh").click()
    room.keyboard.type("<b>please</b>")
    form.get_by_role("button", name="Add note").click()

    thread = room.locator(".thread")
    expect(thread).to_contain_text("Louder here @bob.marsh <b>please</b>")
    expect(thread.locator(".pin")).to_contain_text("Version 1, 0:07")
    expect(form.get_by_label("Note")).to_have_value("")
    note = Note.objects.get()
    assert (note.at_ms, note.mentions.get().person) == (7300, bob)
    room.evaluate("document.querySelector('#take-1 audio').currentTime = 0")
    thread.locator(".pin").click()
    assert room.evaluate(TIME) == pytest.approx(7.3, abs=0.05)

    thread.get_by_text("Answer", exact=True).first.click()
    answer = thread.get_by_role("textbox", name="Answer")
    answer.fill("Half a thought")
    notes.answer(bob, note, "Better now?")
    room.evaluate("document.querySelector('#notes-live').ask()")
    room.wait_for_timeout(300)
    expect(answer).to_have_value("Half a thought")  # what others write does not wipe it away
    thread.get_by_role("button", name="Answer").click()
    expect(thread).to_contain_text("Better now?")
    expect(thread).to_contain_text("Half a thought")
    no_barrier(room)

    thread.get_by_role("button", name="Resolve").click()
    expect(room.get_by_text("1 resolved")).to_be_visible()
    room.get_by_text("1 resolved").click()
    expect(thread).to_contain_text(f"Resolved by {person}")
    thread.get_by_text("Edit", exact=True).first.click()
    thread.get_by_role("textbox", name="Note").first.fill("Softer")
    thread.get_by_role("button", name="Save").first.click()
    expect(thread.locator(".note-text").first).to_have_text("Softer")


def test_words_survive_a_desk_that_is_away(room: Page) -> None:
    room.route("**/notes/add/", lambda route: route.abort())
    field = room.get_by_role("form", name="New note").get_by_label("Note")

    field.fill("Not lost")
    room.get_by_role("button", name="Add note").click()

    expect(room.get_by_role("alert")).to_contain_text("still here")
    expect(field).to_have_value("Not lost")


def test_any_sound_of_three_generations_plays_where_it_stands(
    open_page: Open, remix: Remix, person: Person
) -> None:
    second = further(person, remix, 500)
    third = further(make_person(), second, 600)
    notes.add(person, remix, "Look", Place(at_ms=1000))
    page = open_page(third.get_absolute_url())
    page.wait_for_selector("#take-1[data-live]")
    plays = page.locator("[data-play]")
    expect(plays).to_have_count(5)

    plays.nth(3).click()
    page.wait_for_function(f"() => {TREE}.currentTime > 0.1")
    expect(page.locator("[data-playing]")).to_have_count(1)
    plays.nth(0).click()
    page.wait_for_function(f"() => {TREE}.src.includes('/uploads/') && {TREE}.currentTime > 0.1")
    page.locator("#take-1").get_by_role("button", name="Play").first.click()
    page.wait_for_function(f"() => {TREE}.paused && {TIME} > 0")
    no_barrier(page)

    for address in (
        reverse("against", args=[remix.pk, third.pk]),
        reverse("words", args=[remix.pk]),
    ):
        no_barrier(open_page(address))


def further(person: Person, remix: Remix, hertz: float) -> Remix:
    """A remix of the first version of a remix."""
    upload = uploads.add_version(person, remix.conversions.order_by("version")[0])
    made = make_remix(person, upload, status="DONE", prompt="slower, with strings")
    submission = make_submission(made)
    make_conversion(
        made, 1, submission=submission, mp3=mp3_bytes(6, hertz), duration_s=6, title="Lantern"
    )
    return made

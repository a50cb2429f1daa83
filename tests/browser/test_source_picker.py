"""The form of a remix plays the song that is chosen, and takes the range from where it stands."""

import pytest
from playwright.sync_api import expect

from remixes.models import Person
from tests.browser.conftest import Open
from tests.makers import make_link, make_upload, wav_bytes

pytestmark = pytest.mark.extra


def test_player_follows_the_chosen_song(open_page: Open, person: Person) -> None:
    first = make_upload(person, content=wav_bytes(4, 300), title="First")
    second = make_upload(person, content=wav_bytes(4, 400), title="Second")
    link = make_link(person)
    page = open_page(f"/remixes/new/?upload={first.pk}")
    take = page.locator("[data-source] .take-name")
    expect(take).to_contain_text("First")

    page.select_option("#id_upload", str(second.pk))
    expect(take).to_contain_text("Second")

    page.select_option("#id_upload", str(link.pk))
    expect(take).to_have_count(0)


def test_range_is_taken_from_the_player(open_page: Open, person: Person) -> None:
    upload = make_upload(person, content=wav_bytes(8, 300), duration_s=8.0)
    page = open_page(f"/remixes/new/?upload={upload.pk}")
    page.get_by_label("Inpaint").check()

    for second, button in ((1.25, "From here"), (6.0, "To here")):
        page.evaluate("at => document.querySelector('take-player').seek(at)", second)
        page.wait_for_function(
            "at => Math.abs(document.querySelector('take-player').time - at) < 0.1", arg=second
        )
        page.get_by_role("button", name=button).click()

    expect(page.locator("#id_replace_start_at")).to_have_value("0:01.2")
    expect(page.locator("#id_replace_end_at")).to_have_value("0:06")

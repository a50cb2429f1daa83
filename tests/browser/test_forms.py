"""What script adds to the forms: files from anywhere, counters, tags, modes, one press only."""

import pytest
from playwright.sync_api import FilePayload, Page, Route, expect
from redis import Redis

from remixes.models import Person, Upload
from tests.browser.conftest import Open
from tests.makers import make_upload, wav_bytes

pytestmark = pytest.mark.extra

DROP = """files => {
  const held = new DataTransfer();
  for (const [name, text] of files) held.items.add(new File([text], name, { type: "audio/wav" }));
  const how = { dataTransfer: held, bubbles: true, cancelable: true };
  document.body.dispatchEvent(new DragEvent("drop", how));
}"""


def song(name: str, hertz: float) -> FilePayload:
    return {"name": name, "mimeType": "audio/wav", "buffer": wav_bytes(2, hertz)}


@pytest.fixture
def form(open_page: Open, person: Person) -> Page:
    make_upload(person)
    return open_page("/remixes/new/")


def test_several_files_go_up_one_by_one_and_a_bad_one_is_named(
    open_page: Open, redis: Redis
) -> None:
    page = open_page("/uploads/")
    bad: FilePayload = {"name": "cover.png", "mimeType": "image/png", "buffer": b"\x89PNG" * 99}

    page.set_input_files(
        "drop-zone input[type=file]", [song("a.wav", 300), bad, song("b.wav", 500)]
    )

    rows = page.locator(".drop-file")
    expect(rows).to_have_count(3)
    expect(page.locator(".drop-file[data-state=done]")).to_have_count(2)
    expect(page.locator(".drop-file[data-state=failed]")).to_contain_text("cover.png")
    assert Upload.objects.count() == 2


def test_a_file_dropped_anywhere_is_taken(open_page: Open, redis: Redis) -> None:
    page = open_page("/uploads/")

    page.evaluate(DROP, [["no-song.wav", "not audio at all"]])

    expect(page.locator(".drop-file")).to_have_attribute("data-state", "failed")
    assert Upload.objects.count() == 0


def test_a_fresh_file_becomes_the_chosen_song(form: Page, redis: Redis) -> None:
    form.set_input_files("drop-zone input[type=file]", [song("fresh.wav", 700)])

    expect(form.locator("select[data-sources] option:checked")).to_contain_text("fresh")


def test_the_prompt_is_counted(form: Page) -> None:
    form.get_by_label("Prompt").fill("x" * 1003)

    counter = form.locator("output[for=id_prompt]")
    expect(counter).to_have_text("1003 of 1000, 3 too many")
    expect(counter).to_have_attribute("data-level", "over")


def test_a_section_tag_lands_at_the_caret_on_a_line_of_its_own(form: Page) -> None:
    form.get_by_role("heading", name="Lyrics").click()
    lyrics = form.locator("#id_lyrics")
    lyrics.fill("la la")

    form.get_by_role("button", name="Chorus", exact=True).click()
    form.keyboard.type("oh")

    expect(lyrics).to_have_value("la la\n[Chorus]\noh")


def test_the_range_shows_with_its_mode_only(form: Page) -> None:
    start = form.locator("#id_replace_start_at")
    expect(start).to_be_hidden()

    form.get_by_role("radio", name="Inpaint").check()

    expect(start).to_be_visible()


def test_a_second_press_sends_nothing(form: Page) -> None:
    sent: list[str] = []

    def answer(route: Route) -> None:
        sent.append(route.request.method)
        route.fulfill(status=204)

    form.route("**/remixes/new/", answer)
    form.get_by_label("Prompt").fill("warm house")

    form.evaluate("document.querySelector('.new-form').requestSubmit()")
    form.evaluate("document.querySelector('.new-form').requestSubmit()")
    form.wait_for_timeout(300)

    assert sent == ["POST"]

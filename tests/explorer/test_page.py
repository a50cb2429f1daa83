"""The explorer's page: who sees it, what it shows, and that nothing typed is lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from remixes.models import ExplorerCall, Person, Remix, Upload
from remixsite.body_cap import LARGEST_FORM_BYTES
from tests.explorer.conftest import EXPLORER, SENT_TO, SignIn, filled, shown
from tests.makers import make_upload, make_viewer, wav_bytes

pytestmark = pytest.mark.django_db
REQUEST = "/explorer/request/"
SAMPLE_PROMPT = "a song about greenery, nature and forest."


def test_page_begins_with_the_sample_prompt_and_its_request(
    browser_of: Client, settings: Settings
) -> None:
    settings.PUBLIC_URL = "https://desk.example.org"

    page = browser_of.get(EXPLORER).content

    assert shown(page) == (
        "curl 'https://desk.example.org/api/public/v1/Remix' \\\n"
        '  --header "Authorization: $REMIXDESK_TOKEN" \\\n'
        f"  --form-string 'prompt={SAMPLE_PROMPT}' \\\n"
        "  --form-string 'mode=REMIX' \\\n"
        "  --form 'audio_file=@\"paper-lanterns.mp3\";type=audio/mpeg'\n"
    )
    assert not ExplorerCall.objects.exists()


def test_request_follows_what_is_typed(browser_of: Client, person: Person) -> None:
    upload = make_upload(person, file_name="it's mine.wav")
    said = filled(upload=str(upload.pk), prompt="a `b` $(c)", lyrics="[Verse]\r\none\r\ntwo")

    part = browser_of.post(REQUEST, said).content

    assert "--form-string 'prompt=a `b` $(c)'" in shown(part)
    assert "'lyrics=[Verse]\none\ntwo'" in shown(part)
    assert "it'\\''s mine.wav" in shown(part)
    assert '"lyrics": (' in shown(part, "python")


def test_current_form_says_the_mode_by_its_address(browser_of: Client) -> None:
    said = filled(spelling="current", mode="INPAINT", replace_start_at="0:16", replace_end_at="24")

    text = shown(browser_of.post(REQUEST, {**said, "title": "Anew"}).content, "http")

    assert text.startswith("POST /api/public/v1/inpaint HTTP/1.1\n")
    assert 'name="replace_start_at"\n\n16\n' in text
    assert 'name="title"\n\nAnew\n' in text
    assert 'name="mode"' not in text


def test_classic_form_says_the_range_in_the_prompt(browser_of: Client) -> None:
    said = filled(mode="INPAINT", replace_start_at="0:16", replace_end_at="24", title="Anew")

    text = shown(browser_of.post(REQUEST, said).content)

    assert "'prompt=warm house (replace 0:16.0 to 0:24.0)'" in text
    assert "title" not in text


def test_link_is_sent_in_place_of_a_file(browser_of: Client) -> None:
    said = filled(source="link", link="https://songs.example.com/1.mp3")

    classic, current = (
        shown(browser_of.post(REQUEST, {**said, "spelling": one}).content)
        for one in ("classic", "current")
    )

    assert "--data-urlencode 'audio_path=https://songs.example.com/1.mp3'" in classic
    assert "--data-urlencode 'audio_url=https://songs.example.com/1.mp3'" in current


def test_unfinished_form_is_shown_with_what_is_missing(browser_of: Client) -> None:
    said = filled(prompt="", mode="INPAINT", replace_start_at="1:75", source="link")

    part = browser_of.post(REQUEST, said).content.decode()

    for sentence in ("The prompt is missing.", "The link is missing.", "Write the time as seconds"):
        assert sentence in part


def test_no_secret_stands_in_the_texts(browser_of: Client, settings: Settings) -> None:
    page = browser_of.get(EXPLORER).content.decode()

    assert page.count("REMIXDESK_TOKEN") >= 4
    for service in settings.REMIX_SERVICES.values():
        assert service["key"] not in page


def test_show_works_without_script_and_keeps_every_word(browser_of: Client) -> None:
    said = filled(prompt="kept words", lyrics="kept lines", replace_start_at="nonsense")

    page = browser_of.post(SENT_TO, {**said, "mode": "INPAINT", "do": "show"}).content

    assert "prompt=kept words" in shown(page)
    assert b"kept lines</textarea>" in page
    assert b'value="nonsense"' in page
    assert b"Write the time as seconds" in page
    assert not ExplorerCall.objects.exists()


def test_file_sent_with_a_wrong_form_is_not_lost(browser_of: Client) -> None:
    song = wav_bytes(0.2, 333.0)
    said = {**filled(prompt=""), "do": "send"}

    with_file = {**said, "file": _named("mine.wav", song)}
    page = browser_of.post(SENT_TO, with_file).content

    upload = Upload.objects.get(file_name="mine.wav")
    assert f'value="{upload.pk}" selected'.encode() in page
    assert "mine.wav" in shown(page)
    assert not Remix.objects.exists()


def test_large_file_is_taken_at_the_address_of_the_form(browser_of: Client) -> None:
    song = wav_bytes(60.0)
    assert len(song) > LARGEST_FORM_BYTES

    said = [{**filled(prompt=""), "file": _named("long.wav", song)} for _ in range(2)]
    taken, refused = (
        browser_of.post(path, form).status_code
        for path, form in zip((SENT_TO, "/explorer/request/"), said, strict=True)
    )

    assert f'action="{SENT_TO}"' in browser_of.get(EXPLORER).content.decode()
    assert (taken, refused) == (200, 413)


def test_file_that_is_no_song_is_said_at_its_field(browser_of: Client) -> None:
    said = {**filled(), "do": "send", "file": _named("mine.wav", b"no sound at all")}

    page = browser_of.post(SENT_TO, said).content.decode()

    assert 'id="id_file_error"' in page
    assert not ExplorerCall.objects.exists()


@pytest.mark.parametrize("path", [EXPLORER, "/explorer/calls/", "/explorer/gallery/"])
def test_page_needs_a_sign_in(client: Client, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"] or "/welcome/" in answer["Location"]


def test_viewer_may_look_but_not_send(signed_in: SignIn) -> None:
    browser = signed_in(make_viewer())

    page, part = browser.get(EXPLORER).content, browser.post(REQUEST, filled()).content
    sent = browser.post(SENT_TO, {**filled(), "do": "send"})
    rendered = browser.post("/explorer/gallery/forest/")

    assert b"Sending is for members" in page
    assert "warm house" in shown(part)
    assert (sent.status_code, rendered.status_code) == (403, 403)
    assert not Remix.objects.exists()


def test_only_makers_are_led_here(signed_in: SignIn, browser_of: Client) -> None:
    link = b'href="/explorer/"'

    assert link in browser_of.get("/").content
    assert link not in signed_in(make_viewer()).get("/").content


def test_old_link_still_opens_the_form(browser_of: Client) -> None:
    for query in ("call=x", "card=none", "upload=x", "call=4f1c0a3e-7f0a-4f57-8a39-6c1c5f2f9e11"):
        assert browser_of.get(f"{EXPLORER}?{query}").status_code == 200


def _named(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "audio/wav")

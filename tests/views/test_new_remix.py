"""The form's page: begun with a source or an earlier remix, sent once, told what it may cost."""

import re
import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from remixes.actions.estimate import Estimate
from remixes.models import Person, Remix, Status, Upload
from remixes.views.estimates import UNKNOWN, sentence
from tests.makers import make_person, make_remix, make_submission, make_upload, wav_bytes

pytestmark = pytest.mark.django_db
NEW = "/remixes/new/"


def wish(upload: Upload | None = None, **said: Any) -> dict[str, Any]:
    source = {"upload": str(upload.pk)} if upload else {}
    return {
        "mode": "REMIX",
        "prompt": "dreamy house",
        "form_key": str(uuid.uuid4()),
        **source,
        **said,
    }


def test_order_becomes_a_remix(browser_of: Client, person: Person) -> None:
    upload = make_upload(person)

    answer = browser_of.post(NEW, wish(upload, lyrics="[Verse]\nla"))

    remix = Remix.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/remixes/{remix.pk}/")
    assert (remix.person, remix.upload, remix.prompt) == (person, upload, "dreamy house")
    assert (remix.lyrics, remix.status) == ("[Verse]\nla", Status.QUEUED)


def test_form_sent_twice_is_one_remix(browser_of: Client, person: Person) -> None:
    form = wish(make_upload(person))

    answers = [browser_of.post(NEW, form, follow=True) for _ in range(2)]

    remix = Remix.objects.get()
    assert [answer.redirect_chain[-1][0] for answer in answers] == [f"/remixes/{remix.pk}/"] * 2
    assert "was sent before" in answers[1].content.decode()


def test_two_people_may_have_the_same_form_key(browser_of: Client, person: Person) -> None:
    other = make_remix(make_person())

    browser_of.post(NEW, wish(make_upload(person), form_key=str(other.form_key)))

    assert Remix.objects.filter(person=person).count() == 1


def test_file_in_the_form_itself_is_taken_in(browser_of: Client) -> None:
    file = SimpleUploadedFile("tone.wav", wav_bytes(1.0, 431.0))

    browser_of.post(NEW, wish(file=file))

    assert Remix.objects.get().upload.file_name == "tone.wav"


def test_link_in_the_form_is_taken_in(browser_of: Client) -> None:
    browser_of.post(NEW, wish(link="https://songs.example.com/a.mp3"))

    assert Remix.objects.get().upload.url == "https://songs.example.com/a.mp3"


def test_bad_file_says_why_and_keeps_what_was_typed(browser_of: Client) -> None:
    file = SimpleUploadedFile("tone.mp3", b"This is a letter, not a song. " * 40)

    answer = browser_of.post(NEW, wish(file=file, prompt="keep these words"))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "keep these words" in page
    assert answer.context["form"].non_field_errors()
    assert not Remix.objects.exists()
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("said", "sentence_shown"),
    [
        ({"prompt": ""}, "The prompt is missing."),
        ({"upload": ""}, "Add an audio file or a link first."),
        ({"mode": "INPAINT"}, "Say which part to replace"),
    ],
)
def test_what_is_missing_is_said_in_the_page(
    browser_of: Client, person: Person, said: dict[str, str], sentence_shown: str
) -> None:
    answer = browser_of.post(NEW, {**wish(make_upload(person)), **said})

    assert answer.status_code == 200
    assert sentence_shown in answer.content.decode()
    assert not Remix.objects.exists()


def test_long_prompt_is_sent_with_a_warning(
    browser_of: Client, person: Person, settings: Settings
) -> None:
    settings.REMIX_EMBEDDED = False
    settings.REMIX_PROMPT_LIMIT = 5

    answer = browser_of.post(NEW, wish(make_upload(person)), follow=True)

    assert Remix.objects.count() == 1
    assert "longer than 5 characters" in answer.content.decode()


def test_edit_and_rerun_starts_from_the_earlier_one(browser_of: Client, person: Person) -> None:
    earlier = make_remix(
        make_person(), mode="INPAINT", lyrics="la la", replace_start_at=48, replace_end_at=64.5
    )

    form = browser_of.get(f"{NEW}?from={earlier.pk}").context["form"]
    said = {name: form[name].value() for name in ("mode", "prompt", "lyrics", "replace_start_at")}
    browser_of.post(NEW, wish(earlier.upload, made_from=str(earlier.pk)))

    assert said == {
        "mode": "INPAINT",
        "prompt": earlier.prompt,
        "lyrics": "la la",
        "replace_start_at": "0:48",
    }
    assert Remix.objects.get(person=person).made_from == earlier


def test_a_line_to_sing_anew_fills_in_mode_and_stretch(browser_of: Client, person: Person) -> None:
    earlier = make_remix(person)
    query = f"from={earlier.pk}&mode=INPAINT&replace_start_at=7.50&replace_end_at=9.00"

    page = browser_of.get(f"{NEW}?{query}").content.decode()

    assert re.search(r'<input[^>]*value="INPAINT"[^>]* checked', page)
    assert re.search(r'name="replace_start_at"[^>]*value="7.50"', page)
    assert re.search(r'name="replace_end_at"[^>]*value="9.00"', page)
    assert browser_of.get(f"{NEW}?mode=NONSENSE&replace_start_at=<b>").status_code == 200


def test_upload_in_the_address_is_chosen(browser_of: Client, person: Person) -> None:
    upload = make_upload(person)

    assert browser_of.get(f"{NEW}?upload={upload.pk}").context["chosen"] == upload


@pytest.mark.parametrize(
    "query",
    ["upload=x", "from=x", "upload=4f1c0a3e-7f0a-4f57-8a39-6c1c5f2f9e11", "from=0", "from="],
)
def test_old_link_still_opens_the_form(browser_of: Client, query: str) -> None:
    answer = browser_of.get(f"{NEW}?{query}")

    assert (answer.status_code, answer.context["chosen"]) == (200, None)


def test_trashed_source_is_not_offered(browser_of: Client, person: Person) -> None:
    upload = make_upload(person, trashed_at=timezone.now())
    earlier = make_remix(person, upload)

    answer = browser_of.get(f"{NEW}?from={earlier.pk}")

    assert (answer.context["chosen"], answer.context["recent"]) == (None, [])


def test_every_form_has_a_key_of_its_own(browser_of: Client) -> None:
    keys = {browser_of.get(NEW).context["form"]["form_key"].value() for _ in range(3)}

    assert len(keys) == 3


def test_back_shows_the_very_form_that_was_sent(browser_of: Client) -> None:
    # no-store would make the browser fetch a form with another key, and order a second time
    assert browser_of.get(NEW)["Cache-Control"] == "private, no-cache"


def test_cost_and_time_come_from_the_teams_past(
    browser_of: Client, person: Person, settings: Settings
) -> None:
    settings.REMIX_EMBEDDED = False
    remix = make_remix(person)
    make_submission(remix, credit_estimate=Decimal("0.99"), eta_s=180)

    page = browser_of.get(NEW).content.decode()

    assert "Two versions, about 0.99 credits and usually 3 minutes" in page
    assert UNKNOWN in page


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Estimate(), UNKNOWN),
        (Estimate(None, None, 3), UNKNOWN),
        (
            Estimate(Decimal("1.0000"), 62, 1),
            "Two versions, about 1 credit and usually 60 seconds, going by the last one of this "
            "team.",
        ),
        (
            Estimate(None, 240, 5),
            "Two versions, usually 4 minutes, going by the last 5 of this team. The cost is not "
            "known: the service has not said it.",
        ),
        (
            Estimate(Decimal("0"), None, 5),
            "Two versions, free, going by the last 5 of this team. How long it takes is not "
            "known yet.",
        ),
        (
            Estimate(Decimal("0.004"), 10, 5),
            "Two versions, less than 0.01 credits and usually 10 seconds, going by the last 5 of "
            "this team.",
        ),
    ],
)
def test_estimate_in_words(found: Estimate, words: str) -> None:
    assert sentence(found) == words

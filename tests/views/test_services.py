"""The form of a remix where several services are set: what each can be told, costs and lacks."""

from __future__ import annotations

import re
import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from remixes.actions.offers import offer_of
from remixes.models import LineState, Mode, Person, Remix, ServiceLine, Upload
from tests.makers import make_remix, make_submission, make_upload, wav_bytes

pytestmark = pytest.mark.django_db
NEW = "/remixes/new/"


@pytest.fixture(autouse=True)
def services(settings: Settings) -> None:
    """The built-in engine, a current Remix API and a server of ACE-Step."""
    main = settings.REMIX_SERVICES["main"]
    settings.REMIX_EMBEDDED = True
    settings.REMIX_SERVICES = {
        "main": main,
        "studio": main | {"form": "current"},
        "lab": main | {"form": "ace-step"},
    }


def wish(upload: Upload, **said: Any) -> dict[str, Any]:
    asked = {"mode": "REMIX", "prompt": "dreamy house", "form_key": str(uuid.uuid4())}
    return {**asked, "upload": str(upload.pk), **said}


def modes_of(page: str) -> dict[str, str]:
    """Of each mode's radio button what stands behind its value: checked, disabled."""
    found = re.findall(r'<input type="radio" name="mode" value="(\w+)" required([^>]*)>', page)
    return {mode: rest.strip() for mode, rest in found}


def test_each_service_says_what_it_does_lacks_and_costs(browser_of: Client) -> None:
    paid = make_remix(service="studio")
    make_submission(paid, credit_estimate=Decimal("0.99"))
    ServiceLine.objects.create(service="lab", state=LineState.PAUSED, reason="No funds.")

    cards = browser_of.get(NEW).context["services"]

    assert [(card.key, card.name) for card in cards] == [
        ("main", "Built-in engine"),
        ("studio", "Studio"),
        ("lab", "Lab"),
    ]
    assert [card.paused for card in cards] == ["", "", "No funds."]
    assert "0.99 credits" in cards[1].costs[Mode.REMIX]
    assert "0.99" not in cards[1].costs[Mode.INPAINT] + cards[0].costs[Mode.REMIX]
    assert cards[2].lacks == (offer_of("lab", Mode.OVER_INSTRUMENTAL).why_not,)


def test_one_service_is_no_choice(browser_of: Client, settings: Settings) -> None:
    settings.REMIX_SERVICES = {"main": settings.REMIX_SERVICES["main"]}

    page = browser_of.get(NEW).content.decode()

    assert 'name="service"' not in page
    assert "data-redraw" not in page


@pytest.mark.parametrize(
    ("service", "there", "hidden"),
    [
        ("main", (), ("gender", "title", "wants_cover", "section")),
        ("studio", ("gender", "title", "wants_cover", "section"), ()),
        ("lab", (), ("gender", "title", "wants_cover", "section")),
    ],
)
def test_only_what_the_service_takes_can_be_filled_in(
    browser_of: Client, service: str, there: tuple[str, ...], hidden: tuple[str, ...]
) -> None:
    page = browser_of.get(f"{NEW}?service={service}&mode=INPAINT").content.decode()

    assert all(f'name="{name}"' in page for name in there)
    assert not any(f'name="{name}"' in page for name in hidden)
    reasons = {why for mode in Mode for why in offer_of(service, mode).hidden.values()}
    assert all(why in page for why in reasons)


def test_a_mode_that_is_not_there_is_disabled_with_the_reason(browser_of: Client) -> None:
    answer = browser_of.get(f"{NEW}?service=lab&mode=OVER_INSTRUMENTAL")

    page = answer.content.decode()
    assert modes_of(page) == {"REMIX": "checked", "INPAINT": "", "OVER_INSTRUMENTAL": "disabled"}
    assert page.count(offer_of("lab", Mode.OVER_INSTRUMENTAL).why_not) == 2


def test_another_service_is_drawn_with_everything_that_was_typed(
    browser_of: Client, person: Person
) -> None:
    typed = wish(make_upload(person), service="studio", prompt="keep me", lyrics="la la", title="B")

    answer = browser_of.post(NEW, typed | {"gender": "male", "redraw": "1"})

    page, form = answer.content.decode(), answer.context["form"]
    assert not Remix.objects.exists()
    assert not form.errors
    assert f'name="form_key" value="{typed["form_key"]}"' in page
    assert "keep me" in page
    assert 'value="studio" required checked' in page
    assert 'name="gender" value="male" checked' in page
    assert 'name="title" value="B"' in page


def test_a_file_is_not_lost_when_the_form_is_drawn_anew(browser_of: Client) -> None:
    file = SimpleUploadedFile("tone.wav", wav_bytes(1.0, 433.0))

    answer = browser_of.post(
        NEW, {"mode": "REMIX", "service": "studio", "redraw": "1", "file": file}
    )

    assert answer.context["chosen"] == Upload.objects.get()


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"mode": "INPAINT", "prompt": "another chorus"}, "replace_start_at", "the start and the"),
        ({"mode": "OVER_INSTRUMENTAL"}, "lyrics", "needs lyrics"),
        ({"mode": "OVER_INSTRUMENTAL", "service": "lab"}, "mode", "cannot sing over"),
        ({"gender": "loud"}, "gender", "Who sings is one of"),
        ({"service": "gone"}, "service", "not here any more"),
    ],
)
def test_what_the_service_would_refuse_is_said_before_it_costs_anything(
    browser_of: Client, person: Person, said: dict[str, str], field: str, sentence: str
) -> None:
    answer = browser_of.post(NEW, wish(make_upload(person), **{"service": "studio", **said}))

    assert list(answer.context["form"].errors) == [field]
    assert sentence in answer.content.decode()
    assert not Remix.objects.exists()


def test_what_is_left_over_from_another_service_is_no_wish(
    browser_of: Client, person: Person
) -> None:
    left_over = {"gender": "nobody", "title": "Bus", "section": "\x07", "wants_cover": "on"}

    browser_of.post(NEW, wish(make_upload(person), service="lab", **left_over))

    made = Remix.objects.get()
    assert (made.gender, made.title, made.section, made.wants_cover) == ("", "", "", False)


def test_the_built_in_engine_still_finds_the_part_by_its_name(
    browser_of: Client, person: Person
) -> None:
    browser_of.post(NEW, wish(make_upload(person), mode="INPAINT", prompt="another chorus"))

    assert Remix.objects.get().mode == Mode.INPAINT


def test_run_again_takes_over_everything_that_was_asked_for(
    browser_of: Client, person: Person
) -> None:
    asked: dict[str, Any] = {
        "gender": "female",
        "title": "Bus",
        "section": "lo lo",
        "wants_cover": True,
    }
    earlier = make_remix(
        person, service="studio", mode="INPAINT", replace_start_at=1, replace_end_at=2, **asked
    )

    form = browser_of.get(f"{NEW}?from={earlier.pk}").context["form"]

    assert {name: form[name].value() for name in asked} == asked
    assert form["service"].value() == "studio"


def test_two_remixes_are_told_apart_by_what_was_asked_for(
    browser_of: Client, person: Person
) -> None:
    one = make_remix(person, gender="female", title="Bus", section="la")
    other = make_remix(person, one.upload, service="studio", wants_cover=True)

    page = browser_of.get(f"/remixes/{one.pk}/against/{other.pk}/").content.decode()

    different = page[: page.index("The same")]
    for name in ("Who sings", "Title", "Words of the part", "Cover picture", "Service"):
        assert name in different


def test_a_service_that_was_taken_out_gives_way_to_the_first(
    browser_of: Client, person: Person
) -> None:
    earlier = make_remix(person, service="gone")

    assert browser_of.get(f"{NEW}?from={earlier.pk}").context["service"] == "main"

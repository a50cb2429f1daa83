"""Sending: one tracked call through the team API, and all of it kept."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from remixes import vault
from remixes.models import Call, ExplorerCall, Person, Remix
from tests.explorer.conftest import EXPLORER, SENT_TO, SignIn, filled, shown
from tests.makers import make_owner, make_person, make_upload

pytestmark = pytest.mark.django_db
SEND = {"do": "send"}


def send(browser: Client, **said: str) -> ExplorerCall:
    """Sends the form and gives the call it led to."""
    answer = browser.post(SENT_TO, {**filled(**said), **SEND})
    assert answer.status_code == 302, answer.content.decode()
    return ExplorerCall.objects.get(pk=answer["Location"].split("/")[-2])


def test_call_becomes_a_tracked_remix(browser_of: Client, person: Person) -> None:
    upload = make_upload(person)

    call = send(browser_of, upload=str(upload.pk), prompt="warm house", lyrics="la la")

    remix = Remix.objects.get()
    assert (remix.person, remix.upload, remix.prompt) == (person, upload, "warm house")
    assert (call.remix, call.status, call.upload) == (remix, 200, upload)
    assert f'"task_id": "{remix.pk}"' in call.body
    assert ["Content-Type", "application/json"] in call.headers


def test_call_without_a_song_of_ones_own_takes_the_sample(browser_of: Client) -> None:
    call = send(browser_of)

    assert call.upload is not None
    assert call.upload.is_sample
    assert vault.has(call.upload.sha256)
    assert call.file == {
        "field": "audio_file",
        "name": "paper-lanterns.mp3",
        "mime": "audio/mpeg",
        "size": call.upload.size,
    }


def test_callback_address_reaches_the_api_as_a_programs_would(browser_of: Client) -> None:
    send(browser_of, webhook_url="https://hooks.example.com/a")

    assert Call.objects.get().webhook_url == "https://hooks.example.com/a"


def test_pressing_twice_is_one_call(browser_of: Client) -> None:
    form = {**filled(), **SEND}

    first, second = (browser_of.post(SENT_TO, form)["Location"] for _ in range(2))
    third = browser_of.post(SENT_TO, {**form, "prompt": "something else"})["Location"]

    assert first == second != third
    assert (ExplorerCall.objects.count(), Remix.objects.count()) == (2, 2)


def test_call_that_was_cut_off_is_made_again_and_stays_one(browser_of: Client) -> None:
    form = {**filled(), **SEND}
    browser_of.post(SENT_TO, form)
    # the desk stopped between the order and the row that keeps its reply
    ExplorerCall.objects.update(status=None, remix=None, body="")

    browser_of.post(SENT_TO, form)

    assert ExplorerCall.objects.get().status == 200
    assert Remix.objects.count() == 1


def test_refusal_of_the_api_is_kept_with_its_words(
    browser_of: Client, person: Person, settings: Settings
) -> None:
    upload = make_upload(person)
    # the owner has lowered the limit since
    settings.REMIX_MAX_UPLOAD_BYTES = 1

    call = send(browser_of, upload=str(upload.pk))

    assert (call.status, call.remix) == (413, None)
    page = browser_of.get(call.get_absolute_url()).content.decode()
    assert "413" in page
    assert "The request is too large" in page
    assert "Nothing was ordered and nothing was spent." in page


def test_song_whose_bytes_are_gone_is_said_at_the_form(browser_of: Client, person: Person) -> None:
    upload = make_upload(person)
    vault.drop(upload.sha256)

    answer = browser_of.post(SENT_TO, {**filled(upload=str(upload.pk)), **SEND})

    assert "The file of this song is missing here" in answer.content.decode()
    assert not ExplorerCall.objects.exists()


def test_saved_call_is_a_link_for_the_team(browser_of: Client, signed_in: SignIn) -> None:
    call = send(browser_of, webhook_url="https://hooks.example.com/secret", prompt="seen by all")

    own = browser_of.get(call.get_absolute_url()).content
    other = signed_in(make_person()).get(call.get_absolute_url()).content

    assert "prompt=seen by all" in shown(other)
    assert "hooks.example.com/secret" in shown(own)
    assert b"hooks.example.com" not in other


def test_call_hides_with_its_remix(browser_of: Client, signed_in: SignIn) -> None:
    call = send(browser_of)
    browser_of.post(f"/remixes/{call.remix_id}/trash/")
    path = call.get_absolute_url()

    stranger, owner = signed_in(make_person()), signed_in(make_owner())

    assert [one.get(path).status_code for one in (browser_of, owner, stranger)] == [200, 200, 404]
    assert stranger.get(f"{path}live/").status_code == 404
    assert str(call.pk) not in stranger.get("/explorer/calls/").content.decode()


def test_earlier_call_can_be_changed_and_sent_again(browser_of: Client, person: Person) -> None:
    upload = make_upload(person, duration_s=40.0)
    said = {"mode": "INPAINT", "replace_start_at": "0:16.5", "replace_end_at": "24", "title": "X"}
    call = send(browser_of, upload=str(upload.pk), spelling="current", gender="female", **said)

    answer = browser_of.get(f"{EXPLORER}?call={call.pk}")

    form = answer.context["form"]
    told = {name: form[name].value() for name in (*said, "spelling", "gender", "prompt")}
    assert told == {
        **said,
        "replace_end_at": "0:24",
        "spelling": "current",
        "gender": "female",
        "prompt": "warm house",
    }
    assert answer.context["chosen"] == upload
    assert "replace_start_at=16.5" in shown(answer.content)


def test_callback_address_is_not_handed_to_others(browser_of: Client, signed_in: SignIn) -> None:
    call = send(browser_of, webhook_url="https://hooks.example.com/secret")
    again = f"{EXPLORER}?call={call.pk}"

    assert b"hooks.example.com/secret" in browser_of.get(again).content
    assert b"hooks.example.com/secret" not in signed_in(make_person()).get(again).content


def test_list_shows_the_teams_and_ones_own(browser_of: Client, signed_in: SignIn) -> None:
    mine = send(browser_of, prompt="mine")
    browser = signed_in(make_person())
    theirs = send(browser, prompt="theirs")

    everybodys = browser.get("/explorer/calls/").context["page"]
    own = browser.get("/explorer/calls/?whose=mine").context["page"]

    assert list(everybodys) == [theirs, mine]
    assert list(own) == [theirs]

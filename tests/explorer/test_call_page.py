"""The page of a call: both exchanges, the webhook bodies as they come, the players; no secrets."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from remixes import record
from remixes.models import Call, Callback, ExplorerCall, Person, Remix, Status
from tests.explorer.conftest import EXPLORER, SignIn
from tests.makers import (
    make_conversion,
    make_explorer_call,
    make_owner,
    make_person,
    make_remix,
    make_submission,
    mp3_bytes,
)
from tests.queries import cost_of

pytestmark = pytest.mark.django_db
TOKEN = "a-token-nobody-may-read"


@pytest.fixture
def call(person: Person) -> ExplorerCall:
    """Accepted, sent on to the service, which is still at it."""
    return make_explorer_call(person, make_remix(person, status=Status.SUBMITTED))


def remix_of(call: ExplorerCall) -> Remix:
    assert call.remix is not None
    return call.remix


def live(browser: Client, call: ExplorerCall) -> str:
    """The part of the page that follows the job."""
    return browser.get(f"{call.get_absolute_url()}live/").content.decode()


def test_both_exchanges_are_shown(browser_of: Client, call: ExplorerCall) -> None:
    sent = {"method": "POST", "url": "https://service.example/Remix", "fields": {"mode": "REMIX"}}
    make_submission(remix_of(call), request=sent, reply='{"task_id": "from-the-service"}')

    page = browser_of.get(call.get_absolute_url()).content.decode()

    assert "HTTP/1.1 200" in page
    assert "answered in 12 ms" in page
    assert "https://service.example/Remix" in page
    assert "from-the-service" in page


def test_webhook_bodies_appear_as_they_come(browser_of: Client, call: ExplorerCall) -> None:
    submission = make_submission(remix_of(call), task_id="t1", conversion_ids=["c1", "c2"])
    before = live(browser_of, call)
    body = {"success": True, "task_id": "t1", "conversion_id": "c1", "title": "Awning & <b>"}

    record.receive(submission, json.dumps(body).encode(), "application/json")
    after = live(browser_of, call)
    record.receive(submission, b"<html>no json</html>", "text/html")
    odd = live(browser_of, call)

    assert "They appear here by themselves" in before
    assert "Callback 1" in after
    assert "Awning &amp; &lt;b&gt;" in after
    assert "A version · " in after
    assert "Applied" in after
    assert "Callback 2" in odd
    assert "Unreadable" in odd


def test_own_callbacks_are_shown_with_what_became_of_them(
    browser_of: Client, call: ExplorerCall
) -> None:
    remix = remix_of(call)
    owed = Call.objects.create(
        remix=remix, person=remix.person, feature="REMIX", webhook_url="https://x.example/secret"
    )
    Callback.objects.create(
        call=owed,
        version_id=remix.version_1_id,
        kind="version",
        body='{"title": "Awning"}',
        attempts=2,
        tried_at=timezone.now(),
        last_status=503,
        last_error="The address answered with 503.",
    )

    part = live(browser_of, call)

    assert "Callbacks of this desk" in part
    assert "failing · HTTP 503 · tried 2 times" in part
    assert "Awning" in part
    assert "x.example" not in part


def test_own_callbacks_are_nobody_elses(call: ExplorerCall, signed_in: SignIn) -> None:
    remix = remix_of(call)
    owed = Call.objects.create(
        remix=remix, person=remix.person, feature="REMIX", webhook_url="https://x.example/secret"
    )
    Callback.objects.create(
        call=owed,
        version_id=remix.version_1_id,
        kind="version",
        body="{}",
        last_error="No connection to x.example.",
    )

    others = live(signed_in(make_person()), call)
    owners = live(signed_in(make_owner()), call)

    assert "x.example" not in others
    assert "No connection to x.example." in owners


def test_own_callbacks_have_their_place_before_the_first(
    browser_of: Client, call: ExplorerCall
) -> None:
    remix = remix_of(call)
    without = live(browser_of, call)

    Call.objects.create(
        remix=remix,
        person=remix.person,
        feature="REMIX",
        webhook_url="https://x.example/secret",
        next_action_at=timezone.now(),
    )
    part = live(browser_of, call)

    assert "Callbacks of this desk" not in without
    assert "Each version is told as soon as its files are here." in part


def test_secrets_are_masked_wherever_they_stand(
    browser_of: Client, call: ExplorerCall, settings: Settings
) -> None:
    key = settings.REMIX_SERVICES["main"]["key"]
    hook = f"https://desk.example.org/webhooks/remix/{TOKEN}/"
    submission = make_submission(
        remix_of(call),
        request={"headers": {"Authorization": key}, "fields": {"webhook_url": hook}},
        reply=json.dumps({"task_id": "t", "webhook_url": hook, "key": key}),
        task_id="t",
    )
    record.receive(submission, json.dumps({"task_id": "t", "hook": hook}).encode(), "")

    page = browser_of.get(call.get_absolute_url()).content.decode()

    assert page.count("/webhooks/remix/***") == 3
    assert TOKEN not in page
    assert key not in page


def test_players_come_when_the_versions_do(browser_of: Client, call: ExplorerCall) -> None:
    remix = remix_of(call)
    submission = make_submission(remix)
    waiting = live(browser_of, call)
    for version in (1, 2):
        sound = mp3_bytes(0.5, 300.0 * version)
        make_conversion(remix, version, submission=submission, mp3=sound)
    Remix.objects.filter(pk=remix.pk).update(status=Status.DONE, rested_at=timezone.now())
    ready = live(browser_of, call)

    assert "data-final" not in waiting
    assert waiting.count("data-pending") == 2
    assert "data-pending" not in ready
    assert 'id="take-1"' in ready
    assert 'id="take-2"' in ready
    assert ready.count("?download=1") == 2
    assert "data-final" in ready


def test_page_that_has_not_changed_is_not_sent_again(
    browser_of: Client, call: ExplorerCall
) -> None:
    path = f"{call.get_absolute_url()}live/"
    first = browser_of.get(path)

    again = browser_of.get(path, headers={"If-None-Match": first["ETag"]})
    Remix.objects.filter(pk=remix_of(call).pk).update(status=Status.FAILED)
    changed = browser_of.get(path, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, changed.status_code) == (304, 200)


def test_call_that_was_never_answered_says_so(browser_of: Client, person: Person) -> None:
    call = make_explorer_call(person, status=None, body="")

    assert "No reply was kept" in browser_of.get(call.get_absolute_url()).content.decode()


def test_unknown_call_is_not_found(browser_of: Client) -> None:
    nobody = "4f1c0a3e-7f0a-4f57-8a39-6c1c5f2f9e11"

    for path in (f"{EXPLORER}{nobody}/", f"{EXPLORER}{nobody}/live/"):
        assert browser_of.get(path).status_code == 404


def test_pages_have_their_methods(browser_of: Client, call: ExplorerCall) -> None:
    path = call.get_absolute_url()

    for one in (path, f"{path}live/", "/explorer/calls/", "/explorer/gallery/"):
        assert browser_of.post(one).status_code == 405
    for one in ("/explorer/request/", "/explorer/gallery/forest/"):
        assert browser_of.get(one).status_code == 405


def test_list_asks_as_often_for_many_as_for_few(browser_of: Client) -> None:
    costs = []
    for more in (3, 25):
        for _ in range(more):
            make_explorer_call(make_person())
        costs.append(cost_of(browser_of, "/explorer/calls/"))

    assert costs[0] == costs[1]

"""What people see of callbacks and may do about them."""

from __future__ import annotations

import re
from html import unescape

import django_rq
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from remixes.models import Call, Callback, Person, SigningKey
from tests.callbacks.conftest import Ordered, again, finish_version, secret_of, send_due, tell_all
from tests.callbacks.receiver import Receiver
from tests.makers import make_owner, make_person, make_viewer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("redis")]


def page(person: Person, address: str) -> str:
    client = Client()
    client.force_login(person)
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(re.sub(r"\s+", " ", answer.content.decode()))


def press(person: Person, callback: Callback) -> int:
    client = Client()
    client.force_login(person)
    return int(client.post(reverse("callback_resend", args=[callback.pk])).status_code)


def test_maker_sees_what_the_program_was_told(owed: Callback, receiver: Receiver) -> None:
    receiver.answers_next(503)
    send_due()

    shown = page(owed.call.person, owed.call.remix.get_absolute_url())

    assert "Not taken yet" in shown
    assert "The receiver answered 503." in shown
    assert "Next try" in shown
    assert owed.message_id in shown


def test_address_is_shown_without_what_may_be_secret(owed: Callback, receiver: Receiver) -> None:
    shown = page(owed.call.person, owed.call.remix.get_absolute_url())

    assert f"{receiver.url.rpartition('/')[0]}/…" in shown
    assert "key=secret" not in shown


def test_owner_sees_them_and_others_do_not(owed: Callback) -> None:
    address = owed.call.remix.get_absolute_url()

    assert owed.message_id in page(make_owner(), address)
    assert "Callbacks" not in page(make_person(), address)


def test_page_goes_on_looking_until_they_were_tried(owed: Callback, song: bytes) -> None:
    finish_version(owed.call.remix, 2, song)
    address = reverse("remix_live", args=[owed.call_id])
    before = page(owed.call.person, address)

    tell_all()
    send_due()

    assert "data-final" not in before
    assert "data-final" in page(owed.call.person, address)


def test_sending_again_is_the_same_body_under_the_same_id(
    owed: Callback, receiver: Receiver
) -> None:
    send_due()

    assert press(owed.call.person, owed) == 302
    rung = [job.args[0] for job in django_rq.get_queue("callbacks").jobs]
    send_due()

    first, second = receiver.got
    assert rung[-1] == str(owed.pk)
    assert (first.body, first.headers["webhook-id"]) == (second.body, second.headers["webhook-id"])
    assert again(owed).attempts == 2


def test_what_was_given_up_gets_a_fresh_day(owed: Callback, receiver: Receiver) -> None:
    Callback.objects.update(tries=8, attempts=8, given_up_at=timezone.now(), next_action_at=None)
    receiver.answers_next(500)

    press(make_owner(), owed)
    send_due()

    assert (again(owed).state, again(owed).attempts, again(owed).tries) == ("failing", 9, 1)


def test_only_its_person_and_owners_may_send_it_again(owed: Callback) -> None:
    send_due()

    assert press(make_person(), owed) == 404
    assert press(make_viewer(), owed) == 404
    assert again(owed).state == "delivered"


def test_who_became_a_viewer_sees_but_does_not_send(owed: Callback) -> None:
    send_due()
    person = owed.call.person
    person.role = "viewer"
    person.save()

    shown = page(person, owed.call.remix.get_absolute_url())

    assert owed.message_id in shown and "Send again" not in shown
    assert press(person, owed) == 404


def test_secret_is_shown_when_it_is_asked_for(person: Person, client: Client) -> None:
    client.force_login(person)

    before = client.get("/settings/callbacks/").content.decode()
    answer = client.post("/settings/callbacks/", {"do": "show"})

    assert secret_of(person) not in before
    assert secret_of(person) in unescape(answer.content.decode())
    assert "no-store" in answer["Cache-Control"]


def test_secret_can_be_changed(person: Person, client: Client) -> None:
    client.force_login(person)
    before = secret_of(person)

    shown = unescape(client.post("/settings/callbacks/", {"do": "change"}).content.decode())

    assert secret_of(person) != before
    assert secret_of(person) in shown and before not in shown
    assert SigningKey.objects.filter(person=person).count() == 2


def test_secret_page_needs_sign_in(client: Client) -> None:
    make_owner()

    assert client.get("/settings/callbacks/").status_code == 302


def test_operators_see_body_and_state(owed: Callback, admin_page_owner: Person) -> None:
    send_due()

    shown = page(admin_page_owner, reverse("admin:remixes_callback_change", args=[owed.pk]))

    assert str(owed.version_id) in shown and "conversion_path" in shown
    assert "key=secret" not in shown


def test_operators_send_again_from_the_list(owed: Callback, admin_page_owner: Person) -> None:
    send_due()
    client = Client()
    client.force_login(admin_page_owner)

    client.post(
        reverse("admin:remixes_callback_changelist"),
        {"action": "send_again", "_selected_action": [str(owed.pk)]},
    )

    assert again(owed).state == "waiting"


@pytest.fixture
def admin_page_owner(db: None) -> Person:
    return make_owner()


def test_call_without_an_address_shows_nothing(ordered: Ordered, song: bytes) -> None:
    call: Call = ordered(webhook_url="")
    finish_version(call.remix, 1, song)

    assert 'id="callbacks"' not in page(call.person, call.remix.get_absolute_url())

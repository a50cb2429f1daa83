"""Sending: signed, to a real server that fails in every way, and never less than once."""

from __future__ import annotations

import socket
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings
from standardwebhooks.webhooks import WebhookVerificationError

from remixes.actions.callbacks import change_secret
from remixes.jobs import call_back as sending
from remixes.jobs.call_back import GAPS_S, JITTER, call_back, gap_s
from remixes.models import Call, Callback, SigningKey
from tests.callbacks.conftest import again, secret_of, send_due
from tests.callbacks.receiver import Receiver

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("redis")]


def make_due(callback: Callback) -> None:
    Callback.objects.filter(pk=callback.pk).update(next_action_at=timezone.now(), delivered_at=None)


def test_callback_arrives_signed(owed: Callback, receiver: Receiver) -> None:
    send_due()

    got = receiver.got[0]
    assert got.verified(secret_of(owed.call.person))["task_id"] == str(owed.call_id)
    assert got.headers["webhook-id"] == owed.message_id
    assert got.path == "/hook?key=secret"
    assert again(owed).state == "delivered"


def test_changed_body_does_not_verify(owed: Callback, receiver: Receiver) -> None:
    send_due()

    got = receiver.got[0]
    forged = type(got)(got.path, got.headers, got.body.replace(b"true", b"false", 1))

    with pytest.raises(WebhookVerificationError):
        forged.verified(secret_of(owed.call.person))


def test_after_a_change_both_secrets_verify_for_a_day(owed: Callback, receiver: Receiver) -> None:
    before = secret_of(owed.call.person)
    after = change_secret(owed.call.person).secret

    send_due()
    SigningKey.objects.filter(replaced_at__isnull=False).update(
        replaced_at=timezone.now() - timedelta(hours=25)
    )
    make_due(owed)
    send_due()

    first, second = receiver.got
    assert before != after
    assert first.verified(before) == first.verified(after) == second.verified(after)
    with pytest.raises(WebhookVerificationError):
        second.verified(before)


@pytest.mark.parametrize("status", [500, 503, 404, 302, 401])
def test_whatever_is_not_2xx_is_tried_again_under_the_same_id(
    owed: Callback, receiver: Receiver, status: int
) -> None:
    receiver.answers_next(status, Location=receiver.url)
    send_due()
    failing = again(owed)

    make_due(owed)
    send_due()

    assert (failing.last_status, failing.state) == (status, "failing")
    assert len(receiver.got) == 2
    assert receiver.got[0].headers["webhook-id"] == receiver.got[1].headers["webhook-id"]
    assert receiver.got[0].body == receiver.got[1].body
    assert (again(owed).attempts, again(owed).state) == (2, "delivered")


def test_410_ends_it(owed: Callback, receiver: Receiver) -> None:
    receiver.answers_next(410)

    send_due()
    send_due()

    assert len(receiver.got) == 1
    assert (again(owed).state, again(owed).last_status) == ("given up", 410)


def test_429_waits_as_long_as_it_was_told(owed: Callback, receiver: Receiver) -> None:
    receiver.answers_next(429, Retry_After="90")

    send_due()

    next_at = again(owed).next_action_at
    assert next_at and timedelta(seconds=85) < next_at - timezone.now() < timedelta(seconds=91)


def test_silent_receiver_is_left_after_the_deadline(
    owed: Callback, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "DEADLINE_S", 0.1)
    receiver.is_silent.set()

    send_due()

    assert (again(owed).state, again(owed).last_status) == ("failing", None)
    assert again(owed).last_error


def test_receiver_that_is_away_is_tried_again(owed: Callback, free_port: int) -> None:
    Call.objects.update(webhook_url=f"http://127.0.0.1:{free_port}/hook")

    send_due()

    assert again(owed).state == "failing"
    assert "127.0.0.1" in again(owed).last_error


def test_gaps_grow_over_about_a_day() -> None:
    gaps = [gap_s(tries, None) for tries in range(1, len(GAPS_S) + 1)]

    assert all(gap and abs(gap - of) <= of * JITTER for gap, of in zip(gaps, GAPS_S, strict=True))
    assert 20 * 3600 < sum(GAPS_S) < 26 * 3600
    assert gap_s(len(GAPS_S) + 1, None) is None


def test_no_retry_after_makes_it_sooner_or_wait_for_days() -> None:
    assert (gap_s(2, 1.0) or 0) >= GAPS_S[1] * (1 - JITTER)
    assert (gap_s(1, 5 * 86_400.0) or 0) == sending.LONGEST_RETRY_AFTER_S


def test_after_the_last_attempt_it_is_given_up(owed: Callback, receiver: Receiver) -> None:
    Callback.objects.update(tries=len(GAPS_S), attempts=len(GAPS_S))
    receiver.answers_next(500)

    send_due()

    assert (again(owed).state, again(owed).next_action_at) == ("given up", None)


def test_worker_killed_between_sending_and_writing_sends_again_with_the_same_id(
    owed: Callback, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(sending, "_keep", killed)
        call_back(str(owed.pk))
    held = again(owed)
    make_due(owed)
    send_due()

    assert held.state == "waiting"
    assert held.next_action_at and held.next_action_at < timezone.now() + timedelta(minutes=1)
    assert len({one.headers["webhook-id"] for one in receiver.got}) == 1 < len(receiver.got)


def test_two_workers_are_one_sender(owed: Callback, receiver: Receiver) -> None:
    def work() -> None:
        call_back(str(owed.pk))
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert (len(receiver.got), again(owed).attempts) == (1, 1)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "private.example"])
def test_private_addresses_are_refused_at_connect_time(
    owed: Callback,
    receiver: Receiver,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    host: str,
) -> None:
    settings.REMIX_ENGINE_CALLBACK_LOOPBACK = False
    names(monkeypatch, "private.example", "127.0.0.1")
    Call.objects.update(webhook_url=receiver.url.replace("127.0.0.1", host))

    send_due()

    assert receiver.got == []
    assert again(owed).state == "given up"
    assert "private network" in again(owed).last_error


def names(monkeypatch: pytest.MonkeyPatch, host: str, address: str) -> None:
    """This machine's resolver knows `host` by `address`, as a hostile one might."""
    real = socket.getaddrinfo

    def look_up(name: str, *args: object, **how: object) -> object:
        return real(address if name == host else name, *args, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


def test_operator_may_name_a_private_place(
    owed: Callback, receiver: Receiver, settings: Settings
) -> None:
    settings.REMIX_ENGINE_CALLBACK_LOOPBACK = False
    settings.REMIX_FETCH_ALLOW = (receiver.url.split("/")[2],)

    send_due()

    assert again(owed).state == "delivered"


def test_nothing_is_sent_for_somebody_who_left(owed: Callback, receiver: Receiver) -> None:
    owed.call.person.is_active = False
    owed.call.person.save(update_fields=["is_active"])

    send_due()

    assert receiver.got == []
    assert again(owed).state == "given up"


def test_database_alone_does_not_hold_the_secret(owed: Callback, settings: Settings) -> None:
    before = secret_of(owed.call.person)

    settings.SECRET_KEY = "another installation with a copy of the database"

    assert secret_of(owed.call.person) != before

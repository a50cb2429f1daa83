"""Webhooks: what is told, when, how often, and to whom never."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from remixes.engine import callbacks, limits, sweep
from remixes.engine.models import Callback, Task
from tests.engine.http.conftest import HERE, Caller, fetch
from tests.engine.http.receiver import Receiver

pytestmark = pytest.mark.django_db(transaction=True)
Work = Callable[[], None]


def let_time_pass() -> None:
    """The waiting time of every owed callback is over."""
    Callback.objects.owed().update(next_at=timezone.now() - timedelta(seconds=1))


def test_each_version_is_told_as_soon_as_it_is_ready(
    caller: Caller, song: bytes, work: Work, receiver: Receiver
) -> None:
    reply = caller.order(song, webhook_url=f"{receiver.url}/hook", title="Ours", lyrics="Lä la")

    work()

    told = caller.by_id(reply["task_id"])
    bodies = {body["conversion_id"]: body for body in receiver.bodies}
    assert set(bodies) == {reply["conversion_id_1"], reply["conversion_id_2"]}
    body = bodies[reply["conversion_id_2"]]
    assert body["success"] is True
    assert (body["conversion_type"], body["subtype"]) == ("Remix", "remix")
    assert (body["task_id"], body["title"]) == (reply["task_id"], "Ours 2")
    assert body["conversion_path"] == told["conversion_path_2"]
    assert body["conversion_path_wav"] == told["conversion_path_wav_2"]
    assert (body["conversion_duration"], body["is_flagged"], body["reason"]) == (0.5, False, "")
    assert json.loads(body["lyrics_timestamped"])[0]["text"] == body["lyrics"] == "Lä la"
    assert set(receiver.types) == {"application/json"}
    assert not Callback.objects.owed().exists()


def test_the_files_can_be_fetched_when_the_webhook_comes(
    caller: Caller, song: bytes, work: Work, receiver: Receiver
) -> None:
    caller.order(song, webhook_url=receiver.url)
    sizes: list[int] = []
    receiver.on_post = lambda body: sizes.append(len(fetch(body["conversion_path"])[1]))

    work()

    assert sizes == [5003, 5003]


def test_lyrics_are_told_alone_where_they_are_asked_for(
    caller: Caller, song: bytes, work: Work, receiver: Receiver
) -> None:
    caller.order(song, webhook_url=receiver.url, lyrics_timestamps="True", lyrics="La")

    work()

    lyrics = receiver.of("lyrics_timestamped")
    assert len(lyrics) == len(receiver.of("remix")) == 2
    assert "title" not in lyrics[0]
    assert "conversion_path" not in lyrics[0]
    assert json.loads(lyrics[0]["lyrics_timestamped"])[0]["text"] == "La"


def test_without_an_address_nothing_is_owed(caller: Caller, song: bytes, work: Work) -> None:
    caller.order(song, webhook_url="")

    work()

    assert not Callback.objects.exists()


def test_a_failure_is_told_for_every_conversion(
    caller: Caller, song: bytes, work: Work, receiver: Receiver, settings: Settings
) -> None:
    settings.REMIX_ENGINE_RENDERER = f"{HERE}.unrenderable"
    reply = caller.order(song, webhook_url=receiver.url)

    work()
    sweep.sweep()

    assert {body["conversion_id"] for body in receiver.bodies} == {
        reply["conversion_id_1"],
        reply["conversion_id_2"],
    }
    for body in receiver.bodies:
        assert body["success"] is False
        assert body["message"] == body["reason"] == "This song is silent."
        assert body["conversion_path"] == ""


def test_a_failure_is_told_only_for_what_is_missing(
    caller: Caller, song: bytes, work: Work, receiver: Receiver, settings: Settings
) -> None:
    settings.REMIX_ENGINE_RENDERER = f"{HERE}.second_fails"
    reply = caller.order(song, webhook_url=receiver.url)

    work()
    sweep.sweep()

    told = {body["conversion_id"]: body["success"] for body in receiver.bodies}
    assert told == {reply["conversion_id_1"]: True, reply["conversion_id_2"]: False}


def test_a_cancel_is_told_too(caller: Caller, song: bytes, work: Work, receiver: Receiver) -> None:
    task_id = caller.order(song, webhook_url=receiver.url)["task_id"]
    caller.cancel(task_id)

    sweep.sweep()

    assert [body["reason"] for body in receiver.bodies] == ["Cancelled on request."] * 2
    assert receiver.bodies[0]["status"] == "FAILED"


@pytest.mark.parametrize("status", [500, 404, 302, 429])
def test_what_is_not_answered_2xx_is_sent_again_until_it_is(
    caller: Caller, song: bytes, work: Work, receiver: Receiver, status: int
) -> None:
    caller.order(song, webhook_url=receiver.url)
    receiver.answers = [status, status]

    work()
    first = len(receiver.bodies)
    sweep.sweep()
    too_early = len(receiver.bodies)
    let_time_pass()
    sweep.sweep()

    assert (first, too_early, len(receiver.bodies)) == (2, 2, 4)
    assert receiver.bodies[0] in receiver.bodies[2:]
    assert not Callback.objects.owed().exists()


def test_a_receiver_that_never_answers_well_is_given_up(
    caller: Caller, song: bytes, work: Work, receiver: Receiver
) -> None:
    caller.order(song, webhook_url=receiver.url)
    receiver.answers = [500] * 100
    work()

    for _ in range(20):
        let_time_pass()
        sweep.sweep()

    assert len(receiver.bodies) == 2 * limits.CALLBACK_ATTEMPTS
    callback = Callback.objects.first()
    assert callback is not None
    assert callback.given_up_at
    assert (callback.attempts, callback.last_status) == (limits.CALLBACK_ATTEMPTS, 500)


def test_the_gaps_grow_and_are_capped(settings: Settings) -> None:
    settings.REMIX_RETRY_BASE_S, settings.REMIX_RETRY_CAP_S = 2, 60

    gaps = [callbacks.gap_s(attempts) for attempts in range(1, 9)]

    assert gaps == [2, 4, 8, 16, 32, 60, 60, 60]


def test_a_receiver_that_is_away_costs_no_result(caller: Caller, song: bytes, work: Work) -> None:
    task_id = caller.order(song, webhook_url="http://127.0.0.1:9999/hook")["task_id"]

    work()

    assert caller.by_id(task_id)["status"] == "COMPLETED"
    assert Callback.objects.owed().count() == 2


def test_loopback_is_not_called_unless_it_is_allowed(
    caller: Caller, song: bytes, work: Work, receiver: Receiver, settings: Settings
) -> None:
    settings.REMIX_ENGINE_CALLBACK_LOOPBACK = False
    caller.order(song, webhook_url=receiver.url)

    work()
    let_time_pass()
    sweep.sweep()

    assert receiver.bodies == []
    assert Callback.objects.filter(given_up_at__isnull=False).count() == 2


def test_our_own_site_is_called_wherever_it_is(
    caller: Caller, song: bytes, work: Work, receiver: Receiver, settings: Settings
) -> None:
    settings.REMIX_ENGINE_CALLBACK_LOOPBACK = False
    settings.PUBLIC_URL = receiver.url.replace("127.0.0.1", "localhost")
    caller.order(song, webhook_url=f"{settings.PUBLIC_URL}/webhooks/remix/token/")

    work()

    assert len(receiver.bodies) == 2


def test_two_senders_send_once(caller: Caller, song: bytes, work: Work, receiver: Receiver) -> None:
    caller.order(song, webhook_url=receiver.url)
    caller.cancel(str(Task.objects.get().pk))
    (first, _) = Callback.objects.values_list("pk", flat=True)

    callbacks.send_all([first] * 8, lanes=8)

    assert len(receiver.bodies) == 1

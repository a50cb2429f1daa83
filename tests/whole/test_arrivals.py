"""However a result comes, late, twice, first or by itself, it is paid once and saved whole."""

from __future__ import annotations

import hashlib
import json
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from tests.service import FakeService, Fault, FileFault, Pace, Task, tone_mp3, tone_wav
from tests.whole.conftest import task_of
from tests.whole.desk import Desk, uuid_in, wait_for, wish


def whole_files(service: FakeService, task: Task) -> list[str]:
    """SHA-256 of mp3 and wav of each of the task's songs, as the service serves them."""
    return [
        hashlib.sha256(make(service.seconds, service.pitch_of(each))).hexdigest()
        for each in task.conversions
        for make in (tone_mp3, tone_wav)
    ]


def saved_files(desk: Desk, remix: str) -> list[str]:
    return [hashlib.sha256(path.read_bytes()).hexdigest() for path in desk.saved(remix)]


def test_a_remix_comes_home_by_webhook(desk: Desk, service: FakeService, song: str) -> None:
    service.eta = 600
    service.pace = Pace(first_s=0.5, second_s=1.0)

    remix = desk.order(song, "warm house")
    desk.wait_for_step(remix, "ready")

    task = task_of(service, "warm house")
    assert desk.moves(remix) == ["QUEUED", "SENDING", "SUBMITTED", "PARTIAL", "DONE"]
    assert saved_files(desk, remix) == whole_files(service, task)
    assert task.asked == 0


def test_a_song_given_with_the_form_is_what_the_service_gets(
    desk: Desk, service: FakeService
) -> None:
    content = tone_mp3(2.0, 523.0)
    form = desk.browser.form("/remixes/new/", "/remixes/new/")

    answer = desk.browser.send(form, wish("with a file"), ("Ünïcode 東京.mp3", content))

    task = task_of(service, "with a file")
    assert task.file is not None
    assert (task.file.name, task.file.size) == ("Ünïcode 東京.mp3", len(content))
    desk.wait_for_step(uuid_in(answer), "ready")


def test_lost_webhooks_are_made_up_for_by_asking(
    desk: Desk, service: FakeService, song: str
) -> None:
    service.pace = Pace(webhooks="")

    remix = desk.order(song, "no webhooks")
    desk.wait_for_step(remix, "ready")

    task = task_of(service, "no webhooks")
    assert task.asked > 0
    assert saved_files(desk, remix) == whole_files(service, task)


def test_a_lost_reply_is_made_up_for_by_the_webhook(
    desk: Desk, service: FakeService, song: str
) -> None:
    service.pace, service.has_by_user = None, False
    service.next_submit(Fault.DROP_AFTER_ACCEPT)
    remix = desk.order(song, "reply lost")
    task = task_of(service, "reply lost")
    desk.wait_for_step(remix, "unconfirmed")

    service.finish(task)
    statuses = service.send_webhooks(task)

    desk.wait_for_step(remix, "ready")
    assert statuses == [200, 200]
    assert saved_files(desk, remix) == whole_files(service, task)


def test_a_lost_reply_without_webhooks_is_found_in_the_account(
    desk: Desk, service: FakeService, song: str
) -> None:
    service.pace = Pace(first_s=1.0, second_s=1.5, webhooks="")
    service.next_submit(Fault.GATEWAY_AFTER_ACCEPT)

    remix = desk.order(song, "reply and webhooks lost")
    desk.wait_for_step(remix, "ready")

    task = task_of(service, "reply and webhooks lost")
    assert "UNCONFIRMED" in desk.moves(remix)
    assert saved_files(desk, remix) == whole_files(service, task)


def test_webhooks_may_come_before_the_reply(desk: Desk, service: FakeService, song: str) -> None:
    service.next_submit(Fault.WEBHOOKS_FIRST)

    remix = desk.order(song, "webhooks first")
    desk.wait_for_step(remix, "ready")

    task = task_of(service, "webhooks first")
    assert [sent.status for sent in service.sent if sent.url == task.webhook_url] == [200, 200]
    assert saved_files(desk, remix) == whole_files(service, task)


def test_twenty_five_copies_of_a_webhook_at_once_are_one_result(
    desk: Desk, service: FakeService, song: str
) -> None:
    service.pace = None
    remix = desk.order(song, "many copies")
    task = task_of(service, "many copies")
    bodies = [service.webhook_body(task, "W1", number) for number in (1, 2) for _ in range(25)]

    with ThreadPoolExecutor(16) as senders:
        statuses = list(senders.map(lambda body: service.deliver(task.webhook_url, body), bodies))

    desk.wait_for_step(remix, "ready")
    assert statuses == [200] * 50
    assert saved_files(desk, remix) == whole_files(service, task)
    seen = "SELECT seen FROM remixes_delivery WHERE body LIKE ?"
    assert desk.rows(seen, f"%{task.id}%".encode()) == [(25,), (25,)]


def test_one_flagged_version_leaves_the_other(desk: Desk, service: FakeService, song: str) -> None:
    service.pace = None
    remix = desk.order(song, "one is flagged")
    task = task_of(service, "one is flagged")

    service.send_webhook(task, "flagged", 1)
    service.send_webhook(task, "W1", 2)

    desk.wait_for_step(remix, "ready")
    assert saved_files(desk, remix) == whole_files(service, task)[2:]
    assert task.conversions[0].reason in desk.browser.get(f"/remixes/{remix}/").text


def test_a_form_sent_twice_at_once_is_one_remix(
    desk: Desk, service: FakeService, song: str
) -> None:
    form = desk.browser.form(f"/remixes/new/?upload={song}", "/remixes/new/")

    with ThreadPoolExecutor(2) as hands:
        sent = [hands.submit(desk.browser.send, form, wish("double click")) for _ in range(2)]

    first, second = (uuid_in(each.result()) for each in sent)
    assert first == second
    desk.wait_for_step(first, "ready")
    assert desk.submissions(first) == 1


@pytest.fixture
def canary() -> Iterator[tuple[int, threading.Event]]:
    """A port of this machine that nobody may touch, and whether somebody did."""
    touched = threading.Event()
    with closing(socket.create_server(("127.0.0.1", 0))) as server:

        def listen() -> None:
            try:
                server.accept()[0].close()
                touched.set()
            except OSError:
                return

        threading.Thread(target=listen, daemon=True).start()
        yield server.getsockname()[1], touched
        server.shutdown(socket.SHUT_RDWR)


def test_a_result_link_into_this_machine_is_never_followed(
    desk: Desk, service: FakeService, song: str, canary: tuple[int, threading.Event]
) -> None:
    service.pace = None
    port, touched = canary
    remix = desk.order(song, "link inward")
    task = task_of(service, "link inward")

    for number in (1, 2):
        body = json.loads(service.webhook_body(task, "W1", number))
        body["conversion_path"] = f"http://127.0.0.1:{port}/{number}.mp3"
        body["conversion_path_wav"] = f"http://localhost:{port}/{number}.wav"
        task.conversions[number - 1].is_ready = False
        service.send_body(task.webhook_url, json.dumps(body).encode())

    problem = "SELECT 1 FROM remixes_conversion WHERE archive_problem > '' AND mp3_url LIKE ?"
    wait_for(lambda: len(desk.rows(problem, f"%:{port}/%")) == 2)
    assert not touched.is_set()
    # the service names its own host in the end, and that is copied
    service.finish(task)
    desk.wait_for_step(remix, "ready")
    assert saved_files(desk, remix) == whole_files(service, task)
    assert not touched.is_set()


def test_a_result_that_drips_is_dropped_and_fetched_again(
    desk: Desk, service: FakeService, song: str
) -> None:
    service.next_file(FileFault.DRIP)

    remix = desk.order(song, "dripping")
    desk.wait_for_step(remix, "ready")

    task = task_of(service, "dripping")
    # the wav is enough to be ready; its mp3 follows
    wait_for(lambda: saved_files(desk, remix) == whole_files(service, task))

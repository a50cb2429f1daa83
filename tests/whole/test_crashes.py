"""Anything may be killed at any moment: nothing is lost, nothing is paid for twice."""

from __future__ import annotations

import time

from redis import Redis

from remixsite.data_dir import redis_socket
from tests.service import FakeService, Fault, FileFault, Pace
from tests.whole import processes
from tests.whole.conftest import task_of
from tests.whole.desk import Desk, wait_for
from tests.whole.test_arrivals import saved_files, whole_files


def test_a_worker_killed_while_it_sends_never_sends_again(
    desk: Desk, service: FakeService, song: str
) -> None:
    service.pace, service.has_by_user = None, False
    service.next_submit(Fault.SILENT_AFTER_ACCEPT)
    remix = desk.order(song, "killed while sending")
    task = task_of(service, "killed while sending")

    processes.crash(desk.horse("submit"))
    desk.wait_for_step(remix, "unconfirmed")
    service.finish(task)
    service.send_webhooks(task)

    desk.wait_for_step(remix, "ready")
    assert desk.submissions(remix) == 1
    assert saved_files(desk, remix) == whole_files(service, task)


def test_a_worker_killed_while_it_saves_is_made_up_for_within_seconds(
    desk: Desk, service: FakeService, song: str
) -> None:
    service.next_file(FileFault.DRIP)
    before = len(service.downloads)
    remix = desk.order(song, "killed while saving")
    wait_for(lambda: len(service.downloads) > before)

    processes.crash(desk.horse("archive"))
    killed_at = time.monotonic()
    desk.wait_for_step(remix, "ready")

    assert time.monotonic() - killed_at < 25
    task = task_of(service, "killed while saving")
    assert saved_files(desk, remix) == whole_files(service, task)


def test_a_forgetful_redis_costs_only_time(desk: Desk, service: FakeService, song: str) -> None:
    service.pace = None
    ahead = [desk.order(song, f"takes a slot {number}") for number in (1, 2)]
    tasks = [task_of(service, f"takes a slot {number}") for number in (1, 2)]
    waiting = desk.order(song, "waits for a slot")
    assert desk.step(waiting) == "waiting"

    with Redis(unix_socket_path=str(redis_socket(desk.folder / "var"))) as redis:
        redis.flushall()
    service.pace = Pace()
    for task in tasks:
        service.finish(task)

    for remix in (*ahead, waiting):
        desk.wait_for_step(remix, "ready")


def test_a_killed_redis_comes_back(desk: Desk, service: FakeService, song: str) -> None:
    (server,) = [
        pid for pid in processes.children(desk.pid) if "unixsocket" in processes.command(pid)
    ]

    processes.crash(server)
    remix = desk.order(song, "without a bell")

    desk.wait_for_step(remix, "ready")


def test_a_killed_desk_goes_on_where_it_was(desk: Desk, service: FakeService, song: str) -> None:
    service.pace = None
    at_service = desk.order(song, "at the service")
    known = task_of(service, "at the service")
    desk.wait_for_step(at_service, "service")
    service.next_submit(Fault.SILENT_AFTER_ACCEPT)
    in_flight = desk.order(song, "in flight")
    unknown = task_of(service, "in flight")
    waiting = desk.order(song, "still in the queue")

    desk.crash()
    service.finish(known)
    service.finish(unknown)
    lost = service.send_webhooks(known)
    service.pace = Pace()
    desk.start()

    for remix in (at_service, in_flight, waiting):
        desk.wait_for_step(remix, "ready")
        assert desk.submissions(remix) == 1
    assert lost == [0, 0]

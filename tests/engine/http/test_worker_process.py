"""Real worker processes: a crash harms nobody, a stop hands the task back."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings as site
from django.db import connection
from redis import Redis

from remixes.engine import sweep
from remixes.engine.models import Task
from tests.engine.http.conftest import HERE, Caller
from tests.engine.http.receiver import Receiver

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def worker(renderer: str, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`manage.py engine_worker`, as the site starts it."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.engine.http.worker_settings",
        "ENGINE_TEST_DATABASE": str(connection.settings_dict["NAME"]),
        "ENGINE_TEST_FOLDER": str(folder),
        "ENGINE_TEST_RENDERER": f"{HERE}.{renderer}",
        "ENGINE_TEST_REDIS": site.REDIS_URL,
    }
    command = [sys.executable, "manage.py", "engine_worker"]
    process = subprocess.Popen(
        command, env=environment, cwd=site.BASE_DIR, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_for(fact: Callable[[], object], seconds: float = 90, *, sweeping: bool = False) -> None:
    """Until the fact holds, with the sweep at work or without; fails after that many seconds."""
    end = time.monotonic() + seconds
    while not fact():
        if sweeping:
            sweep.sweep()
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.05)


def test_a_crash_is_tried_once_more_and_costs_only_its_own_task(
    caller: Caller, song: bytes, redis: Redis, tmp_path: Path
) -> None:
    task_id = caller.order(song)["task_id"]

    with worker("dying", tmp_path) as process:
        wait_for(lambda: caller.by_id(task_id)["status"] == "ERROR", sweeping=True)
        is_alive = process.poll() is None

    assert is_alive
    assert "broke down twice" in caller.by_id(task_id)["message"]
    assert (tmp_path / "engine" / task_id / "deaths").read_text() == "xx"


def test_after_a_crash_what_was_told_is_not_told_again(
    caller: Caller, song: bytes, redis: Redis, tmp_path: Path, receiver: Receiver
) -> None:
    reply = caller.order(song, webhook_url=receiver.url)

    with worker("dying_once", tmp_path):
        wait_for(lambda: caller.by_id(reply["task_id"])["status"] == "COMPLETED", sweeping=True)
        wait_for(lambda: len(receiver.bodies) == 2, sweeping=True)

    assert {body["conversion_id"] for body in receiver.bodies} == {
        reply["conversion_id_1"],
        reply["conversion_id_2"],
    }


def test_a_killed_worker_loses_nothing(
    caller: Caller, song: bytes, redis: Redis, tmp_path: Path
) -> None:
    task_id = caller.order(song)["task_id"]
    with worker("slow", tmp_path) as first:
        wait_for(lambda: caller.by_id(task_id)["stage"] == "Mixing")
        first.kill()
        first.wait()
        wait_for(lambda: caller.by_id(task_id)["status"] == "IN_QUEUE", sweeping=True)

    with worker("quick", tmp_path):
        wait_for(lambda: caller.by_id(task_id)["status"] == "COMPLETED")

    task = Task.objects.get()
    assert (task.attempts, task.interruptions) == (1, 1)
    left = sorted(path.name for path in (tmp_path / "engine" / task_id).iterdir())
    assert left == ["1.mp3", "1.wav", "2.mp3", "2.wav"]


def test_a_render_that_is_told_to_stop_hands_its_task_back(
    caller: Caller, song: bytes, redis: Redis, tmp_path: Path
) -> None:
    task_id = caller.order(song)["task_id"]
    with worker("slow", tmp_path):
        wait_for(lambda: caller.by_id(task_id)["stage"] == "Mixing")

        os.kill(int(Task.objects.get().worker.split("|")[1]), signal.SIGTERM)

        wait_for(lambda: caller.by_id(task_id)["status"] == "IN_QUEUE", seconds=10)
    assert Task.objects.get().attempts == 0

"""Cancel: a waiting task at once, a running render within a second, a finished one never."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings
from redis import Redis

from tests.engine.http.conftest import API, HERE, Caller, refused

pytestmark = pytest.mark.django_db(transaction=True)
Work = Callable[[], None]


def test_a_waiting_task_is_stopped_at_once(
    caller: Caller, song: bytes, work: Work, tmp_path: Path
) -> None:
    task_id = caller.order(song)["task_id"]

    response = caller.cancel(task_id)
    work()

    assert response.json()["success"] is True
    told = caller.by_id(task_id)
    assert (told["status"], told["message"]) == ("FAILED", "Cancelled on request.")
    assert told["conversion_path_1"] is None
    assert list((tmp_path / "engine" / task_id).iterdir()) == []


def test_a_running_render_stops_within_a_second(
    caller: Caller, song: bytes, work: Work, settings: Settings, tmp_path: Path
) -> None:
    settings.REMIX_ENGINE_RENDERER = f"{HERE}.slow"
    task_id = caller.order(song)["task_id"]
    cancelled_at: list[float] = []

    def cancel_when_running() -> None:
        while caller.by_id(task_id)["stage"] != "Mixing":
            time.sleep(0.02)
        assert caller.cancel(task_id).status_code == 200
        cancelled_at.append(time.monotonic())
        connection.close()

    other = threading.Thread(target=cancel_when_running)
    other.start()
    work()
    other.join()

    assert time.monotonic() - cancelled_at[0] < 1.5
    told = caller.by_id(task_id)
    assert told["status"] == "FAILED"
    assert told["conversion_path_1"]
    left = sorted(path.name for path in (tmp_path / "engine" / task_id).iterdir())
    assert left == ["1.mp3", "1.wav"]


def test_a_finished_task_cannot_be_cancelled(caller: Caller, song: bytes, work: Work) -> None:
    task_id = caller.order(song)["task_id"]
    work()

    response = caller.cancel(task_id)

    assert "already finished" in refused(response, 409)
    assert caller.by_id(task_id)["status"] == "COMPLETED"


def test_cancelling_twice_is_a_conflict(caller: Caller, song: bytes, redis: Redis) -> None:
    task_id = caller.order(song)["task_id"]
    caller.cancel(task_id)

    assert refused(caller.cancel(task_id), 409)


@pytest.mark.parametrize("task_id", ["00000000-0000-4000-8000-000000000000", "stem123", "%00"])
def test_an_unknown_task_cannot_be_cancelled(caller: Caller, task_id: str) -> None:
    assert refused(caller.cancel(task_id), 404)


def test_cancel_needs_a_task(caller: Caller) -> None:
    assert "task_id" in refused(caller.http.post(f"{API}/cancel"), 422)


def test_cancel_takes_a_form_too(caller: Caller, song: bytes, redis: Redis) -> None:
    task_id = caller.order(song)["task_id"]

    response = caller.submit("/cancel", task_id=task_id)

    assert response.json()["status"] == "FAILED"

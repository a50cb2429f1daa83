"""The sweep: lost rings, dead workers, old files."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import django_rq
import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django import Settings
from redis import Redis

from remixes.engine import outcome, sweep
from remixes.engine.models import Status, Task
from tests.engine.http.conftest import Caller

pytestmark = pytest.mark.django_db(transaction=True)
Work = Callable[[], None]


def let_time_pass(seconds: float = 60) -> None:
    """Everything in the database happened that much earlier."""
    for task in Task.objects.all():
        past = timedelta(seconds=seconds)
        task.updated_at -= past
        task.lease_until = task.lease_until and task.lease_until - past
        task.finished_at = task.finished_at and task.finished_at - past
        task.save()


def dead_pid() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.fixture
def zombie() -> Iterator[int]:
    """A process that has ended and whose parent has not looked."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    while b" Z " not in Path(f"/proc/{process.pid}/stat").read_bytes():
        time.sleep(0.01)
    yield process.pid
    process.wait()


def claimed_by(horse: int, worker: int, where: str = "") -> Task:
    """The only task, claimed by the given processes."""
    task = Task.objects.get()
    name = f"{where or sweep.machine()}|{horse}|{worker}|x"
    assert Task.objects.claim(task.pk, name)
    task.refresh_from_db()
    return task


def test_a_lost_ring_is_rung_again(caller: Caller, song: bytes, work: Work, redis: Redis) -> None:
    task_id = caller.order(song)["task_id"]
    redis.flushall()
    let_time_pass()

    sweep.sweep()
    work()

    assert caller.by_id(task_id)["status"] == "COMPLETED"


def test_a_ring_that_waits_is_not_doubled(caller: Caller, song: bytes, redis: Redis) -> None:
    caller.order(song)
    let_time_pass()

    for _ in range(3):
        sweep.sweep()

    assert django_rq.get_queue("engine").count == 1


def test_a_young_task_is_left_to_its_own_ring(caller: Caller, song: bytes, redis: Redis) -> None:
    caller.order(song)
    redis.flushall()

    sweep.sweep()

    assert django_rq.get_queue("engine").count == 0


def test_a_render_whose_process_died_is_done_again(
    caller: Caller, song: bytes, work: Work, redis: Redis
) -> None:
    task_id = caller.order(song)["task_id"]
    redis.flushall()
    claimed_by(dead_pid(), os.getpid())

    sweep.sweep()
    work()

    assert caller.by_id(task_id)["status"] == "COMPLETED"
    assert Task.objects.get().attempts == 2


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux tells")
def test_a_dead_process_nobody_buried_is_dead(
    caller: Caller, song: bytes, redis: Redis, zombie: int
) -> None:
    caller.order(song)
    claimed_by(zombie, os.getpid())

    sweep.sweep()

    assert Task.objects.get().status == Status.IN_QUEUE


def test_a_song_that_kills_two_renders_is_given_up(
    caller: Caller, song: bytes, redis: Redis
) -> None:
    task_id = caller.order(song)["task_id"]
    for _ in range(2):
        claimed_by(dead_pid(), os.getpid())
        sweep.sweep()

    told = caller.by_id(task_id)

    assert (told["status"], told["message"]) == (
        "ERROR",
        "The engine broke down twice on this remix.",
    )


def test_a_stopped_worker_is_not_held_against_the_song(
    caller: Caller, song: bytes, work: Work, redis: Redis
) -> None:
    task_id = caller.order(song)["task_id"]
    for _ in range(5):
        claimed_by(dead_pid(), dead_pid())
        sweep.sweep()

    work()

    assert caller.by_id(task_id)["status"] == "COMPLETED"
    assert Task.objects.get().interruptions == 5


def test_a_worker_elsewhere_is_dead_when_its_lease_is_over(
    caller: Caller, song: bytes, redis: Redis
) -> None:
    caller.order(song)
    claimed_by(1, 1, where="another machine")

    sweep.sweep()
    before = Task.objects.get().status
    let_time_pass(61)
    sweep.sweep()

    assert (before, Task.objects.get().status) == (Status.IN_PROGRESS, Status.IN_QUEUE)


def test_a_living_render_is_left_alone(caller: Caller, song: bytes, redis: Redis) -> None:
    caller.order(song)
    claimed_by(os.getpid(), os.getppid())

    sweep.sweep()

    assert Task.objects.get().status == Status.IN_PROGRESS


def test_a_heartbeat_in_time_wins_over_the_sweep(caller: Caller, song: bytes, redis: Redis) -> None:
    caller.order(song)
    seen = claimed_by(1, 1, where="another machine")
    Task.objects.update(lease_until=timezone.now() + timedelta(seconds=60))

    assert outcome.free(seen, is_blamed=True) is False
    assert outcome.give_up(seen, "dead") is False


def test_old_tasks_go_with_their_files(
    caller: Caller, song: bytes, work: Work, settings: Settings, tmp_path: Path
) -> None:
    settings.REMIX_ENGINE_KEEP_S = 3600
    caller.order(song)
    work()
    waiting = caller.order(song)["task_id"]
    let_time_pass(4000)

    sweep.tidy()

    assert [str(task.pk) for task in Task.objects.all()] == [waiting]
    assert [path.name for path in (tmp_path / "engine").iterdir()] == [waiting]


def test_folders_nobody_owns_go_and_strange_ones_stay(
    caller: Caller, song: bytes, redis: Redis, tmp_path: Path
) -> None:
    owned = tmp_path / "engine" / caller.order(song)["task_id"]
    orphan = tmp_path / "engine" / "00000000-0000-4000-8000-000000000000"
    strange = tmp_path / "engine" / "notes"
    for folder in (orphan, strange):
        folder.mkdir()
    long_ago = time.time() - 7200
    for folder in (owned, orphan, strange):
        os.utime(folder, (long_ago, long_ago))

    sweep.tidy()

    assert owned.exists()
    assert strange.exists()
    assert not orphan.exists()


def test_one_broken_part_does_not_stop_the_others(
    caller: Caller, song: bytes, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    caller.order(song)
    redis.flushall()
    let_time_pass()
    monkeypatch.setattr(sweep, "_free_if_dead", lambda _: 1 / 0)
    claimed = Task.objects.create(
        feature="REMIX",
        mode="REMIX",
        prompt="x",
        seed=1,
        source_url="http://a.example/",
        files_url="/",
        status=Status.IN_PROGRESS,
    )

    call_command("engine_sweep", once=True)

    assert django_rq.get_queue("engine").count == 1
    assert Task.objects.get(pk=claimed.pk).status == Status.IN_PROGRESS

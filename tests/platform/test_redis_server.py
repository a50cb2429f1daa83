"""The embedded Redis as a process: its socket, its files, its end."""

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from remixsite.up import CannotStart
from remixsite.up.redis_server import RedisServer, find_binary, wheel_binary

ROOT = Path(__file__).resolve().parents[2]


def server_in(folder: Path) -> RedisServer:
    return RedisServer(folder / "run" / "redis.sock", folder / "run", wheel_binary())


def test_only_this_user_may_speak_to_it(tmp_path: Path) -> None:
    server = server_in(tmp_path)

    process = server.start()
    mode = stat.S_IMODE(server.socket.stat().st_mode)
    process.terminate()

    assert mode == 0o700
    assert server.folder.name.startswith("valkey-")
    assert process.wait(timeout=5) == 0


def test_a_start_over_a_leftover_server_takes_its_place(tmp_path: Path) -> None:
    server = server_in(tmp_path)
    leftover = server.start()

    process = server.start()

    assert leftover.wait(timeout=5) == 0
    assert server.answers()
    process.terminate()
    process.wait(timeout=5)


def test_it_dies_with_a_killed_parent(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path;"
        "from tests.platform.test_redis_server import server_in;"
        "print(server_in(Path(sys.argv[1])).start().pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert parent.stdout is not None
    server_pid = int(parent.stdout.readline())

    parent.kill()
    parent.communicate()

    assert_gone(server_pid)


def assert_gone(pid: int) -> None:
    for _ in range(50):
        try:
            os.kill(pid, signal.SIG_DFL)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    pytest.fail(f"process {pid} is still there")


def test_a_server_that_cannot_start_says_why_in_its_own_words(tmp_path: Path) -> None:
    server = server_in(tmp_path)
    server.folder.mkdir(parents=True)
    (server.folder / "appendonlydir").write_text("not a folder")

    with pytest.raises(CannotStart, match="The embedded Redis did not start: "):
        server.start()


def test_a_forced_binary_must_be_a_redis(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="is not a program"):
        find_binary(str(tmp_path / "missing"))
    with pytest.raises(CannotStart, match="is not a Redis or Valkey server"):
        RedisServer(tmp_path / "s", tmp_path, "/bin/true")


def test_a_server_on_path_comes_before_the_wheels(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_binary() == wheel_binary()

    own = tmp_path / "redis-server"
    own.symlink_to("/bin/true")

    assert find_binary() == str(own)

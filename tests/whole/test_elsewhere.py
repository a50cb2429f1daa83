"""With DATABASE_URL and REDIS_URL the desk works on an operator's own servers in the same way."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.audio.sounds import make
from tests.postgresql import new_database, postgresql
from tests.service import tone_wav
from tests.whole.desk import ROOT, Desk
from tests.whole.servers import tcp_redis

# What stands on rows, locks and JSON most; everything else runs there too, by hand.
ON_POSTGRESQL = ("models", "record", "webhooks", "sweep")
FLAGS = ("--ds=tests.on_postgres", "-q", "-x", "-p", "no:cacheprovider")
LISTENERS = 8


@pytest.fixture(scope="module")
def far_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with its own engine on PostgreSQL and a Redis over TCP."""
    with postgresql() as postgres, tcp_redis() as redis:
        desk = Desk(
            tmp_path_factory.mktemp("far"),
            DATABASE_URL=new_database(postgres, "desk"),
            REDIS_URL=redis,
        )
        try:
            desk.start().sign_in()
            yield desk
        finally:
            desk.stop()


def test_a_remix_is_made_on_servers_of_ones_own(far_desk: Desk, tmp_path: Path) -> None:
    song = far_desk.upload("song.mp3", make("mp3", tmp_path, 4.0).read_bytes())

    remix = far_desk.order(song, "slow waltz")
    far_desk.wait_for_step(remix, "ready", 90)

    assert not (far_desk.folder / "var" / "db.sqlite3").exists()
    assert not list((far_desk.folder / "var" / "run").glob("*/appendonlydir"))


def test_slow_listeners_leave_the_database_to_the_others(far_desk: Desk) -> None:
    song = far_desk.upload("long.wav", tone_wav(60.0, 330.0))
    cookies = "; ".join(f"{c.name}={c.value}" for c in far_desk.browser.session.cookies)
    request = (
        f"GET /media/uploads/{song}/long.wav HTTP/1.1\r\nHost: 127.0.0.1:{far_desk.port}\r\n"
        f"Cookie: {cookies}\r\n\r\n"
    )

    with ExitStack() as listeners:
        for _ in range(LISTENERS):
            slow = listeners.enter_context(socket.create_connection(("127.0.0.1", far_desk.port)))
            slow.sendall(request.encode())
            assert slow.recv(12) == b"HTTP/1.1 200"

        page = far_desk.browser.get("/")

    assert page.status_code == 200
    assert page.elapsed.total_seconds() < 5


def test_rows_and_locks_behave_the_same() -> None:
    rooms = [f"tests/{room}" for room in ON_POSTGRESQL]

    run = subprocess.run(
        [sys.executable, "-m", "pytest", *FLAGS, *rooms],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )

    assert run.returncode == 0, run.stdout[-3000:]

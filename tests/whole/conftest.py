"""A desk that speaks to a scripted service, both shared by every test of this folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from tests.service import FakeService, Pace, Task, tone_mp3
from tests.whole.desk import Desk, wait_for


@pytest.fixture(scope="session")
def running_service() -> Iterator[FakeService]:
    with FakeService() as running:
        yield running


@pytest.fixture(scope="session")
def running_desk(
    running_service: FakeService, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    """The processes of `make run` with `running_service` as their service, the owner signed in."""
    desk = Desk(
        tmp_path_factory.mktemp("desk"),
        REMIX_API_URL=running_service.url,
        REMIX_API_KEY=running_service.key,
    )
    try:
        desk.start().sign_in()
        yield desk
    finally:
        desk.stop()


@pytest.fixture(scope="session")
def song(running_desk: Desk) -> str:
    """A source of two seconds that every test may remix."""
    return running_desk.upload("song.mp3", tone_mp3(2.0, 440.0))


@pytest.fixture
def service(running_service: FakeService) -> Iterator[FakeService]:
    """The service in good order; whatever a test does to it, no wish is accepted twice."""
    running_service.pace = Pace()
    running_service.eta, running_service.has_by_user = 1, True
    yield running_service
    accepted = Counter(task.fields["prompt"] for task in running_service.tasks)
    assert {prompt for prompt, times in accepted.items() if times > 1} == set()


@pytest.fixture
def desk(running_desk: Desk, service: FakeService) -> Desk:
    return running_desk


def task_of(service: FakeService, prompt: str) -> Task:
    """The task the service accepted for this wish; waits for it."""

    def find() -> Task | None:
        return next((task for task in service.tasks if task.fields["prompt"] == prompt), None)

    found = wait_for(find)
    assert found is not None
    return found

"""A desk with two services, of which the second is a server of ACE-Step; orders go to that one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from remixes.jobs.submit import submit
from remixes.models import Remix
from tests.ace_step_service import FakeAceStep, Job
from tests.ace_step_service.fixtures import studio, studio_service
from tests.jobs.conftest import ask_about
from tests.makers import make_remix, make_upload
from tests.service import Reply, tone_mp3

__all__ = ["studio", "studio_service"]

Send = Callable[..., Remix]


@pytest.fixture
def remix(studio_service: FakeAceStep) -> Remix:
    """A remix of a stored file for the server, waiting for its turn."""
    song = make_upload(content=tone_mp3(1.0, 440.0), title="Paper lanterns", mime="audio/mpeg")
    return make_remix(upload=song, service="studio")


@pytest.fixture
def sent(studio_service: FakeAceStep, remix: Remix) -> Send:
    """Sends the waiting remix while the server answers as scripted."""

    def send(*replies: Reply) -> Remix:
        studio_service.next("release_task", *replies)
        submit(str(remix.pk))
        remix.refresh_from_db()
        return remix

    return send


@pytest.fixture
def at_work(studio_service: FakeAceStep, sent: Send) -> tuple[Remix, Job]:
    """A remix that the server is working on, and its job there."""
    remix = sent()
    (job,) = studio_service.jobs
    studio_service.begin(job, 0.2)
    ask_about(remix)
    return remix, job


def set_service(settings: Any, **facts: object) -> None:
    """Changes the settings of the server."""
    studio = {**settings.REMIX_SERVICES["studio"], **facts}
    settings.REMIX_SERVICES = {**settings.REMIX_SERVICES, "studio": studio}

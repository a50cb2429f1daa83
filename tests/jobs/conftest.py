"""A service that keeps its word until told otherwise, whose webhooks reach the view directly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from remixes.jobs.archive import archive
from remixes.jobs.ask import ask
from remixes.jobs.submit import submit
from remixes.models import Conversion, Remix, Submission
from tests.makers import make_remix, make_upload
from tests.service import FakeService


@pytest.fixture
def provider(main_service: FakeService, settings: Settings) -> FakeService:
    """The service named `main`; our webhook view is called in this very thread."""
    settings.REMIX_ASK_AFTER_S = 0
    settings.REMIX_FETCH_ALLOW = ()

    def deliver(url: str, body: bytes) -> int:
        client = Client()
        answer = client.post(urlsplit(url).path, body, content_type="application/json")
        return answer.status_code

    main_service.deliver = deliver
    return main_service


@pytest.fixture
def remix() -> Remix:
    """A remix of a stored file that waits for its turn."""
    return make_remix(upload=make_upload(content=b"RIFF a song for the service"))


@pytest.fixture
def sent(provider: FakeService, remix: Remix) -> Callable[..., Remix]:
    """Sends the waiting remix while the service answers as scripted."""

    def send(*faults: Any) -> Remix:
        provider.next_submit(*faults)
        submit(str(remix.pk))
        remix.refresh_from_db()
        return remix

    return send


def ask_about(remix: Remix) -> Submission:
    """Asks now about the latest submission, whatever its next planned time is."""
    submission = remix.submissions.latest("number")
    Submission.objects.open().filter(pk=submission.pk).update(next_action_at=timezone.now())
    ask(str(submission.pk))
    submission.refresh_from_db()
    remix.refresh_from_db()
    return submission


def archive_all(remix: Remix) -> None:
    """Copies whatever has arrived, whatever its next planned time is."""
    due = Conversion.objects.filter(remix=remix, next_action_at__isnull=False)
    due.update(next_action_at=timezone.now())
    for conversion in due:
        archive(str(conversion.pk))
    remix.refresh_from_db()

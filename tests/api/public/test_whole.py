"""One order over the team API, through the desk and a service, to files that can be fetched."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from remixes.jobs.archive import archive
from remixes.jobs.peaks import peaks
from remixes.jobs.submit import submit
from remixes.models import Conversion, Remix
from tests.api.public.conftest import Program
from tests.service import FakeService

pytestmark = pytest.mark.django_db


def test_an_order_becomes_two_files_of_our_own(
    program: Program, provider: FakeService, song: bytes, fetch: Callable[..., tuple[Any, bytes]]
) -> None:
    reply = program.order(audio_file=song, webhook_url="https://me.example/hook")
    fresh = program.by_id(reply["task_id"])
    remix = Remix.objects.get()
    peaks(str(remix.upload_id))
    submit(str(remix.pk))
    sent = program.by_id(reply["task_id"])
    provider.finish(provider.tasks[0])
    provider.send_webhooks(provider.tasks[0])
    for conversion in Conversion.objects.all():
        archive(str(conversion.pk))
    told = program.by_id(reply["task_id"])

    assert (fresh["status"], sent["status"], told["status"]) == (
        "IN_QUEUE",
        "IN_PROGRESS",
        "COMPLETED",
    )
    assert "me.example" not in str(provider.tasks[0].fields)
    for number in (1, 2):
        assert told[f"conversion_id_{number}"] == reply[f"conversion_id_{number}"]
        answer, body = fetch(told[f"conversion_path_{number}"])
        assert (answer.status_code, answer["Content-Type"]) == (200, "audio/mpeg")
        assert len(body) > 1000

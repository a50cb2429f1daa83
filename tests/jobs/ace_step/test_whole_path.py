"""From the form to players on the page, with nothing but asking: no webhook comes."""

from __future__ import annotations

import uuid
import wave

import pytest
from django.test import Client
from django.utils import timezone
from django_rq import get_queue
from pytest_django import Settings
from redis import Redis
from rq import SimpleWorker

from remixes import vault
from remixes.audio import measure, probe
from remixes.models import Conversion, Remix, Status, Submission
from remixes.sweep import Sweeper
from tests.ace_step_service import FakeAceStep
from tests.jobs.ace_step.conftest import set_service
from tests.makers import make_person, make_upload
from tests.service import tone_mp3
from tests.views.conftest import SignIn, signed_in

__all__ = ["signed_in"]

pytestmark = pytest.mark.django_db(transaction=True)


def work(redis: Redis) -> None:
    """Rings for everything, whatever its next planned time is, and works until nothing is left."""
    Submission.objects.open().update(next_action_at=timezone.now())
    Conversion.objects.filter(next_action_at__isnull=False).update(next_action_at=timezone.now())
    Sweeper().sweep()
    queues = [get_queue(name, connection=redis) for name in ("submit", "ask", "archive")]
    SimpleWorker(queues, connection=redis, serializer="json").work(
        burst=True, logging_level="WARNING"
    )


def order(browser: Client, **fields: str) -> Remix:
    answer = browser.post("/remixes/new/", {"form_key": str(uuid.uuid4()), **fields})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return Remix.objects.get()


def test_an_order_becomes_two_versions_with_players(
    studio_service: FakeAceStep, redis: Redis, settings: Settings, signed_in: SignIn
) -> None:
    set_service(settings, model="acestep-v15-base")
    person = make_person()
    browser = signed_in(person)
    song = make_upload(person, content=tone_mp3(1.0, 440.0), title="Paper lanterns")
    wish = {"service": "studio", "mode": "REMIX", "prompt": "warm house"}

    remix = order(browser, upload=str(song.pk), **wish)
    work(redis)
    studio_service.finish(studio_service.jobs[0])
    work(redis)
    page = browser.get(remix.get_absolute_url()).content.decode()

    remix.refresh_from_db()
    assert (remix.status, remix.submissions.count()) == (Status.DONE, 1)
    assert page.count("<take-player") == 3
    assert set(remix.conversions.values_list("title", flat=True)) == {"Paper lanterns, Remix"}
    assert "although acestep-v15-base was asked for" in page
    assert "webhook" not in page.lower()


def test_both_files_are_made_of_the_float_master_and_measured(
    studio_service: FakeAceStep, redis: Redis, signed_in: SignIn
) -> None:
    person = make_person()
    browser = signed_in(person)
    song = make_upload(person, content=tone_mp3(1.0, 440.0))
    order(browser, upload=str(song.pk), service="studio", mode="REMIX", prompt="warm house")
    work(redis)
    studio_service.finish(studio_service.jobs[0])

    work(redis)

    first, second = Conversion.objects.all()
    with wave.open(str(vault.path_of(first.wav_sha256))) as wav:
        assert (wav.getsampwidth(), wav.getnchannels(), wav.getframerate()) == (2, 2, 48_000)
    assert probe(vault.path_of(first.mp3_sha256)).kind.extension == "mp3"
    assert first.measured_s == pytest.approx(studio_service.seconds, abs=0.1)
    assert measure(vault.path_of(first.wav_sha256), max_duration_s=9).duration_s == 1.2
    assert first.mp3_sha256 != second.mp3_sha256

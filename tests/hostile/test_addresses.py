"""Every way in which this system fetches or calls an address somebody else wrote, with every
tricky address there is, and with names that turn out to be private: no canary is ever reached."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from remixes.engine import callbacks as engine_callbacks
from remixes.engine import models as engine_models
from remixes.engine import source
from remixes.fetch import Blocked
from remixes.jobs.archive import archive
from remixes.jobs.bring import with_file
from remixes.jobs.call_back import call_back
from remixes.jobs.cover import cover
from remixes.models import Call, Callback, Conversion, ConversionState, Cover
from remixes.remote import Order, Refused, Service
from tests.fetch.test_guard import TRICKY, answers
from tests.hostile.canaries import Canaries
from tests.makers import make_conversion, make_remix, make_submission

pytestmark = pytest.mark.django_db

# Asks for one address and returns what was said of it.
Way = Callable[[str], str]


@pytest.fixture(autouse=True)
def _on_the_open_internet(settings: Settings) -> None:
    settings.REMIX_ENGINE_CALLBACK_LOOPBACK = False
    settings.REMIX_FETCH_ALLOW = ()


def result() -> Way:
    row = make_conversion(make_remix(), state=ConversionState.ARRIVED)

    def way(url: str) -> str:
        rows = Conversion.objects.filter(pk=row.pk)
        rows.update(mp3_url=url, archive_tries=0, next_action_at=timezone.now())
        archive(str(row.pk))
        return rows.get().archive_problem

    return way


def picture() -> Way:
    row = Cover.objects.create(submission=make_submission(make_remix()), url="x")

    def way(url: str) -> str:
        rows = Cover.objects.filter(pk=row.pk)
        rows.update(url=url, tries=0, next_action_at=timezone.now(), problem="")
        cover(str(row.pk))
        return rows.get().problem

    return way


def source_for_a_service() -> Way:
    service = replace(Service.from_settings("main"), form="ace-step")

    def way(url: str) -> str:
        with pytest.raises(Refused) as refused, with_file(service, Order("REMIX", "x", url=url)):
            pass
        return str(refused.value)

    return way


def source_for_the_engine() -> Way:
    def way(url: str) -> str:
        task = engine_models.Task(source_url=url)
        with pytest.raises(Blocked) as blocked:
            source.bring(task, Path("/nonexistent"), lambda: False)
        return blocked.value.sentence

    return way


def callback() -> Way:
    remix = make_remix()
    call = Call.objects.create(remix=remix, person=remix.person, feature="REMIX", webhook_url="x")
    row = Callback.objects.create(call=call, version_id=remix.version_1_id, kind="version", body="")

    def way(url: str) -> str:
        Call.objects.update(webhook_url=url)
        Callback.objects.update(next_action_at=timezone.now(), given_up_at=None, last_error="")
        call_back(str(row.pk))
        return Callback.objects.get().last_error

    return way


def callback_of_the_engine() -> Way:
    task = engine_models.Task.objects.create(prompt="x", seed=1, source_url="x")
    part = engine_models.Result.objects.create(task=task, number=1)
    rows = engine_models.Callback.objects
    row = rows.create(result=part, kind="version", url="x", body="{}")

    def way(url: str) -> str:
        rows.update(url=url, next_at=timezone.now(), given_up_at=None, last_error="")
        engine_callbacks.send(row.pk)
        return rows.get().last_error

    return way


WAYS = (
    result,
    picture,
    source_for_a_service,
    source_for_the_engine,
    callback,
    callback_of_the_engine,
)


@pytest.mark.parametrize("begin", WAYS, ids=lambda way: way.__name__)
def test_no_way_leads_a_tricky_address_to_the_canary(
    begin: Callable[[], Way], canaries: Canaries
) -> None:
    way, port = begin(), str(canaries.server.port)
    tricky = [url.replace("{p}", port) for url in TRICKY if url.strip()]
    assert len(tricky) > 100

    said = {url: way(url) for url in tricky}

    assert canaries.sang() == []
    assert all(said.values()), [url for url, sentence in said.items() if not sentence]


@pytest.mark.parametrize("address", ["127.0.0.1", "::ffff:127.0.0.1", "169.254.169.254"])
@pytest.mark.parametrize("begin", WAYS, ids=lambda way: way.__name__)
def test_no_way_follows_a_name_that_turns_private(
    begin: Callable[[], Way], address: str, canaries: Canaries, monkeypatch: pytest.MonkeyPatch
) -> None:
    way = begin()
    monkeypatch.setattr(socket, "getaddrinfo", answers(address))

    said = way(f"http://rebind.example:{canaries.server.port}/song.mp3")

    assert canaries.sang() == []
    assert "private network" in said

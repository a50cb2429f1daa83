"""Copying results: verified, hashed, whole or not at all, and tried again until it is hopeless."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from django.conf import settings as site
from django.utils import timezone
from pytest_django import Settings

from remixes import record, vault
from remixes.jobs.archive import archive
from remixes.models import Conversion, ConversionState, Remix, Status
from tests.jobs.conftest import archive_all
from tests.service import FakeService, FileFault

pytestmark = pytest.mark.django_db

Send = Callable[..., Remix]


@pytest.fixture
def arrived(provider: FakeService, sent: Send) -> Remix:
    """Both webhooks have come; nothing has been copied."""
    return bring(provider, sent())


@pytest.fixture
def arrived_without_wav(provider: FakeService, sent: Send) -> Remix:
    return bring(provider, sent(), has_wav=False)


def bring(provider: FakeService, remix: Remix, *, has_wav: bool = True) -> Remix:
    """Finishes the first task of the service and sends its webhooks."""
    provider.seconds = 6.0
    task = provider.tasks[0]
    for song in task.conversions:
        song.has_wav = has_wav
    provider.finish(task)
    provider.send_webhooks(task)
    remix.refresh_from_db()
    return remix


def leftovers() -> list[Path]:
    return list((Path(site.MEDIA_ROOT) / "parts").glob("*"))


def test_mp3_and_wav_are_saved_with_the_services_own_bytes(arrived: Remix) -> None:
    archive_all(arrived)

    first = arrived.conversions.get(version=1)
    theirs = requests.get(first.mp3_url, timeout=5).content
    assert arrived.status == Status.DONE
    assert first.mp3_sha256 == hashlib.sha256(theirs).hexdigest()
    assert vault.path_of(first.mp3_sha256).read_bytes() == theirs
    assert vault.has(first.wav_sha256)
    assert first.peaks
    assert first.loudness_lufs is not None
    assert leftovers() == []


def test_until_then_nothing_is_shown_as_saved(arrived: Remix) -> None:
    assert arrived.status == Status.PARTIAL
    assert set(arrived.conversions.values_list("state", flat=True)) == {"ARRIVED"}


@pytest.mark.parametrize("fault", list(FileFault), ids=lambda fault: fault.name)
def test_a_bad_download_is_never_shown_and_the_next_one_is(
    provider: FakeService, arrived_without_wav: Remix, settings: Any, fault: FileFault
) -> None:
    settings.REMIX_ARCHIVE_DEADLINE_S, settings.REMIX_MAX_RESULT_BYTES = 2, 3_000_000
    first = arrived_without_wav.conversions.get(version=1)
    provider.next_file(fault, suffix="mp3")
    archive(str(first.pk))
    first.refresh_from_db()
    is_fine = fault in (FileFault.SLOW,)
    assert (bool(first.mp3_sha256), first.is_saved) == (is_fine, is_fine)
    assert leftovers() == []

    archive_all(arrived_without_wav)

    assert arrived_without_wav.status == Status.DONE


def test_a_missing_wav_is_normal(arrived_without_wav: Remix) -> None:
    archive_all(arrived_without_wav)

    assert arrived_without_wav.status == Status.DONE
    problems = arrived_without_wav.conversions.values_list("wav_problem", flat=True)
    assert set(problems) == {""}


def test_a_lost_mp3_does_not_lose_the_wav(
    provider: FakeService, arrived: Remix, settings: Settings
) -> None:
    settings.REMIX_ARCHIVE_TRIES = 1
    provider.next_file(*[FileFault.NOT_FOUND_404] * 2, suffix="mp3")

    archive_all(arrived)

    first = arrived.conversions.get(version=1)
    assert (arrived.status, first.is_saved) == (Status.DONE, True)
    assert vault.has(first.wav_sha256)
    assert (first.mp3_sha256, first.wav_problem) == ("", "")
    assert first.archive_problem


def test_a_broken_wav_does_not_hide_the_mp3(provider: FakeService, arrived: Remix) -> None:
    provider.next_file(FileFault.HTML_200, FileFault.HTML_200, suffix="wav")

    archive_all(arrived)

    first = arrived.conversions.get(version=1)
    assert arrived.status == Status.DONE
    assert first.wav_problem
    assert first.next_action_at is not None


def test_the_wav_is_tried_again_later(provider: FakeService, arrived: Remix) -> None:
    provider.next_file(FileFault.ERROR_500, suffix="wav")
    archive_all(arrived)
    assert not arrived.conversions.get(version=1).wav_sha256

    archive_all(arrived)

    first = arrived.conversions.get(version=1)
    assert first.wav_sha256
    assert first.wav_problem == ""


@pytest.mark.parametrize("last_step", ["settle_remix", "growing_gap"])
def test_a_worker_killed_after_one_of_two_files_leaves_the_other_due(
    provider: FakeService, arrived: Remix, monkeypatch: pytest.MonkeyPatch, last_step: str
) -> None:
    conversion = arrived.conversions.get(version=1)
    provider.next_file(FileFault.CUT, suffix="wav")
    with monkeypatch.context() as patch, pytest.raises(KilledError):
        patch.setattr(record, last_step, killed)
        archive(str(conversion.pk))

    make_due(conversion)
    archive(str(conversion.pk))

    conversion.refresh_from_db()
    assert vault.has(conversion.wav_sha256)
    assert conversion.next_action_at is None


def test_a_worker_killed_before_it_settles_is_made_up_for(
    arrived: Remix, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = arrived.conversions.order_by("version")
    archive(str(first.pk))
    with monkeypatch.context() as patch, pytest.raises(KilledError):
        patch.setattr(record, "settle_remix", killed)
        archive(str(second.pk))

    make_due(second)
    archive(str(second.pk))

    arrived.refresh_from_db()
    assert arrived.status == Status.DONE
    assert not arrived.conversions.filter(next_action_at__isnull=False).exists()


def test_a_link_that_comes_while_the_other_is_copied_is_copied_too(
    arrived: Remix, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversion = arrived.conversions.get(version=1)
    wav_url = conversion.wav_url
    rows = Conversion.objects.filter(pk=conversion.pk)
    rows.update(wav_url="")
    monkeypatch.setattr(record, "settle_remix", lambda _pk: rows.update(wav_url=wav_url))

    archive(str(conversion.pk))

    conversion.refresh_from_db()
    assert conversion.next_action_at is not None


def make_due(conversion: Conversion) -> None:
    """As the time passes that a killed worker had claimed; only what is still wanted comes due."""
    wanted = Conversion.objects.filter(pk=conversion.pk, next_action_at__isnull=False)
    assert wanted.update(next_action_at=timezone.now()) == 1


class KilledError(BaseException):
    """Stands for the kill -9 after which nothing else is done."""


def killed(*_args: object) -> None:
    raise KilledError


def test_a_file_of_another_length_is_not_the_song(provider: FakeService, arrived: Remix) -> None:
    Conversion.objects.update(duration_s=120.0)

    archive_all(arrived)

    first = arrived.conversions.get(version=1)
    assert first.state == ConversionState.ARRIVED
    assert "instead of 120.0 s" in first.archive_problem


def test_after_many_tries_it_is_given_up_and_told(
    provider: FakeService, arrived: Remix, settings: Any
) -> None:
    settings.REMIX_ARCHIVE_TRIES = 2
    for suffix in ("mp3", "wav"):
        provider.next_file(*[FileFault.NOT_FOUND_404] * 4, suffix=suffix)

    archive_all(arrived)
    archive_all(arrived)

    states = set(arrived.conversions.values_list("state", flat=True))
    assert (states, arrived.status) == ({"FAILED"}, Status.DONE)
    assert arrived.moves.filter(why="No usable result.").exists()


def test_copying_twice_at_once_is_harmless(arrived: Remix) -> None:
    first = arrived.conversions.get(version=1)
    archive(str(first.pk))
    archive(str(first.pk))

    first.refresh_from_db()
    assert first.is_saved


def test_results_of_a_service_that_left_the_settings_are_still_copied(
    arrived: Remix, settings: Settings
) -> None:
    first = arrived.conversions.get(version=1)
    settings.REMIX_FETCH_ALLOW = (urlsplit(first.mp3_url).netloc,)
    settings.REMIX_SERVICES = {"other": settings.REMIX_SERVICES["main"]}

    archive(str(first.pk))

    first.refresh_from_db()
    assert first.is_saved


def test_a_result_link_into_the_network_is_never_opened(arrived: Remix) -> None:
    first = arrived.conversions.get(version=1)
    Conversion.objects.filter(pk=first.pk).update(mp3_url="http://127.0.0.1:1/x.mp3", wav_url="")

    archive(str(first.pk))

    first.refresh_from_db()
    assert first.state == ConversionState.ARRIVED
    assert first.archive_problem


def test_a_listed_place_may_hold_results_although_it_is_private(
    arrived: Remix, settings: Settings
) -> None:
    first = arrived.conversions.get(version=1)
    address = urlsplit(first.mp3_url)
    main = {**settings.REMIX_SERVICES["main"], "url": "http://127.0.0.1:1/api/public/v1"}
    settings.REMIX_SERVICES = {**settings.REMIX_SERVICES, "main": main}
    settings.REMIX_FETCH_ALLOW = (address.netloc,)

    archive(str(first.pk))

    first.refresh_from_db()
    assert first.is_saved

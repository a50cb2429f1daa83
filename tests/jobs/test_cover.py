"""The picture of a task: copied once, whichever way its link came; nothing else passes for one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

import pytest
from django.utils import timezone
from pytest_django import Settings

from remixes import record, vault
from remixes.jobs.cover import MOST_TRIES, cover
from remixes.models import Cover, Remix
from remixes.sweep import Sweeper
from tests.service import FakeService, Reply, Task
from tests.service.images import png

pytestmark = pytest.mark.django_db


@pytest.fixture
def service() -> Iterator[FakeService]:
    with FakeService(form="current") as running:
        yield running


@pytest.fixture
def task(provider: FakeService, remix: Remix, sent: Callable[..., Remix]) -> Task:
    """One that was accepted, with a picture asked for."""
    Remix.objects.filter(pk=remix.pk).update(wants_cover=True)
    sent()
    return provider.tasks[0]


def copied() -> Cover:
    """The only cover after its job has run, whatever its next planned time is."""
    Cover.objects.filter(next_action_at__isnull=False).update(next_action_at=timezone.now())
    cover(str(Cover.objects.get().pk))
    return Cover.objects.get()


def test_picture_and_thumbnail_are_kept_as_what_they_are(provider: FakeService, task: Task) -> None:
    provider.send_webhook(task, "W4", times=2)

    found = copied()

    assert (found.extension, found.thumbnail_extension) == ("png", "png")
    assert found.sha256 == hashlib.sha256(png(64, 48)).hexdigest()
    assert vault.path_of(found.thumbnail_sha256).read_bytes() == png(32, 32)
    assert (found.problem, found.next_action_at) == ("", None)


def test_a_picture_that_is_here_is_not_fetched_again(provider: FakeService, task: Task) -> None:
    provider.send_webhook(task, "W4")
    copied()

    provider.send_webhook(task, "W4")
    copied()

    assert len(provider.downloads) == 2  # the picture and its thumbnail
    assert all(
        "authorization" not in {name.lower() for name in sent} for _, sent in provider.downloads
    )


def test_no_webhook_is_needed(provider: FakeService, task: Task) -> None:
    assert copied().problem == "The service has not brought the picture yet."

    task.has_cover = True

    assert copied().is_saved


def test_an_expired_link_is_asked_for_anew(provider: FakeService, task: Task) -> None:
    provider.send_webhook(task, "W4")
    provider.next_file(Reply(403), suffix="jpg")
    assert "403" in copied().problem
    asked = len(provider.questions)

    assert copied().is_saved
    assert len(provider.questions) == asked + 1


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"<html>Forbidden</html>", "no JPEG, PNG or WebP"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no JPEG, PNG or WebP"),
        (b"GIF89a" + b"\0" * 40, "no JPEG, PNG or WebP"),
        (png(1, 1)[:16] + b"\xff" * 60, "far too large"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 9_000, "broken"),
        (png() + b"\0" * 9_000, "large"),
    ],
)
def test_what_is_no_picture_is_not_kept(
    provider: FakeService, task: Task, settings: Settings, body: bytes, problem: str
) -> None:
    settings.REMIX_MAX_COVER_BYTES = len(body) - 1 if body.startswith(png()) else 10_000
    provider.send_webhook(task, "W4")
    provider.next_file(Reply(body=body), suffix="jpg")

    found = copied()

    assert problem in found.problem
    assert (found.sha256, found.next_action_at is not None) == ("", True)


def test_it_is_given_up_after_some_tries(provider: FakeService, task: Task) -> None:
    for _ in range(MOST_TRIES):
        found = copied()

    assert (found.tries, found.next_action_at) == (MOST_TRIES, None)


def test_a_service_that_makes_none_is_not_asked_on(provider: FakeService, task: Task) -> None:
    provider.send_webhook(task, "no-cover")

    found = Cover.objects.get()
    assert (found.problem, found.next_action_at) == ("No cover today", None)


def test_a_broken_thumbnail_costs_nothing(provider: FakeService, task: Task) -> None:
    provider.send_webhook(task, "W4")
    provider.next_file(Reply(), Reply(404), suffix="jpg")

    found = copied()

    assert (found.is_saved, found.thumbnail_sha256) == (True, "")


def test_the_sweeper_rings_for_what_is_due(provider: FakeService, task: Task) -> None:
    assert Sweeper().ring_due("cover", Cover.objects.due()) == 0

    provider.send_webhook(task, "W4")

    assert Sweeper().ring_due("cover", Cover.objects.due()) == 1


def test_it_goes_with_the_results_of_its_remix(
    provider: FakeService, task: Task, remix: Remix
) -> None:
    provider.send_webhook(task, "W4")
    found = copied()

    record.forget_results(remix)

    assert not vault.has(found.sha256)
    assert not vault.has(found.thumbnail_sha256)

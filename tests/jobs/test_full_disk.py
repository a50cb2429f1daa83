"""On a nearly full disk results wait unharmed, and webhooks are taken all the same."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest
from django.conf import settings as site
from pytest_django import Settings

from remixes.models import ConversionState, Delivery, Remix, Status
from tests.jobs.conftest import archive_all
from tests.service import FakeService

pytestmark = pytest.mark.django_db

FULL = "The disk is nearly full"


def leave_free(settings: Settings, share: float) -> None:
    """Sets the floor so that `share` of it is free."""
    free = shutil.disk_usage(site.REMIX_DATA_DIR).free
    settings.REMIX_FREE_SPACE_FLOOR_BYTES = int(free / share)


@pytest.fixture
def arrived(provider: FakeService, sent: Callable[..., Remix], settings: Settings) -> Remix:
    """Told by webhooks to a desk with a hundredth of the floor free; nothing copied yet."""
    leave_free(settings, 0.01)
    remix = sent()
    provider.finish(provider.tasks[0])
    provider.send_webhooks(provider.tasks[0])
    remix.refresh_from_db()
    return remix


def test_webhooks_are_taken_on_a_full_disk(arrived: Remix) -> None:
    assert Delivery.objects.filter(submission__remix=arrived).count() == 2
    assert arrived.conversions.filter(state=ConversionState.ARRIVED).count() == 2


def test_results_wait_for_room_however_often_they_are_tried(
    arrived: Remix, settings: Settings
) -> None:
    settings.REMIX_ARCHIVE_TRIES = 2
    for _ in range(4):
        archive_all(arrived)

    waiting = arrived.conversions.filter(state=ConversionState.ARRIVED, archive_tries=0)
    assert [one.archive_problem[:27] for one in waiting] == [
        "The disk is nearly full; the"[:27]
    ] * 2
    assert not waiting.filter(next_action_at=None).exists()


@pytest.mark.parametrize("share", [0.9, 20])
def test_room_that_uploads_no_longer_get_is_there_for_results(
    arrived: Remix, settings: Settings, share: float
) -> None:
    leave_free(settings, share)

    archive_all(arrived)

    assert arrived.status == Status.DONE

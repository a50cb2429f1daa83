"""Copying a master from a server of one's own: with its key, from it alone, whole or not at all."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from pytest_django import Settings

from remixes.jobs.archive import archive
from remixes.models import Conversion, ConversionState, Remix, Status
from tests.ace_step_service import FakeAceStep, Job
from tests.jobs.ace_step.conftest import set_service
from tests.jobs.conftest import archive_all, ask_about
from tests.service import How, Reply

pytestmark = pytest.mark.django_db


@pytest.fixture
def arrived(at_work: tuple[Remix, Job], studio_service: FakeAceStep) -> Remix:
    """Both results are known; nothing has been copied."""
    remix, job = at_work
    studio_service.finish(job)
    ask_about(remix)
    return remix


def test_the_key_goes_along_as_a_bearers(arrived: Remix, studio_service: FakeAceStep) -> None:
    archive_all(arrived)

    told = {headers["Authorization"] for headers in studio_service.downloads}
    assert told == {f"Bearer {studio_service.key}"}
    assert arrived.status == Status.DONE


def test_the_key_is_shown_to_no_other_host(arrived: Remix, settings: Settings) -> None:
    first = arrived.conversions.earliest("version")
    with FakeAceStep(key="") as elsewhere:
        settings.REMIX_FETCH_ALLOW = (urlsplit(elsewhere.url).netloc,)
        Conversion.objects.update(wav_url=f"{elsewhere.url}/v1/audio?path=x")

        archive(str(first.pk))

    assert ["Authorization" in headers for headers in elsewhere.downloads] == [False]


def test_a_redirect_elsewhere_is_blocked(arrived: Remix, studio_service: FakeAceStep) -> None:
    inward = Reply(302, "", headers={"Location": "http://169.254.169.254/"})
    studio_service.next("v1/audio", inward, inward)

    archive_all(arrived)

    assert set(arrived.conversions.values_list("state", flat=True)) == {"ARRIVED"}


@pytest.mark.parametrize(
    "reply",
    [
        Reply(404, {"detail": "Audio file not found"}),
        Reply(200, "<html>a proxy</html>"),
        Reply(200, b""),
        Reply(how=How.CUT),
        Reply(how=How.RESET),
    ],
    ids=["gone", "page", "empty", "cut", "reset"],
)
def test_a_bad_master_is_never_shown_and_the_next_one_is(
    arrived: Remix, studio_service: FakeAceStep, reply: Reply
) -> None:
    studio_service.next("v1/audio", reply)
    first = arrived.conversions.earliest("version")
    archive(str(first.pk))
    first.refresh_from_db()
    assert (first.state, first.mp3_sha256, first.wav_sha256) == (ConversionState.ARRIVED, "", "")
    assert first.archive_problem

    Conversion.objects.filter(pk=first.pk).update(next_action_at=timezone.now())
    archive(str(first.pk))

    first.refresh_from_db()
    assert first.is_saved


def test_masters_that_are_gone_for_good_fail_with_the_reason(
    arrived: Remix, studio_service: FakeAceStep, settings: Settings
) -> None:
    settings.REMIX_ARCHIVE_TRIES = 1
    studio_service.forget_everything()

    archive_all(arrived)

    reasons = set(arrived.conversions.values_list("reason", flat=True))
    assert reasons == {"It could not be saved: The server answered with status 404."}


def test_too_large_a_master_is_not_taken(arrived: Remix, settings: Settings) -> None:
    settings.REMIX_MAX_RESULT_BYTES = 10_000

    archive_all(arrived)

    assert set(arrived.conversions.values_list("state", flat=True)) == {"ARRIVED"}


def test_a_server_that_left_the_settings_is_waited_for(arrived: Remix, settings: Settings) -> None:
    known = settings.REMIX_SERVICES
    settings.REMIX_SERVICES = {"main": known["main"]}
    archive_all(arrived)
    assert arrived.status == Status.PARTIAL

    settings.REMIX_SERVICES = known
    archive_all(arrived)

    assert arrived.status == Status.DONE


def test_a_model_that_was_swapped_is_noted_on_each_version(
    at_work: tuple[Remix, Job], studio_service: FakeAceStep, settings: Settings
) -> None:
    remix, job = at_work
    set_service(settings, model="acestep-v15-base")
    studio_service.finish(job)

    ask_about(remix)

    notes = set(remix.conversions.values_list("note", flat=True))
    assert notes == {
        "Made by the model acestep-v15-turbo, although acestep-v15-base was asked for."
    }

"""An order that names a webhook_url: checked when it comes, told when its versions are there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import Settings

from remixes.jobs.archive import archive
from remixes.jobs.call_back import call_back
from remixes.jobs.peaks import peaks
from remixes.jobs.submit import submit
from remixes.jobs.tell import tell
from remixes.models import Call, Callback, Conversion, Remix, SigningKey
from tests.api.public.conftest import LINK, Program, refused
from tests.callbacks.receiver import receiving
from tests.service import FakeService

pytestmark = pytest.mark.django_db


def test_order_ends_in_two_signed_callbacks_whose_links_open(
    program: Program,
    provider: FakeService,
    song: bytes,
    fetch: Callable[..., tuple[Any, bytes]],
    settings: Settings,
) -> None:
    settings.REMIX_ENGINE_CALLBACK_LOOPBACK = True
    with receiving() as receiver:
        reply = program.order(audio_file=song, webhook_url=receiver.url, lyrics_timestamps="true")
        render(provider)
        send_all()

    bodies = [got.verified(SigningKey.of(program.person).secret) for got in receiver.got]
    songs = [body for body in bodies if body["subtype"] == "remix"]
    ids = {reply["conversion_id_1"], reply["conversion_id_2"]}
    assert {body["conversion_id"] for body in songs} == ids and len(songs) == 2
    for body in songs:
        assert (body["success"], body["task_id"]) == (True, reply["task_id"])
        mp3, content = fetch(body["conversion_path"])
        assert (mp3.status_code, mp3["Content-Type"]) == (200, "audio/mpeg")
        assert len(content) > 1000


def render(provider: FakeService) -> None:
    """The desk's and the service's work from the order to the saved files."""
    remix = Remix.objects.get()
    peaks(str(remix.upload_id))
    submit(str(remix.pk))
    provider.finish(provider.tasks[0])
    provider.send_webhooks(provider.tasks[0])
    for conversion in Conversion.objects.all():
        archive(str(conversion.pk))


def send_all() -> None:
    for pk in list(Call.objects.due().values_list("pk", flat=True)):
        tell(str(pk))
    for pk in list(Callback.objects.due().values_list("pk", flat=True)):
        call_back(str(pk))


@pytest.mark.parametrize(
    "url",
    [
        "ftp://hooks.example.com/",
        "https://user:password@hooks.example.com/",
        "http://10.0.0.7/hook",
        "http://[::1]/hook",
        "http://169.254.169.254/latest/meta-data",
        "http://localhost:9/hook",
        "https://hooks.example.com:6379/",
        "hooks.example.com/hook",
    ],
)
def test_address_that_could_never_be_called_is_refused(
    program: Program, settings: Settings, url: str
) -> None:
    settings.REMIX_ENGINE_CALLBACK_LOOPBACK = False

    answer = program.post(prompt="warm house", mode="REMIX", audio_url=LINK, webhook_url=url)

    assert refused(answer, 422).startswith("webhook_url ")
    assert not Remix.objects.exists()


def test_refusal_does_not_repeat_the_secret(program: Program, settings: Settings) -> None:
    settings.REMIX_ENGINE_CALLBACK_LOOPBACK = False
    url = "http://127.0.0.1/hook?key=secret"

    said = refused(program.post(prompt="x", mode="REMIX", audio_url=LINK, webhook_url=url), 422)

    assert said == (
        "webhook_url cannot be called back. This address points into a private network. "
        "Nothing was ordered."
    )

"""A receiver, calls that name it, and the two jobs run in this very thread."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytest_django import Settings

from remixes.jobs.call_back import call_back
from remixes.jobs.tell import tell
from remixes.models import Call, Callback, Person, Remix, SigningKey, Status
from remixes.record import settle_remix
from tests.callbacks.receiver import Receiver, receiving
from tests.makers import make_conversion, make_person, make_remix, make_submission, mp3_bytes

Ordered = Callable[..., Call]


@pytest.fixture(scope="session")
def song() -> bytes:
    return mp3_bytes(0.2)


@pytest.fixture
def receiver(settings: Settings) -> Iterator[Receiver]:
    settings.REMIX_ENGINE_CALLBACK_LOOPBACK = True
    with receiving() as one:
        yield one


@pytest.fixture
def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture
def person(db: None) -> Person:
    return make_person()


@pytest.fixture
def ordered(person: Person, receiver: Receiver) -> Ordered:
    """A call whose remix is with the service; its program wants to be told."""

    def order(**facts: Any) -> Call:
        remix = make_remix(facts.pop("person", person), status=Status.SUBMITTED)
        make_submission(remix)
        facts = {"webhook_url": receiver.url, "feature": "REMIX", "person": remix.person, **facts}
        return Call.objects.create(remix=remix, **facts)

    return order


@pytest.fixture
def owed(ordered: Ordered, song: bytes) -> Callback:
    """One callback that waits to be sent."""
    call = ordered()
    finish_version(call.remix, 1, song)
    tell_all()
    callback: Callback = call.callbacks.get()
    return callback


def finish_version(remix: Remix, version: int, song: bytes, **facts: Any) -> None:
    """The version is saved, both files, and the remix stands where that puts it."""
    make_conversion(remix, version, mp3=song, wav=song + b"wav", **facts)
    settle_remix(remix.pk)
    remix.refresh_from_db()


def tell_all() -> None:
    for pk in Call.objects.due().values_list("pk", flat=True):
        tell(str(pk))


def send_due() -> None:
    for pk in list(Callback.objects.due().values_list("pk", flat=True)):
        call_back(str(pk))


def secret_of(person: Person) -> str:
    return SigningKey.of(person).secret


def again(callback: Callback) -> Callback:
    """The row as it is now."""
    return Callback.objects.select_related("call__person").get(pk=callback.pk)

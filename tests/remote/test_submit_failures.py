"""Every way a submit can end badly, and what each means for the money."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from remixes.remote import (
    Client,
    NoAccess,
    NoFunds,
    NotSent,
    Order,
    Refused,
    RemoteError,
    Service,
    TooMany,
    Unclear,
)
from tests.remote.conftest import client_of, patience_with
from tests.service import FakeService, Fault, Reply

MAYBE_PAID = [fault for fault in Fault if fault.name.endswith("AFTER_ACCEPT")]
UNPAID_BUT_UNKNOWN = [
    Fault.DROP_BEFORE_ACCEPT,
    Fault.RESET_BEFORE_ACCEPT,
    Fault.SILENT_BEFORE_ACCEPT,
    Fault.ERROR_BEFORE_ACCEPT,
    Fault.RESET_WHILE_SENDING,
    Fault.CLOSE_WHILE_SENDING,
    Fault.CUT_422,
]


def submit_badly(client: Client, order: Order) -> RemoteError:
    with pytest.raises(RemoteError) as caught:
        client.submit(order)
    return caught.value


def service_at(url: str, key: str = "some-key-123") -> Client:
    return Client(Service("main", url, key, submit_deadline_s=1.0, ask_deadline_s=1.0))


@pytest.fixture
def large(order: Order, tmp_path: Path) -> Order:
    """An upload larger than every buffer between client and server."""
    path = tmp_path / "large.wav"
    with path.open("wb") as file:
        file.truncate(30 << 20)
    return replace(order, file=path)


@pytest.mark.parametrize("fault", MAYBE_PAID, ids=lambda fault: fault.name)
def test_lost_answer_is_unclear(service: FakeService, order: Order, fault: Fault) -> None:
    service.next_submit(fault)

    error = submit_badly(client_of(service, patience_with(fault)), order)

    assert type(error) is Unclear
    assert "charged" in error.sentence
    assert len(service.tasks) == 1
    assert len(service.posts) == 1  # and was not tried a second time


@pytest.mark.parametrize("fault", UNPAID_BUT_UNKNOWN, ids=lambda fault: fault.name)
def test_what_cannot_be_known_is_unclear(service: FakeService, large: Order, fault: Fault) -> None:
    service.next_submit(fault)

    error = submit_badly(client_of(service, patience_with(fault)), large)

    assert type(error) is Unclear
    assert service.tasks == []


@pytest.mark.parametrize(
    ("fault", "kind", "status", "words"),
    [
        (Fault.BAD_REQUEST_400, Refused, 400, "Malformed request"),
        (Fault.BAD_KEY_401, NoAccess, 401, "Invalid API key"),
        (Fault.NO_FUNDS_402, NoFunds, 402, "Insufficient credits"),
        (Fault.FORBIDDEN_403, NoAccess, 403, "Not authorised"),
        (Fault.NOT_FOUND_404, Refused, 404, "Not Found"),
        (Fault.CONFLICT_409, Refused, 409, "Conflict"),
        (Fault.TOO_LARGE_413, Refused, 413, "413 Request Entity Too Large"),
        (Fault.TYPE_415, Refused, 415, "Unsupported media type"),
        (Fault.INVALID_422, Refused, 422, "prompt: field required"),
        (Fault.INVALID_422_TEXT, Refused, 422, "prompt must be provided"),
        (Fault.TEAPOT_418, Refused, 418, "status 418"),
        (Fault.NOT_SUCCESSFUL, Refused, 200, "Prompt is required."),
        (Fault.FLAGGED_REFUSED, Refused, 200, "Names an artist"),
        (Fault.TOO_MANY_429, TooMany, 429, "Too many requests"),
    ],
)
def test_refusals_say_why(
    service: FakeService,
    client: Client,
    order: Order,
    fault: Fault,
    kind: type[RemoteError],
    status: int,
    words: str,
) -> None:
    service.next_submit(fault)

    error = submit_badly(client, order)

    assert (type(error), error.status) == (kind, status)
    assert words in error.sentence
    assert service.tasks == []


def test_no_funds_tells_the_amounts(service: FakeService, client: Client, order: Order) -> None:
    service.next_submit(Fault.NO_FUNDS_402)

    error = submit_badly(client, order)

    assert isinstance(error, NoFunds)
    assert (error.required, error.available) == (Decimal("2.5"), Decimal(1))


@pytest.mark.parametrize(
    ("fault", "seconds"),
    [
        (Fault.TOO_MANY_429, None),
        (Fault.TOO_MANY_429_SECONDS, 7.0),
        (Fault.TOO_MANY_429_DATE, 600.0),
        (Fault.TOO_MANY_429_PAST, 0.0),
        (Fault.TOO_MANY_429_NEGATIVE, 0.0),
        (Fault.TOO_MANY_429_ABSURD, 600.0),
        (Fault.TOO_MANY_429_NONSENSE, None),
    ],
)
def test_retry_after_of_any_kind(
    service: FakeService, client: Client, order: Order, fault: Fault, seconds: float | None
) -> None:
    service.next_submit(fault)

    error = submit_badly(client, order)

    assert isinstance(error, TooMany)
    assert error.retry_after_s == seconds


@pytest.mark.parametrize("fault", [Fault.EARLY_413, Fault.EARLY_413_LINGERING])
def test_refusal_during_the_upload_is_a_refusal(
    service: FakeService, large: Order, fault: Fault
) -> None:
    service.next_submit(fault)

    error = submit_badly(client_of(service, patience_with(fault)), large)

    assert (type(error), error.status) == (Refused, 413)


def test_refused_connection_was_never_sent(order: Order) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        client = service_at(f"http://127.0.0.1:{closed.getsockname()[1]}/v1")

        error = submit_badly(client, order)

    assert type(error) is NotSent
    assert error.status is None


@pytest.mark.parametrize(
    "url",
    ["http://no-such-host.invalid/v1", "http://", "nonsense", "http://[::1", "ftp://a.example"],
)
def test_address_that_leads_nowhere_was_never_sent(order: Order, url: str) -> None:
    assert type(submit_badly(service_at(url), order)) is NotSent


def test_failed_tls_handshake_was_never_sent(service: FakeService, order: Order) -> None:
    client = service_at(service.url.replace("http://", "https://"))

    error = submit_badly(client, order)

    assert type(error) is NotSent
    assert service.posts == []


@pytest.fixture
def deaf_port() -> Iterator[int]:
    """A port whose queue of connections is full, so that connecting waits for ever."""
    with socket.socket() as listener, socket.socket() as first, socket.socket() as second:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for filler in (first, second):
            filler.setblocking(False)  # noqa: FBT003
            filler.connect_ex(listener.getsockname())
        yield int(listener.getsockname()[1])


def test_connect_time_out_was_never_sent(order: Order, deaf_port: int) -> None:
    error = submit_badly(service_at(f"http://127.0.0.1:{deaf_port}/v1"), order)

    assert type(error) is NotSent


def test_missing_file_was_never_sent(service: FakeService, client: Client, order: Order) -> None:
    error = submit_badly(client, replace(order, file=Path("/nowhere/song.mp3")))

    assert type(error) is NotSent
    assert "cannot be read here" in error.sentence
    assert service.posts == []


@pytest.mark.parametrize("key", ["schlüssel-123", "two\nlines", "nul\x00", "tab\tkey"])
def test_key_that_no_header_carries_is_a_matter_of_access(
    service: FakeService, order: Order, key: str
) -> None:
    error = submit_badly(service_at(service.url, key), order)

    assert type(error) is NoAccess
    assert key not in error.sentence
    assert service.posts == []


def test_wrong_key_is_a_matter_of_access(service: FakeService, order: Order) -> None:
    assert type(submit_badly(service_at(service.url, "wrong-key-1"), order)) is NoAccess


def test_deadline_covers_a_dripping_answer(service: FakeService, order: Order) -> None:
    service.next_submit(Fault.DRIP_AFTER_ACCEPT)

    error = submit_badly(client_of(service, deadline_s=0.5), order)

    assert type(error) is Unclear
    assert "0.5 seconds" in error.sentence


def test_endless_refusal_is_still_a_refusal(
    service: FakeService, client: Client, order: Order
) -> None:
    page = "<html><title>Too large</title>" + "x" * (2 << 20)
    service.next_submit(Reply(413, page, headers={"Content-Type": "text/html"}))

    error = submit_badly(client, order)

    assert (type(error), error.status) == (Refused, 413)
    assert "Too large" in error.sentence
    assert len(error.body) <= 64 * 1024

"""The API key and the webhook token leave no trace in errors, logs or evidence."""

from __future__ import annotations

import json
import logging
import socket
import threading
import traceback
from dataclasses import replace
from pathlib import Path

import pytest

from remixes.remote import Client, Order, RemoteError, Service
from tests.remote.conftest import TOKEN, client_of, patience_with
from tests.service import FakeService, Fault, Reply

TROUBLES = [
    Fault.RESET_AFTER_ACCEPT,
    Fault.SILENT_AFTER_ACCEPT,
    Fault.ERROR_AFTER_ACCEPT,
    Fault.INVALID_422,
    Fault.TOO_MANY_429,
    Fault.HTML_200_AFTER_ACCEPT,
]


def everything_said(error: RemoteError) -> str:
    """The error as a zealous reporter shows it, with the locals of every frame but the test's."""
    assert error.__traceback__ is not None
    ours = error.with_traceback(error.__traceback__.tb_next)
    told = traceback.TracebackException.from_exception(ours, capture_locals=True)
    kept = [error.sentence, error.body, repr(error), repr(vars(error)), json.dumps(error.request)]
    return "".join([*told.format(), *kept])


@pytest.mark.parametrize("fault", TROUBLES, ids=lambda fault: fault.name)
def test_errors_tell_no_secret(
    service: FakeService, order: Order, fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    service.next_submit(fault)

    with pytest.raises(RemoteError) as caught:
        client_of(service, patience_with(fault)).submit(order)

    said = everything_said(caught.value) + caplog.text
    assert "client.py" in said
    assert service.key not in said
    assert TOKEN not in said


def test_errors_keep_no_hidden_cause(order: Order) -> None:
    client = Client(Service("main", "http://127.0.0.1:1/v1", "some-key-123"))

    with pytest.raises(RemoteError) as caught:
        client.submit(order)

    assert (caught.value.__cause__, caught.value.__context__) == (None, None)


def test_evidence_shows_what_was_sent_without_secrets(
    service: FakeService, client: Client, order: Order
) -> None:
    _, exchange = client.submit(order)

    assert exchange.request["headers"] == {"Authorization": "***", "Accept": "application/json"}
    fields = exchange.request["fields"]
    assert isinstance(fields, dict)
    assert fields["webhook_url"] == "http://127.0.0.1:9/webhooks/remix/***/"
    assert (fields["prompt"], fields["mode"]) == ("warm house, 122 bpm", "REMIX")
    assert exchange.request["file"] == {
        "field": "audio_file",
        "name": "My song.mp3",
        "type": "audio/mpeg",
    }
    assert exchange.request["url"] == f"{service.url}/Remix"


@pytest.mark.parametrize("status", [200, 422, 500])
def test_echoed_secrets_are_masked(
    service: FakeService, client: Client, order: Order, status: int
) -> None:
    echo = f"key {service.key}, hook https:\\/\\/a.example\\/webhooks\\/remix\\/{TOKEN}\\/"
    service.next_submit(Reply(status, {"success": False, "message": echo, "task_id": "t"}))

    with pytest.raises(RemoteError) as caught:
        client.submit(order)

    said = caught.value.sentence + caught.value.body
    assert "***" in said
    assert service.key not in said
    assert TOKEN not in said


def test_key_at_the_cut_is_not_left_in_half(
    service: FakeService, client: Client, order: Order
) -> None:
    service.next_submit(Reply(500, "x" * (65_536 - 10) + service.key))

    with pytest.raises(RemoteError) as caught:
        client.submit(order)

    assert service.key[:8] not in caught.value.body
    assert len(caught.value.body) <= 65_536


def test_body_is_fit_for_a_database(service: FakeService, client: Client, order: Order) -> None:
    service.next_submit(Reply(500, b"a\x00b\xff\xed\xa0\x80"))

    with pytest.raises(RemoteError) as caught:
        client.submit(order)

    assert "\x00" not in caught.value.body
    caught.value.body.encode()


def test_password_in_the_address_is_no_evidence(service: FakeService, order: Order) -> None:
    url = service.url.replace("http://", "http://somebody:hush-hush@")

    _, exchange = Client(Service("main", url, service.key)).submit(order)

    assert "hush-hush" not in json.dumps(exchange.request)
    assert service.posts[0].headers["Authorization"] == service.key


def test_netrc_does_not_replace_the_key(
    service: FakeService, client: Client, order: Order, monkeypatch: pytest.MonkeyPatch, song: Path
) -> None:
    netrc = song.parent / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password else\n")
    monkeypatch.setenv("NETRC", str(netrc))

    client.submit(order)

    assert service.posts[0].headers["Authorization"] == service.key


@pytest.fixture
def proxy() -> tuple[str, list[bytes]]:
    """A proxy that refuses every tunnel, and what it was told."""
    listener = socket.create_server(("127.0.0.1", 0))
    heard: list[bytes] = []

    def refuse() -> None:
        with listener, listener.accept()[0] as caller:
            heard.append(caller.recv(65_536))
            caller.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")

    threading.Thread(target=refuse, daemon=True).start()
    return f"http://127.0.0.1:{listener.getsockname()[1]}", heard


def test_proxy_of_the_environment_never_sees_the_key(
    order: Order, proxy: tuple[str, list[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy[0])
    monkeypatch.delenv("NO_PROXY", raising=False)
    client = Client(Service("main", "https://api.example.com/v1", "some-key-123"))

    with pytest.raises(RemoteError) as caught:
        client.submit(order)

    assert type(caught.value).__name__ == "NotSent"
    assert proxy[1][0].startswith(b"CONNECT api.example.com:443 ")
    assert b"some-key" not in proxy[1][0]


def test_plain_http_goes_past_every_proxy(
    service: FakeService, client: Client, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")

    client.submit(order)

    assert len(service.tasks) == 1


def test_settings_and_orders_do_not_show_secrets(client: Client, order: Order) -> None:
    assert client.service.api_key not in repr(client.service)
    assert TOKEN not in repr(replace(order, prompt="x"))

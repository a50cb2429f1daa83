"""Deadline alone, as the Remix API's client uses it: no guard, any thread, every phase."""

import socket
import threading
import time
from collections.abc import Callable

import pytest
import requests

from remixes.fetch import Deadline, TooLarge, TooSlow, Unreachable
from tests.fetch.hostile import Answer, Server, drips, floods, hangs_up, head, resets, whole

Serve = Callable[[Answer], Server]
SLOW = {
    "body": drips(head(Content_Length=9999), b"x"),
    "endless body": drips(head(), b"x"),
    "headers": drips(b"HTTP/1.1 200 OK\r\nX: ", b"y"),
    "silence": drips(b"", b""),
}


def post(url: str, seconds: float, body: bytes = b"x") -> tuple[int, bytes]:
    with Deadline(seconds) as deadline:
        answer = deadline.session().post(url, data=body, stream=True)
        return answer.status_code, deadline.read(answer, max_bytes=1 << 20)


def test_a_prompt_answer_passes_through(serve: Serve) -> None:
    server = serve(whole(b"done"))

    assert post(server.url, 5) == (200, b"done")


@pytest.mark.parametrize("phase", SLOW)
def test_a_slow_answer_ends_on_the_main_thread(serve: Serve, phase: str) -> None:
    server = serve(SLOW[phase])
    begun = time.monotonic()

    with pytest.raises(TooSlow):
        post(server.url, 0.5)

    assert 0.4 < time.monotonic() - begun < 2.8


def test_slow_answers_end_on_many_threads_at_once(serve: Serve) -> None:
    server, ended = serve(SLOW["headers"]), []

    def wait() -> None:
        with pytest.raises(TooSlow):
            post(server.url, 0.6)
        ended.append(time.monotonic())

    begun = time.monotonic()
    threads = [threading.Thread(target=wait) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)

    assert len(ended) == 8
    assert max(ended) - begun < 4


def test_a_server_that_does_not_read_ends_too(serve: Serve) -> None:
    def never_reads(_: socket.socket, __: bytes) -> None:
        time.sleep(4)

    server = serve(never_reads)
    begun = time.monotonic()

    with pytest.raises(TooSlow):
        post(server.url, 0.6, body=b"x" * 50_000_000)
    assert time.monotonic() - begun < 2.8


def test_a_silent_tls_partner_ends_before_anything_was_sent(serve: Serve) -> None:
    server = serve(SLOW["silence"])

    with pytest.raises(TooSlow), Deadline(0.5) as deadline:
        deadline.session().get(server.url.replace("http:", "https:"))

    assert deadline.has_connected is False


def test_a_connect_nobody_answers_ends_before_anything_was_sent() -> None:
    with socket.socket() as full, socket.socket() as first, socket.socket() as second:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for sock in (first, second):
            sock.settimeout(0)
            sock.connect_ex(full.getsockname())
        begun = time.monotonic()

        with pytest.raises(TooSlow), Deadline(0.5) as deadline:
            deadline.session().get(f"http://127.0.0.1:{full.getsockname()[1]}/")

    assert deadline.has_connected is False
    assert time.monotonic() - begun < 2.8


def test_a_slow_resolver_ends_before_anything_was_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object, **__: object) -> list[object]:
        time.sleep(4)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    begun = time.monotonic()

    with pytest.raises(TooSlow), Deadline(0.4) as deadline:
        deadline.session().get("http://slow.example/")

    assert deadline.has_connected is False
    assert time.monotonic() - begun < 2.8


def test_a_refused_connection_is_told_from_a_broken_one(serve: Serve) -> None:
    broken = serve(hangs_up)

    with pytest.raises(Unreachable), Deadline(3) as refused:
        refused.session().get("http://127.0.0.1:2/")
    with pytest.raises(requests.ConnectionError), Deadline(3) as cut:
        cut.session().get(broken.url)

    assert (refused.has_connected, cut.has_connected) == (False, True)


def test_a_reset_is_the_callers_to_read(serve: Serve) -> None:
    server = serve(resets(head(Content_Length=99) + b"abc"))

    with pytest.raises(requests.RequestException):
        post(server.url, 5)


def test_an_endless_answer_stops_at_the_cap(serve: Serve) -> None:
    server = serve(floods(head()))

    with pytest.raises(TooLarge):
        post(server.url, 5)


def test_a_redirect_is_neither_followed_nor_read(serve: Serve) -> None:
    server = serve(floods(head("302 Found", Location="http://127.0.0.1:2/")))

    with Deadline(3) as deadline:
        answer = deadline.session().get(server.url, stream=True)

    assert answer.status_code == 302


def test_a_lost_request_is_not_sent_again(serve: Serve) -> None:
    server = serve(hangs_up)

    with pytest.raises(requests.ConnectionError):
        post(server.url, 3)

    assert len(server.hits) == 1


def test_an_error_of_the_callers_own_keeps_its_name_after_the_deadline() -> None:
    with pytest.raises(KeyError), Deadline(0.05):
        time.sleep(0.2)
        raise KeyError("mine")


def test_no_thread_and_no_socket_stays_behind(serve: Serve) -> None:
    server, before = serve(whole(b"done")), threading.active_count()

    for _ in range(20):
        post(server.url, 60)
    time.sleep(0.2)

    assert threading.active_count() <= before + 1

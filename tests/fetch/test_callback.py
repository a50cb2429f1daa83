"""post_json() delivers a body and reports the status, come what may after it."""

import time
from collections.abc import Callable

import pytest

from remixes.fetch import Blocked, CutShort, TooSlow, post_json
from tests.fetch.hostile import Answer, Server, drips, floods, hangs_up, head, says, whole

Serve = Callable[[Answer], Server]


def call(server: Server, deadline_s: float = 5.0) -> int:
    answered = post_json(server.url, b'{"a":1}', deadline_s=deadline_s, allow=[server.place])
    return answered.status


@pytest.mark.parametrize("status", ["200 OK", "204 Empty", "404 Gone", "500 Oh"])
def test_the_status_comes_back_whatever_it_is(serve: Serve, status: str) -> None:
    server = serve(says(status))

    assert call(server) == int(status[:3])


def test_the_body_and_headers_arrive(serve: Serve) -> None:
    server = serve(whole(b"ok"))

    post_json(server.url, b'{"a":1}', headers={"X-Try": "2"}, deadline_s=5, allow=[server.place])

    asked = server.hits[0]
    assert asked.startswith(b"POST /song.mp3 ")
    assert b"content-type: application/json" in asked.lower()
    assert b"X-Try: 2" in asked


@pytest.mark.parametrize(("said", "wait_s"), [("120", 120), ("soon", None), ("", None)])
def test_how_long_to_wait_comes_back_too(serve: Serve, said: str, wait_s: float | None) -> None:
    server = serve(says("429 Slowly", **{"Retry-After": said}))

    answered = post_json(server.url, b"{}", deadline_s=5, allow=[server.place])

    assert answered.retry_after_s == wait_s


def test_a_redirect_is_a_status_and_not_followed(serve: Serve, canary: Server) -> None:
    server = serve(says("307 Moved", Location=canary.url))

    assert call(server) == 307
    assert canary.hits == []


@pytest.mark.parametrize(
    "answer", [floods(head()), drips(head(Content_Length=9999), b"x"), drips(head(), b"x")]
)
def test_a_body_without_end_does_not_hide_the_status(serve: Serve, answer: Answer) -> None:
    begun = time.monotonic()

    assert call(serve(answer), deadline_s=0.6) == 200
    assert time.monotonic() - begun < 2.8


def test_no_answer_at_all_is_an_error(serve: Serve) -> None:
    with pytest.raises(CutShort):
        call(serve(hangs_up))
    with pytest.raises(TooSlow):
        call(serve(drips(b"HTTP/1.1 ", b" ")), deadline_s=0.4)


def test_a_private_place_is_blocked_unless_listed(canary: Server) -> None:
    with pytest.raises(Blocked):
        post_json(canary.url, b"{}", deadline_s=5)

    assert canary.hits == []

"""A service that says no for now: the queue waits, says so, and goes on by itself."""

from __future__ import annotations

from tests.service import FakeService, Fault, Reply
from tests.whole.conftest import task_of
from tests.whole.desk import Desk, wait_for


def test_a_refused_key_pauses_the_line_until_there_is_a_new_one(
    desk: Desk, service: FakeService, song: str
) -> None:
    service.key = "a-newer-key-than-the-desk-has"
    remix = desk.order(song, "old key")
    wait_for(lambda: desk.moves(remix) == ["QUEUED", "SENDING", "QUEUED"])
    assert "Invalid API key" in desk.browser.get("/").text

    desk.stop()
    desk.start(REMIX_API_KEY=service.key)

    desk.wait_for_step(remix, "ready")
    assert desk.submissions(remix) == 2
    assert task_of(service, "old key").post.headers["Authorization"] == service.key


def test_new_funds_are_noticed(desk: Desk, service: FakeService, song: str) -> None:
    service.next_submit(Fault.NO_FUNDS_402)

    remix = desk.order(song, "no funds at first")
    wait_for(lambda: desk.moves(remix)[:3] == ["QUEUED", "SENDING", "QUEUED"])

    desk.wait_for_step(remix, "ready")
    assert desk.submissions(remix) == 2


def test_too_many_is_tried_again_when_the_service_said(
    desk: Desk, service: FakeService, song: str
) -> None:
    service.next_submit(Reply(429, {"message": "Too many"}, headers={"Retry-After": "4"}))

    remix = desk.order(song, "one too many")
    desk.wait_for_step(remix, "ready")

    posts = [post for post in service.posts if post.fields.get("prompt") == "one too many"]
    assert len(posts) == 2
    assert posts[1].at - posts[0].at >= 4

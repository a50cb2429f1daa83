"""What every address of the JSON API has in common: problems, limits, methods, costs."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from remixes.actions import notes
from remixes.actions.notes import Place
from remixes.api.v1 import pages
from remixes.models import Remix
from tests.api.v1.callers import JSON, PROBLEM, Caller, ask, caller
from tests.makers import make_finished_remix, make_owner, make_person, make_upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis")]


def add_remix(me: Caller, first: Remix) -> None:
    make_finished_remix()


def add_upload(me: Caller, first: Remix) -> None:
    make_upload()


def add_thread(me: Caller, first: Remix) -> None:
    note = notes.add(make_person(), first, f"@{me.person.email} listen", Place())
    notes.answer(make_person(), note, "Yes")


LISTS = {
    "remixes": add_remix,
    "uploads": add_upload,
    "remixes/{first}/notes": add_thread,
    "mentions": add_thread,
    "people": add_remix,
}


@pytest.mark.parametrize("path", LISTS)
def test_a_list_costs_as_much_for_thirty_rows_as_for_three(path: str) -> None:
    me = caller(make_owner())
    first = make_finished_remix()
    me("get", "me")  # notes the token's last use, once a minute
    costs = []
    for more in (3, 27):
        for _ in range(more):
            LISTS[path](me, first)
        with CaptureQueriesContext(connection) as asked:
            answer = me("get", f"{path.format(first=first.pk)}?limit=100")
        rows = answer.json()
        costs.append(len(asked))
    assert len(rows["items"] if isinstance(rows, dict) else rows) >= 30
    assert costs[0] == costs[1]


@pytest.mark.parametrize("limit", ["0", "101", "x"])
def test_a_page_has_bounds(member: Caller, limit: str) -> None:
    answer = member("get", f"remixes?limit={limit}")

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "limit"


def test_nothing_here_is_a_problem_and_no_page() -> None:
    answer = ask("get", "nothing/here")

    assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM)
    assert answer.json()["detail"].endswith(".")


def test_another_method_is_told_which_there_are(member: Caller) -> None:
    answer = member("delete", "remixes")

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST")
    assert answer["Content-Type"] == PROBLEM


def test_head_is_get_without_the_body(member: Caller) -> None:
    answer = member("head", "me")

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["ETag"] == member("get", "me")["ETag"]


@pytest.mark.parametrize("body", [b"{", b'{"text": NaN}', b"\xff", b"[" * 100_000])
def test_what_is_no_json_is_told(member: Caller, body: bytes) -> None:
    answer = Client().post(
        "/api/v1/uploads/from-link",
        body,
        content_type=JSON,
        headers={"authorization": member.secret},
    )

    assert answer.status_code == 400
    assert "JSON" in answer.json()["detail"]


def test_a_body_beyond_the_cap_is_told(member: Caller, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    answer = member("post", "uploads/from-link", {"link": "https://example.com/" + "a" * 1900})

    assert (answer.status_code, answer["Content-Type"]) == (413, PROBLEM)


def test_a_token_that_calls_too_often_is_told_when_to_come_back(
    member: Caller, settings: Settings
) -> None:
    settings.REMIX_ASKS_PER_MINUTE = 2

    answers = [member("get", "me") for _ in range(3)]

    assert [one.status_code for one in answers] == [200, 200, 429]
    assert 0 < int(answers[2]["Retry-After"]) <= 60
    assert answers[2].json()["detail"].startswith("Too many calls")


def test_our_own_fault_is_a_problem_and_no_page(
    member: Caller, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(cursor: str) -> None:
        raise RuntimeError(cursor)

    monkeypatch.setattr(pages, "_read", broken)
    quiet = Client(raise_request_exception=False)

    answer = quiet.get("/api/v1/remixes?cursor=x", headers={"authorization": member.secret})

    assert (answer.status_code, answer["Content-Type"]) == (500, PROBLEM)
    assert "RuntimeError" in caplog.text
    assert "RuntimeError" not in answer.content.decode()

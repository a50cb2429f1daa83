"""byId for strangers' ids, and byUser: complete, in order, page by page."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from remixes.engine.models import Result, Task
from tests.engine.http.conftest import API, Caller, refused

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def make_tasks(count: int, feature: str = "REMIX") -> list[str]:
    """Tasks one minute apart from noon on; of every three, two share a moment."""
    ids = []
    for at in range(count):
        task = Task.objects.create(
            feature=feature,
            mode="REMIX",
            prompt="x",
            seed=at,
            source_url="https://a.example/x",
            files_url="http://testserver/engine/files/",
            created_at=NOON + timedelta(minutes=at - (at % 3 == 1)),
            webhook_url=f"https://me.example/{at}",
        )
        for number in (1, 2):
            Result.objects.create(task=task, number=number)
        ids.append(str(task.pk))
    return ids


def page(caller: Caller, **query: Any) -> dict[str, Any]:
    """One answer of byUser."""
    response = caller.http.get(f"{API}/byUser", query)
    assert response.status_code == 200, response.content
    body: dict[str, Any] = response.json()
    return body


@pytest.mark.parametrize(
    "query",
    [
        {"task_id": "stem123"},
        {"task_id": "00000000-0000-4000-8000-000000000000"},
        {"conversion_id": "conv456"},
        {"conversion_id": "00000000-0000-4000-8000-000000000000"},
        {"task_id": "\x00"},
        {"task_id": "x" * 5000},
    ],
)
def test_an_unknown_id_is_not_found(caller: Caller, query: dict[str, str]) -> None:
    assert refused(caller.http.get(f"{API}/byId", query), 404)


def test_by_id_needs_an_id(caller: Caller) -> None:
    assert "task_id" in refused(caller.http.get(f"{API}/byId?conversionType=REMIX"), 422)


@pytest.mark.parametrize("order", ["asc", "desc"])
def test_all_pages_together_hold_every_task_once(caller: Caller, order: str) -> None:
    ids = make_tasks(10)
    found: list[str] = []
    key = ""

    while True:
        told = page(caller, limit=3, sortOrder=order, LastEvaluatedKey=key)
        found += [task["task_id"] for task in told["conversions"]]
        key = told["LastEvaluatedKey"]
        if not key:
            break

    assert sorted(found) == sorted(ids)
    moments = [Task.objects.get(pk=task_id).created_at for task_id in found]
    assert moments == sorted(moments, reverse=order == "desc")


def test_a_task_that_comes_between_two_pages_upsets_nothing(caller: Caller) -> None:
    ids = make_tasks(4)
    first = page(caller, limit=2)
    make_tasks(1)

    told = [first]
    while key := told[-1]["LastEvaluatedKey"]:
        told.append(page(caller, limit=2, LastEvaluatedKey=key))

    found = [task["task_id"] for each in told for task in each["conversions"]]
    assert set(ids) <= set(found)
    assert len(found) == len(set(found))


def test_each_task_looks_as_in_by_id(caller: Caller) -> None:
    (task_id,) = make_tasks(1)

    (told,) = page(caller)["conversions"]

    assert told == caller.by_id(task_id)
    assert told["webhook_url"] == "https://me.example/0"


def test_the_type_narrows_the_list(caller: Caller) -> None:
    make_tasks(2)
    inpaint = make_tasks(1, "INPAINT")

    told = page(caller, conversionType="INPAINT")

    assert [task["task_id"] for task in told["conversions"]] == inpaint
    assert page(caller, conversionType="EXTEND")["conversions"] == []


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        ("2026-03-01", "2026-03-01", 6),
        ("2026-03-02", "", 0),
        ("", "2026-02-28", 0),
        ("2026-03-01T12:03:00Z", "", 3),
        ("2026-03-01T13:03:00 01:00", "", 3),
        ("2026-03-01 12:03", "2026-03-01T12:03:00.000000", 2),
        ("", "2026-03-01T12:00:00+00:00", 2),
    ],
)
def test_dates_narrow_the_list(caller: Caller, start: str, end: str, count: int) -> None:
    make_tasks(6)

    told = page(caller, startDate=start, endDate=end)

    assert told["count"] == len(told["conversions"]) == count


@pytest.mark.parametrize(
    "query",
    [
        {"limit": "0"},
        {"limit": "101"},
        {"limit": "ten"},
        {"limit": "1e1"},
        {"sortOrder": "up"},
        {"startDate": "yesterday"},
        {"endDate": "2026-02-31"},
        {"endDate": "2026-02-01T25:00"},
        {"LastEvaluatedKey": "abc"},
        {"LastEvaluatedKey": "ÿÿÿÿ"},
        {"LastEvaluatedKey": "MjAyNi0wMy0wMVQxMjowMDowMHww"},
    ],
)
def test_a_question_that_makes_no_sense_is_refused(caller: Caller, query: dict[str, str]) -> None:
    assert refused(caller.http.get(f"{API}/byUser", query), 422)


def test_a_long_list_costs_as_many_queries_as_a_short_one(caller: Caller) -> None:
    make_tasks(3)
    with CaptureQueriesContext(
        connection,
    ) as short:
        page(caller, limit=100)
    make_tasks(30)

    with CaptureQueriesContext(connection) as long:
        told = page(caller, limit=100)

    assert len(told["conversions"]) == 33
    assert len(long) == len(short)


def test_a_fresh_order_is_in_the_list_at_once(caller: Caller, song: bytes) -> None:
    make_tasks(2)
    task_id = caller.order(song)["task_id"]

    told = page(caller, limit=1, sortOrder="desc")

    assert told["conversions"][0]["task_id"] == task_id

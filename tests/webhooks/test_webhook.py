"""The door the service calls: what it keeps, what it answers, and what it never does."""

import json
import secrets
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from remixes.models import Delivery, Reading, Status, Submission, hash_token
from tests.makers import make_remix, make_submission
from tests.record.test_reports import TASK, body

pytestmark = pytest.mark.django_db


@pytest.fixture
def token() -> str:
    return secrets.token_urlsafe(32)


@pytest.fixture
def sent(token: str) -> Submission:
    remix = make_remix(status=Status.SENDING)
    return make_submission(remix, task_id=None, expected=None, token_hash=hash_token(token))


def call(client: Client, token: str, content: bytes, **extra: Any) -> Any:
    url = reverse("webhook", args=[token])
    return client.post(url, content, content_type="application/json", **extra)


def test_a_good_body_is_recorded_before_200(client: Client, sent: Submission, token: str) -> None:
    answer = call(client, token, body("webhook_classic_1"))

    assert answer.status_code == 200
    assert sent.deliveries.get().reading == Reading.APPLIED
    assert sent.conversions.count() == 1


def test_it_needs_no_cookie_and_no_csrf_token(sent: Submission, token: str) -> None:
    strict = Client(enforce_csrf_checks=True)

    assert call(strict, token, body("webhook_classic_1")).status_code == 200


def test_an_unknown_token_is_404_and_leaves_no_row(client: Client, sent: Submission) -> None:
    answer = call(client, secrets.token_urlsafe(32), body("webhook_classic_1"))

    assert answer.status_code == 404
    assert Delivery.objects.count() == 0


def test_too_much_is_413_and_leaves_no_row(client: Client, sent: Submission, token: str) -> None:
    answer = call(client, token, b"x" * 65_537)

    assert answer.status_code == 413
    assert Delivery.objects.count() == 0


def test_cut_json_with_a_good_token_is_kept(client: Client, sent: Submission, token: str) -> None:
    answer = call(client, token, body("webhook_classic_1")[:100])

    assert answer.status_code == 200
    assert sent.deliveries.get().reading == Reading.UNREADABLE


def test_a_fault_of_ours_costs_the_reading_but_never_the_body(
    client: Client, sent: Submission, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        sent.learn(task_id="half written")
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("remixes.record.deliveries.record_report", broken)
        answer = call(client, token, body("webhook_classic_1"))

    delivery = sent.deliveries.get()
    assert (answer.status_code, delivery.reading) == (200, Reading.UNREADABLE)
    assert Submission.objects.get().task_id is None
    call(client, token, body("webhook_classic_1"))
    assert sent.conversions.count() == 1


@pytest.mark.parametrize(
    "content",
    [b"", b"null", b"[]", b'"x"', b"\xff\xfe", b"[" * 10_000, b'{"task_id": NaN}', b"{}", b"\x00"],
)
def test_nonsense_is_kept_and_answered_200(
    client: Client, sent: Submission, token: str, content: bytes
) -> None:
    assert call(client, token, content).status_code == 200
    assert bytes(sent.deliveries.get().body) == content


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch"])
def test_only_post_is_taken(client: Client, sent: Submission, token: str, method: str) -> None:
    answer = getattr(client, method)(reverse("webhook", args=[token]))

    assert answer.status_code == 405


def test_another_task_changes_nothing(client: Client, sent: Submission, token: str) -> None:
    sent.learn(task_id=TASK)

    call(client, token, body("webhook_classic_1", task_id="foreign"))

    assert sent.deliveries.get().reading == Reading.MISMATCH
    assert sent.conversions.count() == 0


def test_the_same_body_25_times_is_one_conversion(
    client: Client, sent: Submission, token: str
) -> None:
    for _ in range(25):
        assert call(client, token, body("webhook_classic_1")).status_code == 200

    assert sent.deliveries.get().seen == 25
    assert sent.conversions.count() == 1


def test_a_trashed_remix_still_takes_its_results(
    client: Client, sent: Submission, token: str
) -> None:
    type(sent.remix).objects.update(trashed_at=sent.created_at)

    call(client, token, body("webhook_classic_1"))

    assert sent.conversions.count() == 1


def test_strings_from_outside_lose_what_no_database_takes(
    client: Client, sent: Submission, token: str
) -> None:
    title = "A\u0000B <script>" + "x" * 5000
    call(
        client,
        token,
        json.dumps({**json.loads(body("webhook_classic_1")), "title": title}).encode(),
    )

    conversion = sent.conversions.get()
    assert "\x00" not in conversion.title
    assert len(conversion.title) <= 300


@pytest.mark.django_db(transaction=True)
def test_when_redis_is_away_the_webhook_is_kept_all_the_same(
    client: Client, sent: Submission, token: str, settings: Any
) -> None:
    settings.RQ_QUEUES = {
        name: {**queue, "URL": "redis://127.0.0.1:1/0"}
        for name, queue in settings.RQ_QUEUES.items()
    }

    assert call(client, token, body("webhook_classic_1")).status_code == 200
    assert sent.conversions.count() == 1

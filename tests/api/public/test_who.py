"""Who may call the team API and how often; the same key gives the same remix."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from redis import Redis

from remixes.actions.tokens import revoke
from remixes.api import rates
from remixes.models import Call, Person, Remix, Role, Scope, Token
from tests.api.public.conftest import API, LINK, NOBODY, Program, refused
from tests.makers import make_person, make_viewer, wav_bytes

WISH = {"prompt": "warm house", "mode": "REMIX", "audio_url": LINK}


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["{}", "Bearer {}", "bearer {}"])
def test_a_token_opens_raw_and_as_bearer(program: Program, form: str) -> None:
    http = Client(headers={"Authorization": form.format(program.secret)})

    assert http.post(f"{API}/Remix", WISH).status_code == 200
    assert Token.objects.get().used_at is not None


@pytest.mark.django_db
@pytest.mark.parametrize("sent", [None, "Basic abc=", "rxd_wrong", "Bearer rxd_" + "0" * 38])
def test_without_a_good_token_it_is_401(sent: str | None) -> None:
    http = Client(headers={"Authorization": sent} if sent else {})

    answer = http.post(f"{API}/Remix", WISH)

    assert "token" in refused(answer, 401)
    assert answer["WWW-Authenticate"] == "Bearer"


@pytest.mark.django_db
def test_a_session_opens_nothing(program: Program) -> None:
    http = Client()
    http.force_login(program.person)

    assert refused(http.post(f"{API}/Remix", WISH), 401)
    assert refused(http.get(f"{API}/byId", {"task_id": NOBODY}), 401)


@pytest.mark.django_db
def test_revoked_and_expired_tokens_and_those_of_leavers_are_dead(program: Program) -> None:
    expired, left = Program(program.person), Program(make_person())
    revoke(program.token)
    Token.objects.filter(pk=expired.token.pk).update(expires_at=timezone.now() - timedelta(1))
    Person.objects.filter(pk=left.person.pk).update(is_active=False)

    for dead in (program, expired, left):
        assert refused(dead.ask(task_id=NOBODY), 401)


@pytest.mark.django_db
def test_a_read_token_asks_and_does_not_submit() -> None:
    reader = Program(make_viewer(), Scope.READ)

    assert "may only read" in refused(reader.post(**WISH), 403)
    assert refused(reader.ask(task_id=NOBODY), 404)


@pytest.mark.django_db
def test_somebody_who_became_a_viewer_does_not_submit(program: Program) -> None:
    Person.objects.filter(pk=program.person.pk).update(role=Role.VIEWER)

    assert "Viewers" in refused(program.post(**WISH), 403)


@pytest.mark.django_db
def test_a_token_has_its_pace_and_each_door_its_own(
    program: Program, redis: Redis, settings: Settings
) -> None:
    settings.REMIX_CALLS_PER_MINUTE = 2
    for number in range(2):
        assert program.post(**{**WISH, "prompt": f"take {number}"}).status_code == 200

    answer = program.post(**WISH)

    assert "2 a minute" in refused(answer, 429)
    assert 1 <= int(answer["Retry-After"]) <= 30
    assert Remix.objects.count() == 2
    assert program.by_id(Remix.objects.first().pk)["status"] == "IN_QUEUE"  # type: ignore[union-attr]
    assert Program(program.person).post(**WISH).status_code == 200


@pytest.mark.django_db
def test_twenty_programs_that_ask_every_three_seconds_are_never_too_many(redis: Redis) -> None:
    waits = [rates.seconds_to_wait("asks", 1, 600) for _ in range(400)]

    assert set(waits) == {0}


@pytest.mark.django_db
def test_without_redis_calls_go_on(
    program: Program, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rates, "_script", rates._script.__wrapped__)
    settings.REDIS_URL = f"unix://{tmp_path}/nothing.sock"
    settings.REMIX_ASKS_PER_MINUTE = 1

    assert {refused(program.ask(task_id=NOBODY), 404) for _ in range(3)}


@pytest.mark.django_db
def test_the_same_key_is_the_same_remix_and_the_same_reply(program: Program) -> None:
    song = wav_bytes(0.4)
    asked: dict[str, Any] = {"prompt": "house", "mode": "REMIX", "audio_file": song}

    first = program.post(key="order 66", **asked)
    second = program.post(key="order 66", **asked)

    assert first.status_code == 200
    assert first.json() == second.json()
    assert Remix.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("other", [{"prompt": "techno"}, {"webhook_url": "https://me.example/"}])
def test_the_same_key_with_another_request_is_refused(
    program: Program, other: dict[str, str]
) -> None:
    program.post(key="order 66", **WISH)

    answer = program.post(key="order 66", **{**WISH, **other})

    assert "Idempotency-Key" in refused(answer, 422)
    assert Remix.objects.count() == 1


@pytest.mark.django_db
def test_a_key_is_its_persons_own_and_a_refusal_uses_none_up(program: Program) -> None:
    program.post(key="k", **{**WISH, "mode": "LOUDER"})

    mine = program.post(key="k", **WISH)
    others = Program(make_person()).post(key="k", **WISH)

    assert mine.status_code == others.status_code == 200
    assert mine.json()["task_id"] != others.json()["task_id"]
    assert refused(program.post(key="k" * 256, **WISH), 422)


@pytest.mark.django_db(transaction=True)
def test_the_same_key_at_the_same_moment_is_one_remix(program: Program, redis: Redis) -> None:
    answers: list[dict[str, Any]] = []

    def post() -> None:
        http = Client(headers={"Authorization": program.secret, "Idempotency-Key": "once"})
        answers.append(http.post(f"{API}/Remix", WISH).json())
        connections.close_all()

    threads = [threading.Thread(target=post) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len({answer["task_id"] for answer in answers}) == 1
    assert Call.objects.count() == Remix.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_question_is_answered_while_something_else_is_writing(
    program: Program, redis: Redis
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has one writer")
    task_id = program.order(audio_url=LINK)["task_id"]
    Token.objects.update(used_at=None)
    asked: list[dict[str, Any]] = []

    def ask() -> None:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 100")
        asked.append(program.by_id(task_id))
        connections.close_all()

    with transaction.atomic():  # IMMEDIATE: the writer's place is taken
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()

    assert asked[0]["status"] == "IN_QUEUE"

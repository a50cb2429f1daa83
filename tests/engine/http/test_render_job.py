"""One task from submit to files, through RQ's own worker and this site's real Redis."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django_rq
import pytest
from pytest_django import Settings
from redis import Redis

from remixes.engine import bell
from remixes.engine.models import Result, Status, Task
from tests.engine.http.conftest import HERE, Caller, fetch, upload
from tests.engine.http.receiver import Receiver

pytestmark = pytest.mark.django_db(transaction=True)
Work = Callable[[], None]


def test_a_fresh_task_is_answered_at_once_with_empty_fields(
    caller: Caller, song: bytes, redis: Redis
) -> None:
    reply = caller.order(song, webhook_url="https://me.example/hook/s3cret?x=1&y=2")

    told = caller.by_id(reply["task_id"])

    assert told["status"] == "IN_QUEUE"
    assert told["feature"] == "REMIX"
    assert told["conversion_id_1"] == reply["conversion_id_1"]
    assert told["conversion_id_2"] == reply["conversion_id_2"]
    assert told["webhook_url"] == "https://me.example/hook/s3cret?x=1&y=2"
    assert told["progress"] == 0
    empty = ("conversion_path", "conversion_path_wav", "title", "lyrics", "lyrics_timestamped")
    assert all(told[f"{name}_{number}"] is None for name in empty for number in (1, 2))


def test_a_task_ends_with_two_versions_that_can_be_fetched(
    caller: Caller, song: bytes, rq_worker: Work, tmp_path: Path
) -> None:
    task_id = caller.order(song, title="Ours", lyrics="[Verse]\nLa, lä")["task_id"]

    rq_worker()

    told = caller.by_id(task_id)
    assert (told["status"], told["progress"], told["plan"]["style"]) == ("COMPLETED", 1, "house")
    for number in (1, 2):
        assert told[f"title_{number}"] == f"Ours {number}"
        assert told[f"conversion_duration_{number}"] == 0.5
        assert json.loads(told[f"lyrics_timestamped_{number}"])[1]["text"] == "La, lä"
        for path in (f"conversion_path_{number}", f"conversion_path_wav_{number}"):
            assert told[path].startswith("http://testserver/engine/files/")
            response, body = fetch(told[path])
            assert (response.status_code, len(body) > 5000) == (200, True)
    assert sorted(path.name for path in (tmp_path / "engine" / task_id).iterdir()) == [
        "1.mp3",
        "1.wav",
        "2.mp3",
        "2.wav",
    ]


def test_a_conversion_id_finds_the_whole_task(caller: Caller, song: bytes, redis: Redis) -> None:
    reply = caller.order(song)

    found = caller.http.get(
        "/engine/api/public/v1/byId", {"conversion_id": reply["conversion_id_2"]}
    )

    assert found.json()["conversion"]["task_id"] == reply["task_id"]
    assert found.json()["conversion"]["conversion_id_1"] == reply["conversion_id_1"]


def test_no_lyrics_are_an_empty_list(caller: Caller, song: bytes, work: Work) -> None:
    task_id = caller.order(song)["task_id"]

    work()

    told = caller.by_id(task_id)
    assert (told["lyrics_1"], told["lyrics_timestamped_1"]) == ("", "[]")


def test_a_version_is_there_before_the_other_is(
    caller: Caller, song: bytes, work: Work, settings: Settings, receiver: Receiver
) -> None:
    settings.REMIX_ENGINE_RENDERER = f"{HERE}.slow"
    task_id = caller.order(song, webhook_url=receiver.url)["task_id"]
    seen: list[dict[str, Any]] = []

    def look_and_cancel(_: object) -> None:
        seen.append(caller.by_id(task_id))
        caller.cancel(task_id)

    receiver.on_post = look_and_cancel

    work()

    assert seen[0]["status"] == "IN_PROGRESS"
    assert seen[0]["conversion_path_1"].endswith(".mp3")
    assert seen[0]["conversion_path_2"] is None


def test_doubled_rings_render_once(
    caller: Caller, song: bytes, rq_worker: Work, receiver: Receiver
) -> None:
    task_id = caller.order(song, webhook_url=receiver.url)["task_id"]
    task = Task.objects.get(pk=task_id)
    for _ in range(3):
        bell.ring(task.pk)

    rq_worker()

    assert Task.objects.get().attempts == 1
    assert len(receiver.bodies) == 2


def test_a_ring_for_a_task_that_is_gone_does_no_harm(
    caller: Caller, song: bytes, rq_worker: Work
) -> None:
    caller.order(song)
    Task.objects.all().delete()

    rq_worker()

    assert django_rq.get_queue("engine").failed_job_registry.count == 0


def test_the_queue_carries_ids_only(caller: Caller, song: bytes, redis: Redis) -> None:
    task_id = caller.order(song, prompt="canary prompt", webhook_url="http://a.example/canary")[
        "task_id"
    ]

    (job,) = django_rq.get_queue("engine").jobs

    assert (list(job.args), job.kwargs) == ([task_id], {})
    stored = b"".join(redis.dump(key) or b"" for key in redis.keys("rq:job:*"))
    assert b"canary" not in stored
    assert job.retries_left is None


@pytest.mark.parametrize(
    ("renderer", "sentence"),
    [
        ("unrenderable", "This song is silent."),
        ("buggy", "The engine failed on this remix"),
        ("greedy", "more memory"),
        ("no_room", "disk is full"),
        ("only_one", "only 1 of 2"),
    ],
)
def test_a_render_that_fails_says_why(
    caller: Caller, song: bytes, work: Work, settings: Settings, renderer: str, sentence: str
) -> None:
    settings.REMIX_ENGINE_RENDERER = f"{HERE}.{renderer}"
    task_id = caller.order(song)["task_id"]

    work()

    told = caller.by_id(task_id)
    assert told["status"] == "ERROR"
    assert sentence in told["message"]
    assert "secret detail" not in told["message"]


def test_a_version_made_before_the_failure_stays(
    caller: Caller, song: bytes, work: Work, settings: Settings, receiver: Receiver
) -> None:
    settings.REMIX_ENGINE_RENDERER = f"{HERE}.second_fails"
    task_id = caller.order(song, webhook_url=receiver.url)["task_id"]

    work()

    told = caller.by_id(task_id)
    assert (told["status"], told["conversion_path_2"]) == ("ERROR", None)
    response, _ = fetch(told["conversion_path_1"])
    assert response.status_code == 200


def test_a_render_past_its_deadline_ends_with_an_error(
    caller: Caller, song: bytes, work: Work, settings: Settings
) -> None:
    settings.REMIX_ENGINE_RENDERER = f"{HERE}.slow"
    settings.REMIX_ENGINE_DEADLINE_S = 1
    task_id = caller.order(song)["task_id"]

    work()

    assert caller.by_id(task_id)["status"] == "ERROR"
    assert "longer than" in caller.by_id(task_id)["message"]


def test_an_order_is_taken_while_redis_is_away(
    caller: Caller, song: bytes, settings: Settings
) -> None:
    away = {"URL": "unix:///nowhere/redis.sock?db=0", "SERIALIZER": "json"}
    settings.RQ_QUEUES = {**settings.RQ_QUEUES, "engine": away}

    response = caller.submit(prompt="house", mode="REMIX", audio_file=upload(song))

    assert response.status_code == 200
    assert Task.objects.get().status == Status.IN_QUEUE


def test_the_addresses_cannot_be_guessed(caller: Caller, song: bytes, redis: Redis) -> None:
    caller.order(song)

    tokens = [result.token for result in Result.objects.all()]

    assert len(set(tokens)) == 2
    assert all(len(token) >= 32 for token in tokens)

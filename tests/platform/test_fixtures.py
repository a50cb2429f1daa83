"""The fixtures everybody builds on."""

import sqlite3

import django_rq
import pytest
from django.db import connection
from redis import Redis
from rq import SimpleWorker


def test_the_queues_are_in_the_wheels_redis_and_speak_json(redis: Redis) -> None:
    queue = django_rq.get_queue("ask")

    queue.enqueue("builtins.len", "four")
    SimpleWorker([queue], connection=redis, serializer="json").work(burst=True)

    (job_id,) = queue.finished_job_registry.get_job_ids()
    job = queue.fetch_job(job_id)
    assert job is not None
    assert job.return_value() == 4


def test_every_test_begins_with_empty_queues(redis: Redis) -> None:
    assert redis.dbsize() == 0


@pytest.mark.django_db
def test_sqlite_is_a_safe_one_in_wal_mode() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        mode = cursor.fetchone()[0]

    assert mode == "wal"
    assert sqlite3.sqlite_version_info >= (3, 51, 3)

"""How a task ends or gains a version: the conditional UPDATE and, in one transaction, the
callbacks it owes. It must not know HTTP, RQ or the renderer."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from remixes.engine import shelf, wire
from remixes.engine.models import Callback, Result, Status, Task
from remixes.engine.models.callback import Kind
from remixes.engine.models.task import TaskQuerySet


class Made(Protocol):
    """What a renderer yields for one finished version."""

    @property
    def number(self) -> int: ...
    @property
    def mp3(self) -> Path: ...
    @property
    def wav(self) -> Path: ...
    @property
    def title(self) -> str: ...
    @property
    def duration_s(self) -> float: ...
    @property
    def lyrics(self) -> str: ...
    @property
    def timeline(self) -> Sequence[Mapping[str, object]]: ...


class Lost(Exception):
    """The task is no longer this worker's: cancelled, or handed to another."""


def keep_version(task: Task, made: Made) -> list[int]:
    """Publish one finished version; returns the ids of the callbacks now owed.

    A version that an earlier attempt published stays as it was told. Raises Lost, OSError.
    """
    result = Result.objects.get(task=task, number=made.number)
    if result.is_ready:
        return []
    shelf.take_in(made.wav, task.pk, made.number, "wav")
    shelf.take_in(made.mp3, task.pk, made.number, "mp3")
    now = timezone.now()
    with transaction.atomic():
        if not Task.objects.filter(pk=task.pk).held_by(task.worker).update(updated_at=now):
            raise Lost
        result.title = made.title[:255]
        result.duration_s = made.duration_s
        result.lyrics = made.lyrics
        result.timeline = list(made.timeline)
        result.ready_at = now
        result.save(update_fields=["title", "duration_s", "lyrics", "timeline", "ready_at"])
        return _owe_version(task, result)


def complete(task: Task) -> None:
    """All versions are there; raises Lost."""
    mine = Task.objects.filter(pk=task.pk).held_by(task.worker)
    if not _end(mine, Status.COMPLETED, "Audio conversion completed", progress=1.0):
        raise Lost


def fail(task: Task, sentence: str) -> bool:
    """The held task cannot be finished; False if it was no longer held."""
    mine = Task.objects.filter(pk=task.pk).held_by(task.worker)
    return _end_badly(mine, task.pk, Status.ERROR, sentence)


def give_up(task: Task, sentence: str) -> bool:
    """End a task whose worker died too often; False if it has shown life since `task` was read."""
    return _end_badly(Task.objects.as_seen(task), task.pk, Status.ERROR, sentence)


def free(task: Task, *, is_blamed: bool) -> bool:
    """Put a task back whose worker died; False if it has shown life since `task` was read.

    `is_blamed` says that this claim counts as a failed attempt.
    """
    return _back_in_queue(
        Task.objects.as_seen(task),
        attempts=task.attempts if is_blamed else task.attempts - 1,
        interruptions=task.interruptions if is_blamed else task.interruptions + 1,
    )


def cancel(task_id: UUID) -> bool:
    """Stop a task that is not finished; a render notices that it was lost. False if too late."""
    unfinished = Task.objects.filter(pk=task_id).open()
    return _end_badly(unfinished, task_id, Status.FAILED, "Cancelled on request.")


def release(task: Task) -> bool:
    """Put a held task back because its worker is told to stop; that was no failed attempt."""
    mine = Task.objects.filter(pk=task.pk).held_by(task.worker)
    return _back_in_queue(mine, attempts=task.attempts - 1, interruptions=task.interruptions + 1)


def _back_in_queue(rows: TaskQuerySet, **counts: int) -> bool:
    return bool(
        rows.update(
            status=Status.IN_QUEUE,
            worker="",
            lease_until=None,
            message="In queue again: its worker stopped",
            updated_at=timezone.now(),
            **counts,
        )
    )


def _end(rows: TaskQuerySet, status: Status, sentence: str, **more: float) -> bool:
    now = timezone.now()
    ended = rows.update(
        status=status,
        message=sentence,
        stage="",
        worker="",
        lease_until=None,
        finished_at=now,
        updated_at=now,
        **more,
    )
    return ended == 1


def _end_badly(rows: TaskQuerySet, task_id: UUID, status: Status, sentence: str) -> bool:
    with transaction.atomic():
        if not _end(rows, status, sentence):
            return False
        task = Task.objects.get(pk=task_id)
        for result in task.results.filter(ready_at=None):
            _owe(task, result, Kind.FAILURE, wire.failure_webhook(task, result, status, sentence))
    return True


def _owe_version(task: Task, result: Result) -> list[int]:
    owed = _owe(task, result, Kind.VERSION, wire.version_webhook(task, result))
    if task.wants_timestamps:
        owed += _owe(task, result, Kind.LYRICS, wire.lyrics_webhook(task, result))
    return owed


def _owe(task: Task, result: Result, kind: Kind, body: str) -> list[int]:
    if not task.webhook_url:
        return []
    made = Callback.objects.create(result=result, kind=kind, url=task.webhook_url, body=body)
    return [made.pk]

"""The engine's tasks in the shapes of the wire; knows no HTTP and changes nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from remixes.engine.models import Result, Status, Task
from remixes.wire import replies

CAPABILITIES = ("progress", "cancel", "byUser")


def result_url(task: Task, result: Result, extension: str) -> str:
    """The public address of a finished file."""
    return f"{task.files_url}{result.token}/{result.pk}.{extension}"


def submit_reply(task: Task, results: list[Result], eta_s: int) -> dict[str, Any]:
    """The answer to a submit; the engine costs nothing."""
    return replies.submit_reply(
        task.feature,
        str(task.pk),
        [str(result.pk) for result in results],
        eta_s=eta_s,
        credit_estimate=0,
        capabilities=CAPABILITIES,
    )


def by_id(task: Task, results: Sequence[Result]) -> dict[str, Any]:
    """The `conversion` object of byId."""
    return replies.by_id(_task(task, results))


def version_webhook(task: Task, result: Result) -> str:
    """W2: one version is ready."""
    return _text(replies.version_webhook(_task(task, [result]), _version(task, result)))


def lyrics_webhook(task: Task, result: Result) -> str:
    """W3: the timeline alone, where it was asked for."""
    return _text(replies.lyrics_webhook(_task(task, [result]), _version(task, result)))


def failure_webhook(task: Task, result: Result, status: Status, sentence: str) -> str:
    """The task ended before this version was made."""
    told = _task(task, [result], status)
    return _text(replies.failure_webhook(told, _version(task, result), sentence))


def _task(task: Task, results: Sequence[Result], status: str = "") -> replies.Task:
    return replies.Task(
        id=str(task.pk),
        feature=task.feature,
        status=status or task.status,
        message=task.message,
        created_at=task.created_at,
        updated_at=task.updated_at,
        versions=[_version(task, result) for result in results],
        extras={
            "progress": round(task.progress, 3),
            "stage": task.stage,
            "plan": task.plan,
            "webhook_url": task.webhook_url,
        },
    )


def _version(task: Task, result: Result) -> replies.Version:
    if not result.is_ready:
        return replies.Version(str(result.pk))
    return replies.Version(
        id=str(result.pk),
        title=result.title,
        lyrics=result.lyrics,
        timeline=result.timeline,
        mp3_url=result_url(task, result, "mp3"),
        wav_url=result_url(task, result, "wav"),
        duration_s=result.duration_s,
    )


def _text(body: dict[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=False)

"""Takes an order in: the file on disk and looked at, the task in the database, the bell rung."""

from __future__ import annotations

import os
import secrets
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from remixes.audio import BadAudio, probe
from remixes.engine import bell, limits, shelf
from remixes.engine.models import Result, Task
from remixes.wire.problem import Problem, Unprocessable
from remixes.wire.wish import Wish


def accept(wish: Wish, files_url: str) -> tuple[Task, list[Result]]:
    """Make the task and its two results, waiting.

    `files_url` is what result addresses begin with. Raises Unprocessable for a file that is no
    readable audio, Problem 429 when too much is unfinished; nothing is left behind then.
    """
    _check_room()
    task = Task(
        id=uuid.uuid4(),
        feature=wish.feature,
        mode=wish.mode,
        prompt=wish.prompt,
        # The words of the part are what is sung in it; the others are the rest of the song's.
        lyrics=(wish.section if wish.mode == "INPAINT" else "") or wish.lyrics,
        title=wish.title,
        gender=wish.gender,
        wants_timestamps=wish.wants_timestamps,
        replace_start_at=wish.part.start,
        replace_end_at=wish.part.end,
        seed=secrets.randbits(31),
        source_url=wish.url,
        webhook_url=wish.webhook_url,
        files_url=files_url,
    )
    with _folder_kept_only_on_success(task.pk):
        if wish.file is not None:
            _keep_source(task, wish.file)
        with transaction.atomic():
            task.save(force_insert=True)
            results = [
                Result.objects.create(task=task, number=number)
                for number in range(1, limits.VERSIONS + 1)
            ]
            transaction.on_commit(lambda: bell.ring(task.pk))
    return task, results


def check_source(path: Path, start_s: float | None) -> float | None:
    """Seconds of audio its header promises, None if it does not say; raises BadAudio.

    `start_s` is where an INPAINT begins.
    """
    duration = probe(path).duration_s
    if duration is None:
        return None
    if duration > settings.REMIX_MAX_DURATION_S:
        longest = settings.REMIX_MAX_DURATION_S / 60
        raise BadAudio(f"The audio is too long: at most {longest:g} minutes are allowed.")
    if start_s is not None and start_s >= duration:
        raise BadAudio(f"replace_start_at lies after the end of the audio ({duration:.1f} s).")
    return duration


def _check_room() -> None:
    if Task.objects.open().count() >= limits.max_open():
        raise Problem(429, "Too many remixes are waiting; try again soon.", {"Retry-After": "30"})


def _keep_source(task: Task, file: UploadedFile[Any]) -> None:
    place = shelf.source_file(task.pk)
    place.parent.mkdir(parents=True)
    with place.open("wb") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
        kept.flush()
        os.fsync(kept.fileno())
    try:
        task.source_duration_s = check_source(place, task.replace_start_at)
    except BadAudio as error:
        raise Unprocessable(error.sentence) from error
    task.source_file = place.name
    task.source_name = (file.name or "")[:255]


@contextmanager
def _folder_kept_only_on_success(task_id: uuid.UUID) -> Iterator[None]:
    try:
        yield
    except BaseException:
        shelf.remove(shelf.folder(task_id))
        raise

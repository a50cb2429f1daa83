"""Where a task's files lie on disk; knows no database."""

import os
import shutil
from pathlib import Path
from uuid import UUID

from django.conf import settings


def root() -> Path:
    """The folder that holds one folder a task."""
    return Path(settings.REMIX_DATA_DIR) / "engine"


def folder(task_id: UUID) -> Path:
    """The folder of one task; not created."""
    return root() / str(task_id)


def source_file(task_id: UUID) -> Path:
    """The uploaded source, under a name of our own."""
    return folder(task_id) / "source"


def result_file(task_id: UUID, number: int, extension: str) -> Path:
    """A finished file: `1.mp3`, `1.wav`, `2.mp3`, `2.wav`."""
    return folder(task_id) / f"{number}.{extension}"


def fresh_work(task_id: UUID, token: str) -> Path:
    """An empty folder for one render; what an earlier one left by dying is deleted."""
    for left in folder(task_id).glob("work-*"):
        remove(left)
    work = folder(task_id) / f"work-{token}"
    work.mkdir(parents=True)
    return work


def take_in(made: Path, task_id: UUID, number: int, extension: str) -> None:
    """Move a finished, synced file to its place in one step; raises OSError."""
    place = result_file(task_id, number, extension)
    made.replace(place)
    _sync_folder(place.parent)


def remove(path: Path) -> None:
    """Delete a folder and all in it, gladly twice."""
    shutil.rmtree(path, ignore_errors=True)


def _sync_folder(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

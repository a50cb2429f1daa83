"""Finds in the database what is overdue and sets it going again; keeps nothing in memory."""

import logging
import os
import socket
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.utils import timezone
from redis.exceptions import RedisError

from remixes.engine import bell, callbacks, limits, outcome, shelf
from remixes.engine.models import Callback, Status, Task

log = logging.getLogger(__name__)

# A task this young may still be on its way to the queue, or from the queue to its worker.
YOUNG_S = 2.0
ORPHAN_S = 3600.0
AT_ONCE = 50


def machine() -> str:
    """This machine and, where Linux tells it, this process space: in it a pid means something."""
    space = Path("/proc/self/ns/pid")
    try:
        return f"{socket.gethostname()}/{space.readlink()}"
    except OSError:
        return socket.gethostname()


def worker_name(task_id: UUID, token: str) -> str:
    """Who renders: where, as which process of which worker, which time."""
    return f"{machine()}|{os.getpid()}|{os.getppid()}|{task_id.hex[:8]}-{token}"


def sweep() -> None:
    """One round; every part goes on although another fails."""
    for part in (free_dead_renders, ring_waiting, send_due_callbacks):
        _carefully(part)


def tidy() -> None:
    """The slow round: what is past its time is deleted."""
    for part in (drop_old_tasks, drop_orphan_folders):
        _carefully(part)


def ring_waiting() -> int:
    """Ring for every waiting task that nobody rang for, oldest first; returns how many."""
    now = timezone.now()
    waiting = list(
        Task.objects.filter(
            status=Status.IN_QUEUE, updated_at__lt=now - timedelta(seconds=YOUNG_S)
        ).values_list("pk", flat=True)
    )
    if not waiting:
        return 0
    try:
        rung = bell.waiting_ids()
    except (RedisError, OSError):
        log.warning("The queue cannot be reached; %d tasks wait.", len(waiting))
        return 0
    return sum(bell.ring(task_id) for task_id in waiting if task_id not in rung)


def free_dead_renders() -> int:
    """Put renders of dead workers back in the queue, or give them up; returns how many."""
    return sum(_free_if_dead(task) for task in Task.objects.filter(status=Status.IN_PROGRESS))


def send_due_callbacks() -> None:
    """Try every webhook whose time has come."""
    due = Callback.objects.due(timezone.now()).order_by("next_at").values_list("pk", flat=True)
    callbacks.send_all(list(due[:AT_ONCE]))


def drop_old_tasks() -> int:
    """Delete finished tasks past their time, their files first; returns how many."""
    before = timezone.now() - timedelta(seconds=limits.keep_s())
    old = list(Task.objects.finished().filter(finished_at__lt=before)[:AT_ONCE])
    for task in old:
        shelf.remove(shelf.folder(task.pk))
        task.delete()
    return len(old)


def drop_orphan_folders() -> int:
    """Delete folders that no task owns, left by a process killed while taking an order in."""
    if not shelf.root().is_dir():
        return 0
    before = timezone.now().timestamp() - ORPHAN_S
    orphans = [
        folder
        for folder in shelf.root().iterdir()
        if folder.stat().st_mtime < before and not _is_owned(folder.name)
    ]
    for folder in orphans:
        shelf.remove(folder)
    return len(orphans)


def _is_owned(name: str) -> bool:
    try:
        return Task.objects.filter(pk=UUID(name)).exists()
    except ValueError:
        # Not ours to judge: only folders named like a task are.
        return True


def _free_if_dead(task: Task) -> bool:
    is_gone, is_worker_gone = _gone(task.worker)
    has_lease = task.lease_until is not None and task.lease_until > timezone.now()
    if has_lease and not is_gone:
        return False
    is_blamed = not is_worker_gone
    if is_blamed and task.attempts >= limits.RENDER_ATTEMPTS:
        return outcome.give_up(task, "The engine broke down twice on this remix.")
    if task.interruptions >= limits.RENDER_INTERRUPTIONS:
        return outcome.give_up(task, "The engine was stopped too often during this remix.")
    return outcome.free(task, is_blamed=is_blamed) and bell.ring(task.pk)


def _gone(worker: str) -> tuple[bool, bool]:
    """Is the rendering process gone, and with it the worker that started it?

    Only for processes of this machine; of others nothing is known but their lease.
    """
    where, *pids, _ = worker.split("|")
    if where != machine() or len(pids) != 2:
        return False, False
    is_gone = _is_gone(int(pids[0]))
    return is_gone, is_gone and _is_gone(int(pids[1]))


def _is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return _is_zombie(pid)


def _is_zombie(pid: int) -> bool:
    """Dead, but its new parent has not looked yet; an init that never looks keeps it for good."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(errors="replace")
    except OSError:
        return False
    # The state is the first word after the program's name, which may itself hold spaces and ")".
    return told.rpartition(")")[2].split()[:1] == ["Z"]


def _carefully(part: Callable[[], object]) -> None:
    try:
        part()
    except Exception:
        log.exception("A part of the engine's sweep failed; it is tried again next round.")

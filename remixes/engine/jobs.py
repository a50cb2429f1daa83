"""What an engine worker runs: one task rendered, from claim to outcome. It must not know HTTP."""

import errno
import logging
import secrets
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError
from django.utils.module_loading import import_string
from rq.timeouts import JobTimeoutException

from remixes.audio import BadAudio
from remixes.engine import limits, outcome, shelf
from remixes.engine.callbacks import Postman
from remixes.engine.models import Task
from remixes.engine.music.order import Order
from remixes.engine.music.stops import Cancelled, Unrenderable
from remixes.engine.naming import title_of
from remixes.engine.outcome import Lost
from remixes.engine.pulse import Pulse
from remixes.engine.source import NotFetched, bring
from remixes.engine.studio.client import StudioGone
from remixes.engine.sweep import worker_name
from remixes.fetch import FetchError

log = logging.getLogger(__name__)

RENDERER = "remixes.engine.studio.client.render"
TOO_LONG = "This remix took longer than the engine allows."


class Stopped(BaseException):
    """This process is told to stop; not an Exception, so no renderer swallows it."""


def render_task(task_id: str) -> None:
    """Render one waiting task; nothing happens if it is not waiting (a doubled or late ring)."""
    task = _claim(UUID(task_id))
    if task is None:
        return
    work = shelf.fresh_work(task.pk, secrets.token_hex(4))
    try:
        with _stop_on_sigterm(), Postman() as postman, Pulse(task) as pulse:
            try:
                sentence = _sentence_unless_done(task, work, pulse, postman)
            except Stopped:
                outcome.release(task)
                raise SystemExit(0) from None
            except StudioGone:
                outcome.release(task)
                return
            if sentence:
                outcome.fail(task, sentence)
    finally:
        _clear(task, work)


def _claim(task_id: UUID) -> Task | None:
    worker = worker_name(task_id, secrets.token_hex(6))
    if not Task.objects.claim(task_id, worker):
        return None
    return Task.objects.get(pk=task_id)


def _sentence_unless_done(task: Task, work: Path, pulse: Pulse, postman: Postman) -> str:
    """Render and complete; "" when that is done, else why it is not, in one sentence."""
    try:
        _render(task, work, pulse, postman)
    except Lost:
        return ""
    except Cancelled:
        return TOO_LONG if pulse.is_too_late() else ""
    except (Unrenderable, BadAudio, FetchError, NotFetched) as error:
        return error.sentence
    except JobTimeoutException:
        return TOO_LONG
    except StudioGone:
        raise
    except DatabaseError:
        # Nothing can be written down now; the lease ends and the sweep decides.
        log.exception("The database failed while rendering task %s.", task.pk)
    except Exception as error:
        return _sentence_for(task, error)
    return ""


def _sentence_for(task: Task, error: Exception) -> str:
    if isinstance(error, MemoryError):
        return "This remix needs more memory than this machine has; try a shorter song."
    log.error("Rendering task %s failed.", task.pk, exc_info=error)
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return "The engine's disk is full; make room and try again."
    return "The engine failed on this remix; this is a fault of the engine, not of your song."


def _render(task: Task, work: Path, pulse: Pulse, postman: Postman) -> None:
    pulse.report(0.0, "Getting the source")
    source = bring(task, work, pulse.is_cancelled)
    order = Order(
        source=source,
        prompt=task.prompt,
        lyrics=task.lyrics,
        mode=task.mode,
        replace_start_at=task.replace_start_at,
        replace_end_at=task.replace_end_at,
        seed=task.seed,
        title=title_of(task, source),
        model_dir=settings.REMIX_MODEL_DIR,
        gender=task.gender,
    )
    made = 0
    for version in _renderer()(order, work, pulse.report, pulse.is_cancelled, pulse.plan):
        pulse.flush()
        postman.send(outcome.keep_version(task, version))
        made += 1
    if made < limits.VERSIONS:
        raise Unrenderable(f"The engine could make only {made} of {limits.VERSIONS} versions.")
    pulse.flush()
    outcome.complete(task)


def _renderer() -> Callable[..., Iterator[Any]]:
    found: Callable[..., Iterator[Any]] = import_string(renderer_name())
    return found


def renderer_name() -> str:
    """The dotted name of what renders; tests put something quick there."""
    name: str = getattr(settings, "REMIX_ENGINE_RENDERER", RENDERER)
    return name


def _clear(task: Task, work: Path) -> None:
    """Working files always go; the source goes when nobody will need it again."""
    shelf.remove(work)
    if task.source_file and Task.objects.finished().filter(pk=task.pk).exists():
        shelf.source_file(task.pk).unlink(missing_ok=True)


@contextmanager
def _stop_on_sigterm() -> Iterator[None]:
    """A forked work-horse that is told to stop hands its task back instead of losing it.

    Only where nobody else listens to SIGTERM: a worker that renders in its own process does.
    """
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return

    def stop(*_: object) -> None:
        raise Stopped

    signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)

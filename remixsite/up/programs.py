"""What runs when the desk is up: each program's name, command and place in the order."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from django.conf import settings

from remixes.lifeline import die_with_parent
from remixsite.up.redis_server import RedisServer

MOST_SUBMITTERS = 4
MOST_RENDERERS = 4
# pages come before background work, and both come before a render that takes all it can get
WORKER_NICE = 3
RENDER_NICE = 10


class Stage(IntEnum):
    """Programs stop stage by stage: what works first, what it needs last."""

    WORKERS = 1
    WEB = 2
    REDIS = 3


@dataclass(frozen=True)
class Program:
    """Something to keep running; `start` returns the running process."""

    name: str
    stage: Stage
    start: Callable[[], subprocess.Popen[bytes]]


def web_program() -> Program:
    command = ["-m", "gunicorn", "-c", "python:remixsite.gunicorn_conf", "remixsite.wsgi"]
    return Program("web", Stage.WEB, lambda: run_python(command, REMIX_PREPARE="1"))


def redis_program(server: RedisServer) -> Program:
    return Program("redis", Stage.REDIS, server.start)


def worker_programs() -> list[Program]:
    """The RQ workers of every queue and the two sweepers."""
    in_parallel = sum(service["parallel"] for service in settings.REMIX_SERVICES.values())
    counts = {
        "submit": min(in_parallel, MOST_SUBMITTERS),
        "ask": 1,
        "archive": 1,
        "peaks": 1,
        # a receiver that takes its time holds one up, never both
        "callbacks": 2,
    }
    programs = [_sweeper("sweep")]
    if settings.REMIX_EMBEDDED:
        counts["engine"] = min(os.cpu_count() or 1, MOST_RENDERERS)
        programs.append(_sweeper("engine_sweep"))
    for queue, count in counts.items():
        programs += [_worker(queue, number) for number in range(1, count + 1)]
    return programs


def _worker(queue: str, number: int) -> Program:
    # the serializer must be said here too, and verbosity 0 keeps job descriptions out of the log
    flags = ["--serializer", "json", "--verbosity", "0", "--traceback"]
    # the engine's own command has the music loaded before it forks
    runs = ["engine_worker"] if queue == "engine" else ["rqworker", queue]
    command = ["manage.py", *runs, *flags]
    nice = RENDER_NICE if queue == "engine" else WORKER_NICE
    return Program(f"{queue} {number}", Stage.WORKERS, lambda: run_python(command, nice=nice))


def _sweeper(name: str) -> Program:
    command = ["manage.py", name]
    return Program(name, Stage.WORKERS, lambda: run_python(command, nice=WORKER_NICE))


def run_python(arguments: list[str], *, nice: int = 0, **extra: str) -> subprocess.Popen[bytes]:
    """A Python process in a session of its own, so that Ctrl-C reaches the supervisor alone."""
    parent = os.getpid()

    def in_child() -> None:
        die_with_parent(parent)
        os.nice(nice)

    return subprocess.Popen(  # noqa: S603  our own interpreter and arguments
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env={**os.environ, **child_environment(), **extra},
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=in_child,
    )


def child_environment() -> dict[str, str]:
    """One thread for linear algebra in each process: the processes are the parallelism."""
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    return {
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "remixsite.settings"),
        "PYTHONUNBUFFERED": "1",
        **{name: os.environ.get(name, "1") for name in names},
    }

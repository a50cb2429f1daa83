"""Runs the whole desk until told to stop; reads settings, but loads no app and no model, so that
nothing but the web server's own start stands between the command and the first page."""

import http.client
import logging.config
import os
import signal
import sys
import time
from contextlib import closing

from django.conf import settings

from remixes.lifeline import die_with_parent
from remixsite.up import NOT_PREPARED, CannotStart
from remixsite.up.programs import Program, redis_program, web_program, worker_programs
from remixsite.up.redis_server import RedisServer, find_binary
from remixsite.up.single import require_free_port, take_lock
from remixsite.up.supervisor import Child, Stopped, Supervisor

# a first start collects and compresses the static files
READY_LIMIT_S = 120.0
STEP_S = 0.05


def run() -> None:
    """Returns after a stop signal; exits with status 1 and one sentence when it cannot start."""
    logging.config.dictConfig(settings.LOGGING)
    os.umask(0o077)  # the database and every file are this account's alone, whatever the folder is
    if os.environ.get("REMIX_UNDER_MAKE"):
        # whoever kills make means this command
        die_with_parent(os.getppid(), signal.SIGTERM)
    try:
        with take_lock(settings.REMIX_DATA_DIR / "run" / "up.lock", settings.PUBLIC_URL):
            require_free_port(settings.HOST, settings.PORT)
            supervise()
    except CannotStart as reason:
        sys.exit(str(reason) or 1)


def supervise() -> None:
    supervisor = Supervisor()
    supervisor.catch_signals()
    try:
        bring_up(supervisor)
        supervisor.watch()
    except Stopped:
        pass
    finally:
        say("Stopping.")
        supervisor.stop()


def bring_up(supervisor: Supervisor) -> None:
    """Web first, so that a page is there early; then whatever works in the background."""
    if settings.REMIX_REDIS_EMBEDDED:
        supervisor.add(embedded_redis())
    supervisor.go_on()
    await_ready(supervisor, supervisor.add(web_program()))
    how_to_sign_in = (settings.REMIX_DATA_DIR / "run" / "sign-in").read_text()
    say(
        f"\n  Remixdesk is ready at {settings.PUBLIC_URL}\n  {how_to_sign_in}\n"
        "  Ctrl-C stops everything.\n"
    )
    for program in worker_programs():
        supervisor.add(program)


def embedded_redis() -> Program:
    binary = find_binary(settings.REMIX_REDIS_BINARY)
    run_dir = settings.REMIX_DATA_DIR / "run"
    return redis_program(RedisServer(settings.REMIX_REDIS_SOCKET, run_dir, binary))


def await_ready(supervisor: Supervisor, web: Child) -> None:
    """Returns when a page can be served; raises CannotStart when the server gives up."""
    deadline = time.monotonic() + READY_LIMIT_S
    while not is_ready():
        supervisor.go_on()
        if not web.is_running or time.monotonic() > deadline:
            has_said_why = web.process is not None and web.process.poll() == NOT_PREPARED
            raise CannotStart("" if has_said_why else "The web server did not start, see above.")
        time.sleep(STEP_S)


def is_ready() -> bool:
    """Whether /healthz answers 200 on this machine."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.HOST, settings.HOST)  # noqa: S104
    with closing(http.client.HTTPConnection(host, settings.PORT, timeout=5)) as client:
        try:
            client.request("GET", "/healthz", headers={"Host": f"localhost:{settings.PORT}"})
            return client.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()

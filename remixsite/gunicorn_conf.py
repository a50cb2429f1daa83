"""How gunicorn serves the desk: one process, many threads, because slow listeners and open pages
each hold a thread; it knows addresses and limits only."""

import os
import sys
from importlib import import_module
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "remixsite.settings")

import django
from django.conf import settings
from django.urls import get_resolver

from remixes.lifeline import die_with_parent
from remixsite.logs import line_formatter
from remixsite.up import NOT_PREPARED, CannotStart

_host = f"[{settings.HOST}]" if ":" in settings.HOST else settings.HOST
bind = [f"{_host}:{settings.PORT}"]
workers = settings.WEB_WORKERS
threads = settings.WEB_THREADS
worker_class = "gthread"
graceful_timeout = 3
keepalive = 15
# gunicorn would open a control socket in the home directory
control_socket_disable = True
# and no access log: paths carry capabilities
loglevel = "warning"
forwarded_allow_ips = "*" if settings.TRUSTED_PROXIES else ""


def on_starting(server: Any) -> None:
    """Masks gunicorn's own lines, which name request paths, and loads the desk once, here, so that
    a worker is a fork that can serve at once."""
    for handler in server.log.error_log.handlers:
        handler.setFormatter(line_formatter(settings.REMIX_LOG_SECRETS))
    django.setup()
    if os.environ.get("REMIX_PREPARE"):
        prepare_or_exit()
    import_module("remixsite.wsgi")
    get_resolver().url_patterns  # noqa: B018  loads every view


def prepare_or_exit() -> None:
    from remixsite.up.prepare import prepare

    try:
        prepare()
    except CannotStart as reason:
        sys.stderr.write(f"{reason}\n")
        sys.exit(NOT_PREPARED)


def post_fork(server: Any, worker: Any) -> None:
    die_with_parent(server.pid)

"""The tests' settings on a PostgreSQL of their own: `pytest --ds=tests.on_postgres tests/jobs`."""

import atexit
import os
from contextlib import ExitStack

from remixsite.database import database
from tests.postgresql import postgresql
from tests.settings import *  # noqa: F403
from tests.settings import REMIX_DATA_DIR, WEB_THREADS

_server = ExitStack()
DATABASES = {"default": database(_server.enter_context(postgresql()), REMIX_DATA_DIR, WEB_THREADS)}


@atexit.register
def _stop_server(own_pid: int = os.getpid()) -> None:
    if os.getpid() == own_pid:  # not in a forked child
        _server.close()

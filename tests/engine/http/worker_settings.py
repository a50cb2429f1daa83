"""Settings of worker processes that tests start: the test's database, folder and renderer."""

import os
from pathlib import Path

from remixsite.settings import *  # noqa: F403
from remixsite.settings import DATABASES, RQ_QUEUES

DATABASES["default"]["NAME"] = os.environ["ENGINE_TEST_DATABASE"]
REMIX_DATA_DIR = Path(os.environ["ENGINE_TEST_FOLDER"])
REMIX_ENGINE_RENDERER = os.environ["ENGINE_TEST_RENDERER"]
REMIX_ENGINE_CALLBACK_LOOPBACK = True
for _queue in RQ_QUEUES.values():
    _queue["URL"] = os.environ["ENGINE_TEST_REDIS"]

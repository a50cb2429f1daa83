"""The site's own settings with the bare view's address added."""

from remixsite.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.urls"

"""The site's own settings for a desk under fire: an app that can kill, and scaled-down times."""

from remixes.remote import retry_after
from remixsite.settings import *  # noqa: F403
from remixsite.settings import INSTALLED_APPS as _APPS
from remixsite.up import supervisor

INSTALLED_APPS = [*_APPS, "tests.torture.points.PointsConfig"]
# Hashing and compressing a thousand files would take longer than the start of everything else.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
# A password for every restart of the run would cost more time than the run has.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Times that no setting names, because no operator should need them.
retry_after.CAP_S = 4.0
supervisor.FIRST_GAP_S = supervisor.LONGEST_GAP_S = 0.3

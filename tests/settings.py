"""The site's settings for tests: a data folder of their own, nothing from the developer's shell."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

KEPT = {"REMIX_EXTRA", "REMIX_CHROMIUM"}
OURS = ("REMIX_", "ACCOUNT_")
FOREIGN = {
    "ALLOWED_HOSTS",
    "DATABASE_URL",
    "DEBUG",
    "EMAIL_URL",
    "HOST",
    "LOG_LEVEL",
    "PORT",
    "PUBLIC_URL",
    "REDIS_URL",
    "SECRET_KEY",
    "TRUSTED_PROXIES",
}
for _name in list(os.environ):
    if _name not in KEPT and (_name in FOREIGN or _name.startswith(OURS)):
        del os.environ[_name]
os.environ["REMIX_ENV_FILE"] = os.devnull
# one per process, so parallel test processes never meet
os.environ["REMIX_DATA_DIR"] = tempfile.mkdtemp(prefix="remixdesk-test-")


@atexit.register
def _remove_data_dir(
    own_pid: int = os.getpid(), folder: str = os.environ["REMIX_DATA_DIR"]
) -> None:
    if os.getpid() == own_pid:  # not in a forked child
        shutil.rmtree(folder, ignore_errors=True)


from remixsite.settings import *  # noqa: E402
from remixsite.settings import DATABASES, MIDDLEWARE, REMIX_DATA_DIR  # noqa: E402

# A file, so that threads and forked workers really meet in it; no power cut to survive.
DATABASES["default"]["TEST"] = {"NAME": str(Path(REMIX_DATA_DIR) / "test.sqlite3")}
DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# scans STATIC_ROOT at start; the live server serves static files itself
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise")]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

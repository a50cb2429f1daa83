"""Brings database, static files and first owner up to date before anything serves."""

import hashlib
import sqlite3
import sys
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.checks import run_checks
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.validators import validate_email
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from remixes.actions.people import make_first_owner
from remixsite.checks import TAG
from remixsite.up import CannotStart

KEPT_BACKUPS = 5


def prepare() -> None:
    """Everything a first page needs; leaves how to sign in where `sign_in_note` points.

    Raises CannotStart for what the operator has to mend.
    """
    check_settings()
    if told := migrate():
        tell(told)
    if collect_static():
        tell("Collected the static files.")
    sign_in_note().write_text(make_owner())
    let_go_of_database()


def let_go_of_database() -> None:
    """The server forks after this: two processes on one socket would read each other's answers."""
    connection.close()
    if close_pool := getattr(connection, "close_pool", None):
        close_pool()


def check_settings() -> None:
    """Prints warnings; raises CannotStart with the first error."""
    for found in run_checks(tags=[TAG], include_deployment_checks=True):
        sentence = " ".join(filter(None, (found.msg, found.hint)))
        if found.is_serious():
            raise CannotStart(sentence)
        tell(sentence)


def sign_in_note() -> Path:
    """The file with one sentence on how to sign in, for the supervisor to print."""
    return Path(settings.REMIX_DATA_DIR) / "run" / "sign-in"


def tell(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def migrate() -> str:
    """Applies pending migrations, after a backup of a SQLite database that holds something.

    Returns the sentence to tell, "" when nothing was pending.
    """
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not pending:
        return ""
    told = f"Applied {len(pending)} migrations"
    if executor.loader.applied_migrations and connection.vendor == "sqlite":
        told += f" after a backup to {back_up(settings.REMIX_DATA_DIR / 'backups')}"
    call_command("migrate", interactive=False, verbosity=0)
    return f"{told}."


def back_up(folder: Path) -> Path:
    """A consistent copy of the SQLite database in `folder`, where the newest five are kept."""
    now = datetime.now(UTC)
    target = folder / f"db-{now:%Y%m%dT%H%M%S%f}Z.sqlite3"
    part = target.with_suffix(".part")
    connection.ensure_connection()
    # the class of the swapped-in module: a connection of another library cannot be written to
    copy = sqlite3.connect(part)
    try:
        connection.connection.backup(copy)
    finally:
        copy.close()
    part.chmod(0o600)
    part.rename(target)
    for old in sorted(folder.glob("db-*.sqlite3"))[:-KEPT_BACKUPS]:
        old.unlink()
    return target


def collect_static() -> bool:
    """Runs collectstatic when a file changed since the last time; False when none did.

    With DEBUG the files are served from where they lie.
    """
    if settings.DEBUG:
        return False
    stamp = settings.REMIX_DATA_DIR / "run" / "static.stamp"
    now = _static_fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return False
    stamp.unlink(missing_ok=True)  # a run cut short must not look complete
    # the JSON API's framework brings a second documentation page, which nobody opens
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["redoc*"])
    stamp.write_text(now)
    return True


def _static_fingerprint() -> str:
    """Changes with any static file's name, size or time, and with the storage that keeps them."""
    digest = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def make_owner() -> str:
    """Makes the owner the environment names while nobody exists; returns how to sign in."""
    person = get_user_model()
    email, password = settings.REMIX_OWNER_EMAIL, settings.REMIX_OWNER_PASSWORD
    if person.objects.exists():
        return "Sign in with your e-mail address and password."
    if not email and not password:
        return "Open it to make the owner account."
    if not (email and password):
        raise CannotStart("Give both REMIX_OWNER_EMAIL and REMIX_OWNER_PASSWORD, or neither.")
    try:
        validate_email(email)
    except ValidationError:
        raise CannotStart(f"REMIX_OWNER_EMAIL {email!r} is not an e-mail address.") from None
    make_first_owner(email, password)
    return f"Sign in as {email} with the password in REMIX_OWNER_PASSWORD."

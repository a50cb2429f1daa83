"""Chooses the database: SQLite tuned for many small writers, or PostgreSQL by DATABASE_URL."""

from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

# WAL lets readers pass a writer; FULL because a webhook answered 200 must survive a power cut.
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA mmap_size=134217728; PRAGMA journal_size_limit=67108864;"
)
KEEP_CONNECTION_S = 600
WAIT_FOR_CONNECTION_S = 10


def database(url: str, data_dir: Path, threads: int) -> dict[str, Any]:
    """Django's settings for one database; `url` "" means the SQLite file in `data_dir`.

    `threads` is how many may want a connection of one process at the same time.
    """
    if not url:
        return sqlite(data_dir / "db.sqlite3")
    try:
        config = dict(environ.Env.db_url_config(url))
    except Exception as error:  # the parser raises whatever its parts raise
        raise ImproperlyConfigured("DATABASE_URL cannot be understood.") from error
    if config.get("ENGINE") == "django.db.backends.sqlite3":
        return sqlite(Path(str(config["NAME"])))
    if config.get("ENGINE") != "django.db.backends.postgresql":
        raise ImproperlyConfigured("DATABASE_URL must begin with postgres:// or sqlite:///.")
    return config | pooled(dict(config.get("OPTIONS") or {}), threads)


def pooled(options: dict[str, Any], threads: int) -> dict[str, Any]:
    """A pool replaces persistent connections, Django refuses to have both.

    It may grow to one connection a thread, because a slow listener's download keeps its own to the
    end; the pool's own limit of four would let four listeners stop the desk.
    """
    pool = {"min_size": 1, "max_size": threads, "timeout": WAIT_FOR_CONNECTION_S}
    # checked before use, so that a restarted server costs no request
    return {"CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True, "OPTIONS": {"pool": pool, **options}}


def sqlite(path: Path) -> dict[str, Any]:
    """IMMEDIATE takes the write lock at BEGIN, so a writer waits its turn instead of failing when
    it turns from reader to writer half-way."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": KEEP_CONNECTION_S,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": SQLITE_PRAGMAS,
        },
    }

"""Replaces an old SQLite library by the one in the pysqlite3 wheel; knows nothing of Django.

SQLite before 3.51.3 can corrupt a WAL database when a checkpoint resets the log, and the library
that comes with Python is often much older. The wheel offers the same module with its own library.
"""

import sqlite3
import sys

SAFE_SINCE = (3, 51, 3)


def use_safe_sqlite() -> None:
    """Makes `import sqlite3` mean pysqlite3 from here on, if that is newer and needed."""
    if sqlite3.sqlite_version_info >= SAFE_SINCE:
        return
    try:
        import pysqlite3
        import pysqlite3.dbapi2
    except ImportError:  # no wheel for this platform: keep what Python has
        return
    if pysqlite3.sqlite_version_info > sqlite3.sqlite_version_info:
        sys.modules["sqlite3"] = pysqlite3
        sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

"""The site around the desk: settings, addresses, start-up; it knows nothing of remixes.

Importing it swaps a safe SQLite in, which has to happen before Django's backend binds one.
"""

from remixsite.sqlite_swap import use_safe_sqlite

use_safe_sqlite()

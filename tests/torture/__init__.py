"""A desk under fire: a service that fails, processes that are killed, and a count of what it cost.

`make torture` runs it; docs/torture.md says what it does to a desk and what it then looks at.
"""

from remixsite.sqlite_swap import use_safe_sqlite

# As the desk itself does, and before anything here opens the desk's database.
use_safe_sqlite()

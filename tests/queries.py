"""What an address asks the database, for tests of what pages cost; knows no page."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def queries_of(browser: Client, address: str, status: int = 200) -> list[str]:
    """The SQL of one GET, which is to be answered with `status`."""
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == status
    return [query["sql"] for query in asked]


def cost_of(browser: Client, address: str) -> int:
    """How many queries a page takes, apart from those that are asked only once."""
    queries_of(browser, address)
    return len(queries_of(browser, address))

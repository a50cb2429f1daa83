"""RQ's own pages bring inline scripts; they alone get the looser policy."""

import pytest
from django.test import Client

from tests.makers import make_owner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis")]


@pytest.mark.parametrize(
    ("address", "is_loose"),
    [("/admin/django_rq/dashboard/", True), ("/admin/", False), ("/", False)],
)
def test_only_the_queue_pages_allow_inline_scripts(
    client: Client, address: str, *, is_loose: bool
) -> None:
    client.force_login(make_owner())

    policy = client.get(address).headers["Content-Security-Policy"]

    scripts = next(part for part in policy.split(";") if part.strip().startswith("script-src"))
    assert ("'unsafe-inline'" in scripts) == is_loose

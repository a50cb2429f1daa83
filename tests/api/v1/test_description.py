"""The OpenAPI description: complete, closed to strangers, and a page to try it on."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from remixes.api.v1.describing import described
from tests.api.v1.callers import PROBLEM, Caller, ask
from tests.makers import make_viewer

OPERATIONS = [
    (method, address, operation)
    for address, methods in described()["paths"].items()
    for method, operation in methods.items()
]
named = pytest.mark.parametrize(
    ("method", "address", "operation"),
    OPERATIONS,
    ids=lambda one: one if isinstance(one, str) else "",
)


@named
def test_every_operation_says_what_it_is_and_how_it_may_fail(
    method: str, address: str, operation: dict[str, Any]
) -> None:
    codes = set(operation["responses"])

    assert operation["summary"]
    assert operation["description"].endswith(".")
    assert len(operation["tags"]) == 1
    assert {"401", "429"} <= codes
    assert ("404" in codes) == ("{" in address)
    assert ("304" in codes) == (method == "get")
    assert {"403", "409"} <= codes or method == "get"
    if "requestBody" in operation:
        assert {"400", "413", "422"} <= codes


def test_the_description_is_3_1_with_tags_security_and_examples() -> None:
    told = described()
    used = {tag for _, _, operation in OPERATIONS for tag in operation["tags"]}
    asked = [name for name in told["components"]["schemas"] if name.endswith("In")]

    assert told["openapi"].startswith("3.1")
    assert {tag["name"] for tag in told["tags"]} == used
    assert set(told["components"]["securitySchemes"]) == {"token", "session"}
    plain = {"LineIn", "DoneIn", "VersionIn"}
    assert all("examples" in told["components"]["schemas"][name] for name in set(asked) - plain)


@pytest.mark.django_db
def test_strangers_are_told_nothing(client: Client) -> None:
    description, page = ask("get", "openapi.json"), client.get("/api/v1/docs")

    assert (description.status_code, description["Content-Type"]) == (401, PROBLEM)
    assert (page.status_code, page["Location"]) == (302, "/accounts/login/?next=/api/v1/docs")


@pytest.mark.usefixtures("redis")
def test_a_program_reads_the_description(member: Caller) -> None:
    assert member("get", "openapi.json").json() == described()


@pytest.mark.django_db
def test_the_page_lists_every_operation_without_a_script(client: Client) -> None:
    client.force_login(make_viewer())

    page = client.get("/api/v1/docs").content.decode()

    assert all(f"<code>{address}</code>" in page for _, address, _ in OPERATIONS)
    assert client.post("/api/v1/docs").status_code == 405

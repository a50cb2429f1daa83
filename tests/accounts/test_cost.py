"""What the desk asks about people on every request is little, and nothing for machines."""

from django.test import Client

from remixes.models import Person
from tests.queries import queries_of


def test_machines_cost_no_question_about_people(client: Client, owner: Person) -> None:
    probe = queries_of(client, "/healthz")
    webhook = queries_of(client, "/webhooks/remix/unknown/", status=405)

    assert not [sql for sql in probe + webhook if "remixes_person" in sql or "session" in sql]


def test_whether_anybody_exists_is_asked_once(client: Client, owner: Person) -> None:
    first = queries_of(client, "/accounts/login/")
    second = queries_of(client, "/accounts/login/")

    assert len(first) == 1
    assert second == []


def test_a_signed_in_request_reads_session_and_person_once(members_browser: Client) -> None:
    members_browser.get("/settings/")

    asked = queries_of(members_browser, "/settings/")

    assert len([sql for sql in asked if "django_session" in sql]) == 1
    assert len([sql for sql in asked if 'FROM "remixes_person"' in sql]) == 1

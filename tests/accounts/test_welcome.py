"""The first page of an empty desk makes the owner, once."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from redis import Redis

from remixes.actions import people
from remixes.actions.rejected import Rejected
from remixes.models import Lease, Person, Role, Upload
from tests.makers import make_person

ANSWERS = {
    "name": "Ada",
    "email": "Ada@Example.org",
    "password": "seven quiet lanterns",
    "time_zone": "Europe/Lisbon",
}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/remixes/", "/accounts/login/", "/admin/", "/nowhere/"])
def test_every_page_of_an_empty_desk_leads_to_the_welcome_page(client: Client, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 302
    assert answer["Location"] == "/welcome/"


@pytest.mark.django_db
def test_machines_are_answered_on_an_empty_desk(client: Client) -> None:
    assert client.get("/healthz").status_code == 200
    assert client.post("/webhooks/remix/unknown/", b"{}", "application/json").status_code == 404


@pytest.mark.django_db
def test_the_welcome_page_makes_the_owner_and_signs_them_in(client: Client, redis: Redis) -> None:
    assert client.get("/welcome/").status_code == 200

    answer = client.post("/welcome/", ANSWERS)

    owner = Person.objects.get()
    assert answer["Location"] == "/"
    assert client.session["_auth_user_id"] == str(owner.pk)
    assert (owner.email, owner.name, owner.role) == ("ada@example.org", "Ada", Role.OWNER)
    assert owner.time_zone == "Europe/Lisbon"
    assert owner.check_password(ANSWERS["password"])


@pytest.mark.django_db
def test_the_first_owner_finds_a_sample_song(client: Client, redis: Redis) -> None:
    client.post("/welcome/", ANSWERS)

    assert Upload.objects.get().is_sample


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"password": "12345678"}, "password"),
        ({"password": "short"}, "password"),
        ({"password": "ada@example.org"}, "password"),
        ({"email": "not an address"}, "email"),
        ({"name": ""}, "name"),
    ],
)
def test_bad_answers_are_named_and_nobody_is_made(
    client: Client, change: dict[str, str], field: str
) -> None:
    answer = client.post("/welcome/", ANSWERS | change)

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_a_browser_with_an_unknown_zone_still_gets_in(client: Client, redis: Redis) -> None:
    client.post("/welcome/", ANSWERS | {"time_zone": "Moon/Tranquility"})

    assert Person.objects.get().time_zone == "UTC"


@pytest.mark.django_db
def test_the_welcome_page_is_closed_once_somebody_exists(client: Client) -> None:
    make_person()

    shown = client.get("/welcome/")
    sent = client.post("/welcome/", ANSWERS)

    assert shown["Location"] == sent["Location"] == "/"
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_the_welcome_page_takes_only_its_methods(client: Client) -> None:
    assert client.put("/welcome/").status_code == 405


@pytest.mark.django_db(transaction=True)
def test_of_two_first_owners_at_once_one_wins(redis: Redis) -> None:
    def try_it(number: int) -> Any:
        try:
            return people.make_first_owner(f"first{number}@example.org", "seven quiet lanterns")
        except Rejected as rejected:
            return rejected.sentence
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(try_it, range(4)))

    owners = [result for result in results if isinstance(result, Person)]
    assert Person.objects.get() == owners[0]
    assert len(owners) == 1
    assert not Lease.objects.filter(name=people.FIRST_OWNER_LEASE).exists()

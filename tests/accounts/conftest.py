"""Browsers with somebody signed in, one per role."""

import pytest
from django.test import Client

from remixes.models import Person
from tests.accounts.browsers import browser_of
from tests.makers import make_owner, make_person, make_viewer


@pytest.fixture
def owner(db: None) -> Person:
    return make_owner(name="Olive Owner", email="olive@example.org")


@pytest.fixture
def member(db: None) -> Person:
    return make_person(name="Max Member", email="max@example.org")


@pytest.fixture
def viewer(db: None) -> Person:
    return make_viewer(name="Vera Viewer", email="vera@example.org")


@pytest.fixture
def owners_browser(owner: Person) -> Client:
    return browser_of(owner)


@pytest.fixture
def members_browser(member: Person) -> Client:
    return browser_of(member)

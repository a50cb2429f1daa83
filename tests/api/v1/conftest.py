"""Programs with a token of somebody, which ask the JSON API in one line."""

from __future__ import annotations

import pytest

from tests.api.v1.callers import Caller, caller
from tests.makers import make_owner, make_person, make_viewer


@pytest.fixture
def member(db: None) -> Caller:
    """A member's program that may submit."""
    return caller(make_person())


@pytest.fixture
def owner(db: None) -> Caller:
    return caller(make_owner())


@pytest.fixture
def viewer(db: None) -> Caller:
    """A viewer's program, as one that may submit: the role must say no, not the scope."""
    return caller(make_viewer())

"""What page tests share: a browser that is signed in, and a desk whose doorbell is real."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from remixes.models import Person
from tests.makers import make_person

SignIn = Callable[[Person], Client]


class Browser(Client):
    """A client that lets go of audio nobody listened to, as a real server does."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[Any] = []

    def request(self, **request: Any) -> Any:
        answer = super().request(**request)
        self.answers.append(answer)
        return answer

    def leave(self) -> None:
        for answer in self.answers:
            answer.close()


@pytest.fixture
def person(db: None) -> Person:
    return make_person()


@pytest.fixture
def signed_in(db: None) -> Iterator[SignIn]:
    browsers: list[Browser] = []

    def sign_in(person: Person) -> Client:
        browsers.append(Browser())
        browsers[-1].force_login(person)
        return browsers[-1]

    yield sign_in
    for browser in browsers:
        browser.leave()


@pytest.fixture
def browser_of(signed_in: SignIn, person: Person) -> Client:
    """The browser of ``person``."""
    return signed_in(person)

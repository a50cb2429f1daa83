"""As many queries for thirty of something as for three."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse

from remixes.actions import choosing, notes, timelines, tokens
from remixes.actions.notes import Place
from remixes.models import Person, Remix, Scope
from remixes.remote.lyrics import Line
from tests.makers import make_conversion, make_finished_remix, make_person, make_submission
from tests.queries import cost_of, queries_of
from tests.views.conftest import SignIn

pytestmark = pytest.mark.django_db

LINE = Line("x", 0, 5, is_section=False)


def say(remix: Remix, reader: Person, number: int) -> None:
    top = notes.add(make_person(), remix, f"@{reader.email} {number}", Place(at_ms=number))
    notes.answer(make_person(), top, "Answer")


def prefer(remix: Remix, _reader: Person, _number: int) -> None:
    choosing.prefer(make_person(), remix, remix.conversions.get(version=1), was_blind=False)


def further(remix: Remix, _reader: Person, number: int) -> None:
    """A further version with two corrections, and a sibling of the remix."""
    version = make_conversion(remix, 3 + number, submission=make_submission(remix, closed_as="x"))
    for edit in (0, 1):
        timelines.save(make_person(), version, edit, [LINE])
    make_finished_remix(make_person(), remix.upload)


PAGES: dict[str, Callable[[Remix], str]] = {
    "desk": lambda _remix: reverse("desk"),  # before the page that sees the mentions
    "remix": Remix.get_absolute_url,
    "live": lambda remix: reverse("remix_live", args=[remix.pk]),
    "blind": lambda remix: f"{remix.get_absolute_url()}?blind=1",
    "notes": lambda remix: reverse("notes_live", args=[remix.pk]),
    "words": lambda remix: reverse("words", args=[remix.pk]),
    "zip": lambda remix: reverse("take_home", args=[remix.pk]),
}


@pytest.mark.parametrize("more", [say, prefer, further])
def test_pages_cost_the_same_for_thirty_as_for_three(
    signed_in: SignIn, more: Callable[[Remix, Person, int], None]
) -> None:
    remix, reader = make_finished_remix(), make_person()
    browser = signed_in(reader)

    def costs(numbers: range) -> dict[str, int]:
        for number in numbers:
            more(remix, reader, number)
        return {name: len(queries_of(browser, address(remix))) for name, address in PAGES.items()}

    costs(range(1))  # the first request of a browser asks whether anybody exists
    few = costs(range(1, 3))

    assert costs(range(3, 30)) == few


def test_thirty_tokens_cost_what_three_do(signed_in: SignIn, person: Person) -> None:
    browser = signed_in(person)

    def cost(count: int) -> int:
        for number in range(count):
            tokens.make_token(person, f"Token {number}", Scope.READ)
        return cost_of(browser, reverse("tokens"))

    few = cost(3)

    assert cost(27) == few

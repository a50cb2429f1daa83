"""The banner of a paused line."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from remixes.models import Person, ServiceLine
from remixes.models.service_line import LineState
from tests.makers import make_owner, make_person


def banner(person: Person | AnonymousUser) -> str:
    request = RequestFactory().get("/")
    request.user = person
    return Template("{% load lines %}{% paused_lines %}").render(Context({"request": request}))


@pytest.fixture
def paused(db: None) -> ServiceLine:
    return ServiceLine.objects.create(
        service="main", state=LineState.PAUSED, reason="The key <none> is not accepted."
    )


def test_everybody_reads_why_nothing_is_sent(
    paused: ServiceLine, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    person = make_person()

    with django_assert_num_queries(1):
        words = banner(person)

    assert "is paused" in words
    assert "The key &lt;none&gt; is not accepted." in words
    assert "admin" not in words


def test_an_owner_is_shown_the_way_to_open_it(paused: ServiceLine) -> None:
    assert "/admin/remixes/serviceline/" in banner(make_owner())


def test_strangers_learn_nothing(
    paused: ServiceLine, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert "paused" not in banner(AnonymousUser())


def test_open_lines_need_no_words(db: None) -> None:
    ServiceLine.objects.create(service="main")

    assert "paused" not in banner(make_person())

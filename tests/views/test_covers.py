"""The picture of a remix: for whoever may see the remix, as the type it is, never as a page."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from remixes.models import Cover, Person, Remix
from tests.makers import make_cover, make_finished_remix, make_person, make_submission
from tests.service.images import png
from tests.views.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def remix(person: Person) -> Remix:
    return make_finished_remix(person)


@pytest.fixture
def address(remix: Remix) -> str:
    make_cover(remix.submissions.get(), png())
    return reverse("remix_cover", args=[remix.pk])


def test_it_is_sent_as_what_it_is_and_nothing_else(browser_of: Client, address: str) -> None:
    answer = browser_of.get(address)

    assert b"".join(answer.streaming_content) == png()  # type: ignore[attr-defined]
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert answer["Content-Security-Policy"] == "sandbox"
    assert browser_of.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_nobody_else_sees_it(signed_in: SignIn, remix: Remix, address: str) -> None:
    Remix.objects.filter(pk=remix.pk).update(trashed_at=timezone.now())

    assert signed_in(make_person()).get(address).status_code == 404
    assert Client().get(address).status_code == 302
    assert signed_in(remix.person).post(address).status_code == 405


def test_without_one_there_is_no_picture(browser_of: Client, remix: Remix) -> None:
    assert browser_of.get(reverse("remix_cover", args=[remix.pk])).status_code == 404
    assert "<img" not in browser_of.get(remix.get_absolute_url()).content.decode()


def test_the_small_one_is_sent_where_there_is_one(browser_of: Client, address: str) -> None:
    small = make_cover(make_submission(make_finished_remix()), png(8, 8))
    Cover.objects.exclude(pk=small.pk).update(
        thumbnail_sha256=small.sha256, thumbnail_extension="png"
    )

    answer = browser_of.get(f"{address}?size=small")

    assert b"".join(answer.streaming_content) == png(8, 8)  # type: ignore[attr-defined]


def test_the_latest_saved_one_is_shown(browser_of: Client, remix: Remix, address: str) -> None:
    latest = make_submission(remix, closed_as="settled")
    Cover.objects.create(submission=latest)
    first = browser_of.get(remix.get_absolute_url()).content.decode()
    Cover.objects.get(submission=latest).delete()
    cover = make_cover(latest, png(grey=3))

    assert f"{address}?v={cover.sha256[:12]}" in browser_of.get("/remixes/").content.decode()
    assert address in first


@pytest.mark.parametrize(
    ("facts", "words", "is_looking"),
    [
        ({"next_action_at": timezone.now()}, "Yes. It is not here yet.", True),
        ({"problem": "No cover today"}, "Yes. There is none. No cover today", False),
    ],
)
def test_the_page_says_what_became_of_it(
    browser_of: Client, remix: Remix, facts: dict[str, object], words: str, *, is_looking: bool
) -> None:
    Remix.objects.filter(pk=remix.pk).update(wants_cover=True)
    Cover.objects.create(submission=remix.submissions.get(), **facts)

    page = browser_of.get(remix.get_absolute_url()).content.decode()

    assert words in page
    assert ("data-final" in page) is not is_looking

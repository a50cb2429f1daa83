"""The library finds, narrows, sorts and pages, with as many queries for 30 rows as for 3."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from remixes.models import Person, Remix, Status
from tests.makers import (
    make_conversion,
    make_finished_remix,
    make_person,
    make_remix,
    make_submission,
    make_upload,
)
from tests.queries import cost_of

pytestmark = pytest.mark.django_db


def shown(browser: Client, query: str = "") -> list[Remix]:
    answer = browser.get(f"/remixes/{query}")
    assert answer.status_code == 200
    return [row.remix for row in answer.context["rows"]]


@pytest.mark.parametrize("url", ["/remixes/?q=awning&sort=longest", "/remixes/?sort=title", "/"])
def test_as_many_queries_for_30_as_for_3(browser_of: Client, person: Person, url: str) -> None:
    for _ in range(3):
        make_finished_remix(person)
    few = cost_of(browser_of, url)

    for _ in range(27):
        make_finished_remix(make_person(), status_why="x")

    assert cost_of(browser_of, url) == few


def test_desk_needs_as_many_queries_however_many_run(browser_of: Client, person: Person) -> None:
    def run(count: int) -> None:
        for _ in range(count):
            make_submission(make_remix(person, status=Status.SUBMITTED))

    run(3)
    few = cost_of(browser_of, "/live/")

    run(9)

    assert cost_of(browser_of, "/live/") == few


@pytest.mark.parametrize(
    "where",
    ["prompt", "lyrics", "source title", "artist", "result title", "result lyrics"],
)
def test_search_looks_everywhere(browser_of: Client, person: Person, where: str) -> None:
    make_finished_remix(person)
    wanted = make_remix(
        person,
        make_upload(
            person,
            title="Über Dächern" if where == "source title" else "Song",
            artist="Über Dächern" if where == "artist" else "",
        ),
        prompt="über dächern" if where == "prompt" else "house",
        lyrics="Über Dächern" if where == "lyrics" else "",
    )
    words = "\nÜBER Dächern\n"
    make_conversion(
        wanted,
        title=words if where == "result title" else "",
        lyrics=words if where == "result lyrics" else "",
    )

    assert shown(browser_of, "?q=dächern+ÜBER") == [wanted]


def test_every_word_has_to_be_found(browser_of: Client, person: Person) -> None:
    make_remix(person, prompt="dreamy house")

    assert shown(browser_of, "?q=dreamy+techno") == []


def test_percent_is_a_letter_like_any_other(browser_of: Client, person: Person) -> None:
    wanted = make_remix(person, prompt="at 50% tempo")
    make_remix(person, prompt="at 50 BPM")

    assert shown(browser_of, "?q=50%25") == [wanted]


def test_filters_narrow_together(browser_of: Client, person: Person) -> None:
    other = make_person()
    wanted = make_remix(person, mode="INPAINT", status=Status.FAILED)
    make_remix(other, mode="INPAINT", status=Status.FAILED)
    make_remix(person, mode="REMIX", status=Status.FAILED)
    make_remix(person, mode="INPAINT")

    found = shown(browser_of, f"?mode=INPAINT&person={person.pk}&status=failed")

    assert found == [wanted]


@pytest.mark.parametrize(
    ("group", "status"),
    [
        ("running", Status.QUEUED),
        ("running", Status.SENDING),
        ("running", Status.SUBMITTED),
        ("running", Status.PARTIAL),
        ("attention", Status.UNCONFIRMED),
        ("attention", Status.OVERDUE),
        ("ready", Status.DONE),
        ("failed", Status.FAILED),
        ("cancelled", Status.CANCELLED),
    ],
)
def test_every_status_is_in_one_group(
    browser_of: Client, person: Person, group: str, status: str
) -> None:
    remix = make_remix(person, status=status)
    groups = ("running", "attention", "ready", "failed", "cancelled")

    homes = [name for name in groups if remix in shown(browser_of, f"?status={name}")]

    assert homes == [group]


def test_sorting(browser_of: Client, person: Person) -> None:
    now = timezone.now()
    songs = (("beta", 90.0), ("Alpha", 30.0), ("gamma", 60.0))
    for days, (title, seconds) in enumerate(songs):
        remix = make_remix(
            person, make_upload(person, title=title), created_at=now - timedelta(days=days)
        )
        make_conversion(remix, title="", measured_s=seconds)

    def order(sort: str) -> list[str]:
        return [remix.upload.title for remix in shown(browser_of, f"?sort={sort}")]

    assert order("newest") == ["beta", "Alpha", "gamma"]
    assert order("oldest") == ["gamma", "Alpha", "beta"]
    assert order("title") == ["Alpha", "beta", "gamma"]
    assert order("longest") == ["beta", "gamma", "Alpha"]


def test_pages_of_24(browser_of: Client, person: Person) -> None:
    for _ in range(26):
        make_remix(person)

    assert len(shown(browser_of)) == 24
    assert len(shown(browser_of, "?page=2")) == 2
    assert len(shown(browser_of, "?page=999")) == 2


@pytest.mark.parametrize(
    "query",
    ["?mode=X", "?status=X", "?sort=X", "?person=X", "?person=999", "?page=X", "?q=%00", "?q="],
)
def test_nonsense_changes_nothing(browser_of: Client, person: Person, query: str) -> None:
    remix = make_remix(person)

    assert shown(browser_of, query) == [remix]


def test_trash_is_a_shelf_of_its_own(browser_of: Client, person: Person) -> None:
    kept, trashed = make_remix(person), make_remix(person, trashed_at=timezone.now())
    make_remix(make_person(), trashed_at=timezone.now())

    assert shown(browser_of) == [kept]
    assert shown(browser_of, "?trash=1") == [trashed]


def test_trash_gives_back_in_place(browser_of: Client, person: Person) -> None:
    remix = make_finished_remix(person, trashed_at=timezone.now())
    restore = f'action="/remixes/{remix.pk}/restore/"'

    in_trash = browser_of.get("/remixes/?trash=1").content.decode()
    Remix.objects.update(trashed_at=None)
    in_library = browser_of.get("/remixes/").content.decode()

    assert restore in in_trash
    assert restore not in in_library

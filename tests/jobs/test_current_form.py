"""An order in the current form of the wire, from the page through the service back to the page."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from remixes.jobs.cover import cover
from remixes.jobs.submit import submit
from remixes.models import Conversion, Cover, Person, Remix, Status, TimelineEdit
from remixes.remote import as_rows, read_timeline
from tests.jobs.conftest import archive_all, ask_about
from tests.makers import make_person, make_upload
from tests.service import FakeService, Task
from tests.service.ledger import TIMELINE

pytestmark = pytest.mark.django_db
LINES = as_rows(read_timeline(TIMELINE) or ())


@pytest.fixture
def service() -> Iterator[FakeService]:
    with FakeService(form="current") as running:
        yield running


@pytest.fixture
def person(settings: Settings) -> Person:
    settings.REMIX_EMBEDDED = False
    return make_person()


@pytest.fixture
def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def ordered(browser: Client, provider: FakeService, **said: Any) -> tuple[Remix, Task]:
    """A wish filled in on the page and sent to the service."""
    upload = make_upload(duration_s=100.0)
    wish = {"upload": str(upload.pk), "mode": "REMIX", "prompt": "warm house"}
    answer = browser.post("/remixes/new/", wish | {"form_key": str(uuid.uuid4())} | said)
    assert answer.status_code == 302, answer.context["form"].errors
    remix = Remix.objects.get()
    submit(str(remix.pk))
    remix.refresh_from_db()
    return remix, provider.tasks[0]


WIDER = {"gender": "female", "title": "Night bus", "wants_cover": "on"}
TOLD = {"gender": "female", "title": "Night bus", "generate_album_cover": "true"}
RANGE = {"replace_start_at": "0:48", "replace_end_at": "1:04.5"}


@pytest.mark.parametrize(
    ("said", "path", "kind", "told"),
    [
        ({"mode": "REMIX"}, "Remix", "REMIX", {}),
        (
            {"mode": "INPAINT", "section": "another line", **RANGE},
            "inpaint",
            "INPAINT",
            {
                "replace_start_at": "48",
                "replace_end_at": "64.5",
                "lyrics_section_to_replace": "another line",
            },
        ),
        (
            {"mode": "OVER_INSTRUMENTAL", "lyrics": "la la"},
            "sing_over_instrumental",
            "SING_OVER_INSTRUMENTAL",
            {"lyrics": "la la"},
        ),
    ],
)
def test_what_the_page_asks_for_is_what_the_wire_says(
    browser: Client, provider: FakeService, said: Any, path: str, kind: str, told: dict[str, str]
) -> None:
    remix, task = ordered(browser, provider, **said, **WIDER)
    ask_about(remix)

    assert task.post.path == path
    sent = {name: text for name, text in task.fields.items() if name != "webhook_url"}
    assert sent == {"prompt": "warm house", "lyrics_timestamps": "true", **TOLD, **told}
    assert provider.questions[-1].query["conversionType"] == kind


def test_everything_that_comes_back_is_on_the_page(browser: Client, provider: FakeService) -> None:
    remix, task = ordered(browser, provider, **WIDER)

    provider.finish(task)
    provider.send_webhooks(task, "W2")
    provider.send_webhook(task, "W4")
    archive_all(remix)
    cover(str(remix.submissions.get().pk))

    page = browser.get(remix.get_absolute_url()).content.decode()
    assert remix.status == Status.DONE
    assert all(words in page for words in ("Night bus", "Female", "Cover picture", "Carry it over"))
    assert f'src="/remixes/{remix.pk}/cover/?v=' in page
    assert 'class="row-cover"' in browser.get("/remixes/").content.decode()


@pytest.mark.parametrize(
    "order",
    [("W3", "late"), ("late", "W3"), ("late", "W3", "W3"), ("late", "archive", "W3")],
    ids="-".join,
)
def test_a_timeline_of_its_own_reaches_the_version_whenever_it_comes(
    browser: Client, provider: FakeService, order: tuple[str, ...]
) -> None:
    remix, task = ordered(browser, provider)

    for step in order:
        if step == "archive":
            archive_all(remix)
        else:
            assert provider.send_webhook(task, step, 1) == [200]
    archive_all(remix)

    version = Conversion.objects.get(service_id=task.conversions[0].id)
    assert version.timeline == LINES
    assert (version.is_saved, version.title) == (True, "Boundless")


def test_a_late_timeline_leaves_what_a_person_has_corrected(
    browser: Client, provider: FakeService, person: Person
) -> None:
    remix, task = ordered(browser, provider)
    provider.send_webhook(task, "late", 1)
    archive_all(remix)
    version = Conversion.objects.get(service_id=task.conversions[0].id)
    mine = [{"text": "My words", "start_ms": 0, "end_ms": 900, "is_section": False}]
    TimelineEdit.objects.create(conversion=version, person=person, number=1, lines=mine)

    provider.send_webhook(task, "W3", 1)

    page = browser.get(remix.get_absolute_url()).content.decode()
    assert "My words" in page
    assert "Rain on the awning" not in page
    assert Conversion.objects.get(pk=version.pk).timeline == LINES


def test_a_service_of_the_classic_form_is_told_nothing_it_does_not_know(
    browser: Client, provider: FakeService, settings: Settings
) -> None:
    settings.REMIX_SERVICES["main"]["form"] = provider.form = "classic"

    remix, task = ordered(browser, provider, **WIDER)

    assert set(task.fields) == {"prompt", "mode", "webhook_url"}
    assert (remix.gender, remix.title, remix.wants_cover) == ("", "", False)
    assert not Cover.objects.exists()

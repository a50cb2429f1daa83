"""Comments over the JSON API: threads, answers, their authors, and being named."""

from __future__ import annotations

import pytest

from remixes.models import Note
from tests.api.v1.callers import Caller, caller
from tests.makers import make_finished_remix, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis")]


def test_a_viewer_comments_a_moment_of_a_version(viewer: Caller) -> None:
    remix = make_finished_remix()
    body = {"text": " Late ", "conversion_id": str(remix.version_1_id), "at_ms": 61_234}

    answer = viewer("post", f"remixes/{remix.pk}/notes", body)

    told = answer.json()
    assert (answer.status_code, told["text"], told["at_ms"]) == (201, "Late", 61_234)
    assert viewer("get", f"remixes/{remix.pk}/notes").json()["items"] == [told]


def test_an_answer_joins_its_thread_and_the_thread_is_resolved(
    member: Caller, viewer: Caller
) -> None:
    remix = make_finished_remix()
    first = member("post", f"remixes/{remix.pk}/notes", {"text": "Louder?"}).json()

    answer = viewer("post", f"notes/{first['id']}/answers", {"text": "No"}).json()
    done = member("put", f"notes/{answer['id']}/resolved", {"is_resolved": True}).json()

    assert answer["parent_id"] == done["id"] == first["id"]
    assert [one["text"] for one in done["answers"]] == ["No"]
    assert done["resolved_by"]["id"] == member.person.pk
    listed = f"remixes/{remix.pk}/notes?is_resolved="
    assert len(member("get", f"{listed}true").json()["items"]) == 1
    assert member("get", f"{listed}false").json()["items"] == []


def test_only_its_author_changes_a_note(member: Caller, owner: Caller) -> None:
    remix = make_finished_remix()
    note = member("post", f"remixes/{remix.pk}/notes", {"text": "A"}).json()["id"]

    assert owner("patch", f"notes/{note}", {"text": "B"}).status_code == 404
    assert owner("delete", f"notes/{note}").status_code == 404
    assert member("patch", f"notes/{note}", {"text": "B"}).json()["edited_at"]
    assert member("delete", f"notes/{note}").status_code == 204
    assert not Note.objects.exists()


def test_whoever_is_named_finds_the_note_and_has_seen_it(member: Caller) -> None:
    bob = caller(make_person(name="Bob Roy"))
    remix = make_finished_remix()
    member("post", f"remixes/{remix.pk}/notes", {"text": "@bob and @bob.roy, listen"})

    unseen = bob("get", "mentions?unseen=true").json()["items"]
    seen = bob("post", f"remixes/{remix.pk}/mentions/seen")

    assert [one["note"]["mentions"][0]["name"] for one in unseen] == ["Bob Roy"]
    assert seen.status_code == 204
    assert bob("get", "mentions?unseen=true").json()["items"] == []
    assert bob("get", "mentions").json()["items"][0]["seen_at"]


def test_in_the_trash_nothing_is_said(owner: Caller) -> None:
    remix = make_finished_remix()
    owner("post", f"remixes/{remix.pk}/trash")

    answer = owner("post", f"remixes/{remix.pk}/notes", {"text": "Still here?"})

    assert answer.status_code == 409
    assert "trash" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "a\u0000"}, "text"),
        ({"text": "a", "at_ms": -1}, "at_ms"),
        ({"text": "a", "at_ms": "1"}, "at_ms"),
        ({"text": "a", "conversion_id": "e3e70682-c209-4cac-a29f-6fbed82c07cd"}, "conversion_id"),
    ],
)
def test_what_is_wrong_is_named(member: Caller, body: dict[str, object], field: str) -> None:
    answer = member("post", f"remixes/{make_finished_remix().pk}/notes", body)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field

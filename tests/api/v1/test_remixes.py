"""Remixes over the JSON API: the library in pages, orders, and what may be done with one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from remixes.models import Mode, Remix, Status, Upload
from tests.api.v1.callers import Caller
from tests.makers import (
    make_finished_remix,
    make_link,
    make_person,
    make_remix,
    make_submission,
    make_upload,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis")]
WISH = {"sample": True, "mode": "REMIX", "prompt": "warm house"}


def ids(answer: object) -> list[str]:
    return [one["id"] for one in answer.json()["items"]]  # type: ignore[attr-defined]


def test_pages_follow_each_other_without_a_gap(member: Caller) -> None:
    at = timezone.now()
    made = [make_remix(created_at=at) for _ in range(4)]
    made += [make_remix(created_at=at - timedelta(hours=n)) for n in (1, 2, 3)]

    first = member("get", "remixes?limit=3")
    make_remix()  # what is new meanwhile moves nothing
    second = member("get", f"remixes?limit=3&cursor={first.json()['next']}")
    third = member("get", f"remixes?limit=3&cursor={second.json()['next']}")

    found = ids(first) + ids(second) + ids(third)
    assert set(found) == {str(one.pk) for one in made}
    assert len(found) == len(made)
    assert third.json()["next"] is None


@pytest.mark.parametrize("cursor", ["x", "bm90LWEtZGF0ZSBpZA", "MjAyNi0xMS0yMlQwMDowMDowMCB4"])
def test_a_foreign_cursor_is_told(member: Caller, cursor: str) -> None:
    answer = member("get", f"remixes?cursor={cursor}")

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "cursor"


def test_every_filter_narrows(member: Caller) -> None:
    upload = make_upload(member.person)
    first = make_remix(member.person, upload, mode=Mode.INPAINT, prompt="Quiet piano")
    edited = make_remix(make_person(), status=Status.FAILED, made_from=first)
    past = (timezone.now() - timedelta(days=1)).isoformat().replace("+00:00", "Z")

    def found(query: str) -> list[str]:
        return ids(member("get", f"remixes?{query}"))

    for query in (
        "mode=INPAINT",
        f"person_id={member.person.pk}",
        f"upload_id={upload.pk}",
        "q=quiet",
        "status=QUEUED",
    ):
        assert found(query) == [str(first.pk)], query
    assert found(f"made_from_id={first.pk}") == [str(edited.pk)]
    assert len(found("status=QUEUED&status=FAILED")) == 2
    assert len(found(f"created_from={past}")) == 2
    assert found(f"created_until={past}") == []


def test_the_trash_is_a_list_of_its_own(member: Caller) -> None:
    remix = make_remix(member.person)

    member("post", f"remixes/{remix.pk}/trash")

    assert ids(member("get", "remixes")) == []
    assert ids(member("get", "remixes?trash=true")) == [str(remix.pk)]


def test_an_order_is_queued_and_found_at_its_address(member: Caller) -> None:
    answer = member("post", "remixes", WISH)

    assert answer.status_code == 201
    told = member("get", answer["Location"].removeprefix("/api/v1/")).json()
    assert (told["status"], told["prompt"]) == ("QUEUED", "warm house")
    assert told["standing"]["can_cancel"]
    assert Remix.objects.get().person == member.person


def test_the_same_order_under_the_same_key_is_one_remix(member: Caller, owner: Caller) -> None:
    first = member("post", "remixes", WISH, idempotency_key="k1")
    again = member("post", "remixes", WISH, idempotency_key="k1")
    other = owner("post", "remixes", WISH, idempotency_key="k1")

    assert [one.status_code for one in (first, again, other)] == [201, 200, 201]
    assert first.json()["id"] == again.json()["id"] != other.json()["id"]


def test_the_same_key_with_another_wish_is_refused_whichever_door_it_came_through(
    member: Caller,
) -> None:
    member("post", "remixes", WISH, idempotency_key="k1")
    form = {"prompt": "warm house", "mode": "REMIX", "audio_url": "https://a.example/one.mp3"}
    headers = {"Authorization": member.secret, "Idempotency-Key": "k1"}

    other = member("post", "remixes", {**WISH, "prompt": "techno"}, idempotency_key="k1")
    team = Client(headers=headers).post("/api/public/v1/Remix", form)

    assert (other.status_code, team.status_code) == (422, 422)
    assert other.json()["detail"] == team.json()["detail"]
    assert "Idempotency-Key" in other.json()["detail"]
    assert Remix.objects.count() == 1


def test_a_key_is_answered_when_its_source_is_no_longer_to_be_had(member: Caller) -> None:
    first = member("post", "remixes", WISH, idempotency_key="k1")
    Upload.objects.update(trashed_at=timezone.now(), is_stored=False)

    again = member("post", "remixes", WISH, idempotency_key="k1")

    assert (again.status_code, again.json()["id"]) == (200, first.json()["id"])


def test_without_a_key_every_order_is_a_new_one(member: Caller) -> None:
    first, second = (member("post", "remixes", WISH) for _ in range(2))

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["id"] != second.json()["id"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"prompt": " "}, "prompt"),
        ({"mode": "REMIXX"}, "mode"),
        ({"promt": "x"}, "promt"),
        ({"sample": False}, "upload_id"),
        ({"sample": "yes"}, "sample"),
        ({"mode": "INPAINT"}, "replace_start_at"),
        ({"service": "nowhere"}, "service"),
        ({"mode": "INPAINT", "replace_start_at": 8, "replace_end_at": 4}, "replace_end_at"),
    ],
)
def test_what_the_form_of_the_page_refuses_is_refused_here(
    member: Caller, change: dict[str, object], field: str
) -> None:
    answer = member("post", "remixes", {**WISH, **change})

    problem = answer.json()
    assert answer.status_code == problem["status"] == 422
    assert field in [one["field"] for one in problem["errors"]]
    assert not Remix.objects.exists()


def test_two_sources_are_a_misunderstanding(member: Caller) -> None:
    link = make_link(member.person)

    answer = member("post", "remixes", {**WISH, "upload_id": str(link.pk)})

    assert answer.status_code == 422
    assert "one source" in answer.json()["detail"]


def test_what_cannot_be_done_as_things_stand_is_a_conflict(member: Caller) -> None:
    remix = make_finished_remix(member.person)

    answer = member("post", f"remixes/{remix.pk}/retry")

    assert answer.status_code == 409
    assert answer.json()["detail"] == "Only a failed remix can be tried again."


def test_what_is_over_cannot_be_cancelled(member: Caller) -> None:
    remix = make_remix(member.person)

    answers = [member("post", f"remixes/{remix.pk}/cancel") for _ in range(2)]

    assert [one.status_code for one in answers] == [200, 409]
    assert answers[1].json()["detail"] == "It is over already; there is nothing to cancel."


def test_a_failed_one_is_queued_again(member: Caller) -> None:
    remix = make_remix(member.person, status=Status.FAILED)

    told = member("post", f"remixes/{remix.pk}/retry").json()

    assert told["status"] == "QUEUED"
    assert told["history"][0]["person"]["name"] == member.person.name


def test_an_unconfirmed_one_is_settled_by_its_maker(member: Caller) -> None:
    given_up, again = (make_remix(member.person, status=Status.UNCONFIRMED) for _ in range(2))
    for remix in (given_up, again):
        make_submission(remix, task_id=None, unclear_at=timezone.now())

    assert member("post", f"remixes/{given_up.pk}/give-up").json()["status"] == "FAILED"
    assert member("post", f"remixes/{again.pk}/send-again").json()["status"] == "QUEUED"


def test_a_preference_and_a_winner_are_told_and_taken_back(member: Caller) -> None:
    remix = make_finished_remix(member.person)
    version = str(remix.version_2_id)

    preferred = member("put", f"remixes/{remix.pk}/preference", {"conversion_id": version}).json()
    won = member("put", f"remixes/{remix.pk}/winner", {"conversion_id": version}).json()
    back = member("delete", f"remixes/{remix.pk}/preference").json()

    assert preferred["choice"]["votes"] == [{"conversion_id": version, "count": 1}]
    assert preferred["choice"]["mine"] == won["winner_id"] == version
    assert not back["choice"]["has_mine"]


def test_a_version_of_another_remix_is_not_there(member: Caller) -> None:
    remix, other = make_finished_remix(member.person), make_finished_remix()

    body = {"conversion_id": str(other.version_1_id)}

    assert member("put", f"remixes/{remix.pk}/winner", body).status_code == 404


def test_nothing_new_is_not_sent_twice(member: Caller) -> None:
    remix = make_finished_remix(member.person)
    etag = member("get", f"remixes/{remix.pk}")["ETag"]

    unchanged = member("get", f"remixes/{remix.pk}", if_none_match=etag)
    member("post", f"remixes/{remix.pk}/trash")
    changed = member("get", f"remixes/{remix.pk}", if_none_match=etag)

    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert changed.status_code == 200

"""Every operation of the JSON API with who may: nobody, readers, roles, strangers, browsers."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client

from remixes.api.v1.describing import described
from remixes.models import Scope
from tests.api.v1.callers import PROBLEM, Caller, ask, caller
from tests.makers import make_finished_remix, make_person, make_remix, make_upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis")]

OPERATIONS = [
    (method, address.removeprefix("/api/v1/"))
    for address, methods in described()["paths"].items()
    for method in methods
]
WRITES = [one for one in OPERATIONS if one[0] != "get"]
MAKERS_ONLY = [
    ("post", "remixes", {"sample": True, "mode": "REMIX", "prompt": "house"}),
    ("post", "uploads/from-link", {"link": "https://example.com/a.mp3"}),
    ("post", "conversions/{conversion}/upload", None),
    ("put", "conversions/{conversion}/timeline", {"based_on": 0, "sheet": "[00:01.00]Rain"}),
    ("post", "conversions/{conversion}/timeline/restore-original", None),
    ("put", "remixes/{remix}/winner", {"conversion_id": None}),
]
OF_ONES_OWN = [
    *(
        ("post", f"remixes/{{remix}}/{deed}", None)
        for deed in ("cancel", "retry", "ask", "send-again", "give-up", "trash", "restore")
    ),
    ("post", "conversions/{conversion}/archive", None),
    ("patch", "uploads/{upload}", {"title": "Mine now"}),
    ("delete", "uploads/{upload}", None),
    ("post", "uploads/{upload}/trash", None),
    ("post", "uploads/{upload}/restore", None),
]


def filled(path: str) -> str:
    """The address with an id that nothing has."""
    return path.replace("{pk}", str(uuid.uuid4())).replace("{extension}", "lrc")


def named(path: str) -> str:
    """The address of a remix of somebody else's, or of a part of it."""
    remix = make_finished_remix(make_person())
    return path.format(remix=remix.pk, conversion=remix.version_1_id, upload=remix.upload_id)


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_nobody_is_told_to_sign_in_and_not_sent_to_a_page(method: str, path: str) -> None:
    answer = ask(method, filled(path))

    assert (answer.status_code, answer["Content-Type"]) == (401, PROBLEM)
    assert answer["WWW-Authenticate"] == "Bearer"
    assert "token" in answer.json()["detail"]


@pytest.mark.parametrize(("method", "path"), WRITES)
def test_a_token_that_reads_changes_nothing(method: str, path: str) -> None:
    answer = caller(make_person(), Scope.READ)(method, filled(path))

    assert answer.status_code == 403
    assert "only read" in answer.json()["detail"]


@pytest.mark.parametrize(("method", "path", "body"), MAKERS_ONLY)
def test_viewers_make_nothing(viewer: Caller, method: str, path: str, body: object) -> None:
    answer = viewer(method, named(path), body)

    assert answer.status_code == 403
    assert answer.json()["detail"].startswith("Viewers can listen")


@pytest.mark.parametrize(("method", "path", "body"), OF_ONES_OWN)
def test_what_is_somebody_elses_is_not_there(
    member: Caller, owner: Caller, method: str, path: str, body: object
) -> None:
    address = named(path)

    assert member(method, address, body).status_code == 404
    assert owner(method, address, body).status_code != 404


@pytest.mark.parametrize("path", ["remixes/{0.pk}", "conversions/{0.version_1_id}"])
def test_what_lies_in_somebodys_trash_is_not_there(
    member: Caller, owner: Caller, path: str
) -> None:
    remix = make_finished_remix()
    address = path.format(remix)

    owner("post", f"remixes/{remix.pk}/trash")

    assert member("get", address).status_code == 404
    assert owner("get", address).status_code == 200


def test_a_browser_that_is_signed_in_reads_and_changes_with_the_pages_own_word() -> None:
    person = make_person()
    remix = make_remix(person)
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    client.get("/api/v1/docs")
    word = client.cookies["csrftoken"].value
    address = f"remixes/{remix.pk}/cancel"

    assert ask("get", f"remixes/{remix.pk}", client=client).status_code == 200
    assert ask("post", address, client=client).status_code == 403
    assert ask("post", address, client=client, **{"x-csrftoken": word}).status_code == 200


def test_a_dead_token_does_not_fall_back_to_the_session() -> None:
    client = Client()
    client.force_login(make_person())

    assert ask("get", "me", client=client, authorization="Bearer rxd_dead").status_code == 401


def test_programs_fetch_sounds_and_the_zip_with_the_same_token(member: Caller) -> None:
    remix = make_finished_remix(member.person, make_upload(member.person))
    told = member("get", f"remixes/{remix.pk}").json()
    sent = {"authorization": f"Bearer {member.secret}"}
    path = told["take_home_url"].partition("/remixes")[2]

    zipped = Client().get(f"/remixes{path}", headers=sent)
    unknown = Client().get(f"/remixes{path}", headers={"authorization": "Bearer rxd_dead"})

    assert (zipped.status_code, zipped["Content-Type"]) == (200, "application/zip")
    assert (unknown.status_code, unknown["Content-Type"]) == (401, PROBLEM)
    assert Client().get(f"/remixes{path}").status_code == 302


def test_a_source_is_fetched_with_a_token(member: Caller) -> None:
    upload = make_upload(member.person)
    url = member("get", f"uploads/{upload.pk}").json()["audio_url"]

    answer = Client().get(
        url.partition("/media")[1] + url.partition("/media")[2],
        headers={"authorization": member.secret},
    )

    assert answer.status_code == 200
    assert b"".join(answer)[:4] == b"RIFF"

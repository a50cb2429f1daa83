"""Lyric files over /api/v1/: for a session or a token, in every format, named like the sound."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from remixes.actions import timelines
from remixes.actions.tokens import make_token, revoke
from remixes.api.caller import TurnedAway, admitted
from remixes.models import Conversion, Scope, Token
from remixes.remote.lyrics import Line
from remixes.timeline import FORMATS, read_any
from tests.makers import TIMELINE, make_finished_remix, make_person, make_viewer

pytestmark = pytest.mark.django_db


def version() -> Conversion:
    found: Conversion = make_finished_remix().conversions.get(version=1)
    Conversion.objects.filter(pk=found.pk).update(timeline=TIMELINE, title="Paper Lanterns")
    return found


def address(found: Conversion, extension: str) -> str:
    return f"/api/v1/conversions/{found.pk}/lyrics.{extension}"


@pytest.mark.parametrize("extension", FORMATS)
def test_every_format_is_there_and_named_like_the_sound(client: Client, extension: str) -> None:
    client.force_login(make_viewer())

    answer = client.get(address(version(), extension))

    assert answer.status_code == 200
    assert "Paper Lanterns - v1 - REMIX" in answer["Content-Disposition"]
    assert [line.text for line in read_any(answer.content.decode()).lines] == [
        row["text"] for row in TIMELINE
    ]


def test_the_corrected_timing_is_exported_and_the_services_own_on_request(client: Client) -> None:
    found = version()
    timelines.save(make_person(), found, 0, [Line("Mine", 5, 900, is_section=False)])
    client.force_login(make_viewer())

    mine = client.get(address(found, "json")).json()
    own = client.get(address(found, "json"), {"timing": "original"}).json()

    assert [line["text"] for line in mine["lines"]] == ["Mine"]
    assert len(own["lines"]) == len(TIMELINE)


@pytest.mark.parametrize("form", ["{}", "Bearer {}", "bearer  {}"])
def test_a_token_reads_without_a_session(client: Client, form: str) -> None:
    _, secret = make_token(make_viewer(), "script", Scope.READ)

    answer = client.get(address(version(), "lrc"), headers={"authorization": form.format(secret)})

    assert answer.status_code == 200
    assert Token.objects.get().used_at is not None


def test_nobody_is_asked_to_sign_in_not_sent_to_a_page(client: Client) -> None:
    answer = client.get(address(version(), "lrc"))

    assert answer.status_code == 401
    assert "token" in json.loads(answer.content)["detail"]


def test_a_dead_token_does_not_fall_back_to_the_session(client: Client) -> None:
    person = make_person()
    client.force_login(person)
    token, secret = make_token(person, "old", Scope.READ)
    revoke(token)

    answer = client.get(address(version(), "lrc"), headers={"authorization": secret})

    assert answer.status_code == 401


def test_a_password_for_a_proxy_is_no_token(client: Client) -> None:
    basic = {"authorization": "Basic dGVhbTpzZWNyZXQ="}
    assert client.get(address(version(), "lrc"), headers=basic).status_code == 401

    client.force_login(make_viewer())

    assert client.get(address(version(), "lrc"), headers=basic).status_code == 200


def test_a_token_that_reads_does_not_submit(rf: RequestFactory) -> None:
    _, reads = make_token(make_person(), "x", Scope.READ)
    _, submits = make_token(make_person(), "x", Scope.SUBMIT)
    request = rf.post("/", headers={"authorization": reads})
    other = rf.post("/", headers={"authorization": submits})

    with pytest.raises(TurnedAway) as away:
        admitted(request, Scope.SUBMIT)
    assert away.value.status == 403
    assert admitted(other, Scope.SUBMIT) == admitted(other, Scope.READ)


def test_expired_tokens_and_those_of_leavers_are_dead() -> None:
    person = make_person()
    _, expired = Token.make(person, "old", Scope.READ, timedelta(seconds=-1))
    _, lives = make_token(person, "new", Scope.READ)

    assert Token.of(expired) is None
    assert Token.of(lives) is not None
    person.is_active = False
    person.save()
    assert Token.of(lives) is None


def test_a_typing_error_in_a_token_is_told_without_the_database(
    django_assert_num_queries: object,
) -> None:
    _, secret = make_token(make_person(), "x", Scope.READ)
    wrong = secret[:-1] + ("A" if secret[-1] != "A" else "B")

    with django_assert_num_queries(0):  # type: ignore[operator]
        assert Token.of(wrong) is None


def test_the_secret_is_nowhere_in_the_database() -> None:
    token, secret = make_token(make_person(), "x", Scope.SUBMIT)

    kept = " ".join(str(value) for value in Token.objects.values_list().get(pk=token.pk))

    assert secret not in kept
    assert secret.startswith(token.start)


def test_unknown_versions_and_formats_are_not_found(client: Client) -> None:
    client.force_login(make_person())
    found = version()

    assert client.get(address(found, "doc")).status_code == 404
    found.remix.trashed_at = timezone.now()
    found.remix.save()
    assert client.get(address(found, "lrc")).status_code == 404

"""What a program is told, and that each fact is told once, however it became known."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from remixes.actions.remixes import cancel
from remixes.jobs.tell import tell
from remixes.models import Call, Callback, Conversion, ConversionState, Person, Status
from remixes.record import settle_remix
from tests.callbacks.conftest import Ordered, finish_version, tell_all
from tests.makers import make_conversion, make_remix

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("redis")]


def bodies(call: Call) -> list[dict[str, Any]]:
    return [json.loads(one.body) for one in call.callbacks.all()]


def kinds(call: Call) -> list[str]:
    return [str(one.kind) for one in call.callbacks.order_by("created_at")]


def test_each_version_is_told_when_it_is_there(ordered: Ordered, song: bytes) -> None:
    call = ordered()

    finish_version(call.remix, 1, song)
    tell_all()
    first = bodies(call)
    finish_version(call.remix, 2, song)
    tell_all()

    assert [one["conversion_id"] for one in first] == [str(call.remix.version_1_id)]
    ids = {one["conversion_id"] for one in bodies(call)}
    assert ids == {str(call.remix.version_1_id), str(call.remix.version_2_id)}


def test_body_has_the_shape_of_the_service_and_our_own_links(
    ordered: Ordered, song: bytes, settings: Settings
) -> None:
    call = ordered()

    finish_version(call.remix, 1, song)
    tell_all()

    body = bodies(call)[0]
    assert (body["success"], body["conversion_type"]) == (True, "Remix")
    assert body["task_id"] == str(call.remix.pk)
    assert body["conversion_path"].startswith(f"{settings.PUBLIC_URL}/f/")
    assert body["conversion_path"].endswith(".mp3")
    assert body["conversion_path_wav"].endswith(".wav")


def test_times_of_the_lyrics_are_told_where_they_were_asked_for(
    ordered: Ordered, song: bytes
) -> None:
    plain, timed = ordered(), ordered(wants_timestamps=True)

    for call in (plain, timed):
        finish_version(call.remix, 1, song)
    tell_all()

    assert kinds(plain) == ["version"]
    assert kinds(timed) == ["version", "lyrics"]


def test_times_that_come_later_are_told_later(ordered: Ordered, song: bytes) -> None:
    call = ordered(wants_timestamps=True)
    finish_version(call.remix, 1, song, timeline=None)
    tell_all()
    Conversion.objects.update(timeline=[{"text": "Rain", "start_ms": 1, "end_ms": 2}])

    settle_remix(call.remix.pk)
    tell_all()

    assert kinds(call) == ["version", "lyrics"]


def test_version_is_told_with_its_wav(ordered: Ordered, song: bytes) -> None:
    call = ordered()
    make_conversion(call.remix, 1, mp3=song, next_action_at=timezone.now())
    settle_remix(call.remix.pk)

    tell_all()
    call.refresh_from_db()

    assert kinds(call) == []
    assert call.next_action_at and call.next_action_at > timezone.now()


def test_version_whose_wav_does_not_come_is_told_without(ordered: Ordered, song: bytes) -> None:
    call = ordered()
    long_ago = timezone.now() - timedelta(hours=1)
    make_conversion(call.remix, 1, mp3=song, saved_at=long_ago, next_action_at=timezone.now())
    settle_remix(call.remix.pk)

    tell_all()

    assert bodies(call)[0]["conversion_path_wav"] == ""


def test_flagged_version_is_told_with_its_reason(ordered: Ordered) -> None:
    call = ordered()
    make_conversion(
        call.remix, 1, state=ConversionState.FLAGGED, is_flagged=True, reason="Too close."
    )
    settle_remix(call.remix.pk)

    tell_all()

    told = bodies(call)[0]
    assert (told["is_flagged"], told["reason"], told["conversion_path"]) == (True, "Too close.", "")


def test_remix_that_fails_is_told_for_both_versions(ordered: Ordered) -> None:
    call = ordered()
    call.remix.move(Status.FAILED, "The service lost it.")

    tell_all()

    told = bodies(call)
    assert [(one["success"], one["reason"], one["status"]) for one in told] == [
        (False, "The service lost it.", "FAILED")
    ] * 2


def test_cancelled_one_is_told(person: Person) -> None:
    remix = make_remix(person)
    wish = {"feature": "REMIX", "webhook_url": "https://hooks.example.com"}
    call = Call.objects.create(remix=remix, person=person, **wish)
    cancel(remix, person)

    tell_all()

    assert kinds(call) == ["failure", "failure"]


def test_success_after_a_failure_is_told_and_no_failure_after_a_success(
    ordered: Ordered, song: bytes
) -> None:
    call = ordered()
    call.remix.move(Status.FAILED, "The service lost it.")
    tell_all()
    for version in (1, 2):
        finish_version(call.remix, version, song)
    tell_all()
    before = sorted(kinds(call))

    call.remix.trashed_at = timezone.now()
    call.remix.save(update_fields=["trashed_at"])
    settle_remix(call.remix.pk)
    tell_all()

    assert sorted(kinds(call)) == before == ["failure", "failure", "version", "version"]


def test_the_same_fact_again_is_not_told_again(ordered: Ordered, song: bytes) -> None:
    call = ordered()
    finish_version(call.remix, 1, song)

    for _ in range(3):
        tell_all()
        settle_remix(call.remix.pk)
        tell(str(call.pk))

    assert kinds(call) == ["version"]


def test_nobody_is_told_who_did_not_ask(ordered: Ordered, song: bytes) -> None:
    call = ordered(webhook_url="")

    finish_version(call.remix, 1, song)
    tell_all()

    assert not Callback.objects.exists()


def test_fact_that_is_rolled_back_is_not_told(ordered: Ordered) -> None:
    call = ordered()
    with pytest.raises(RuntimeError), transaction.atomic():
        call.remix.move(Status.FAILED, "Only nearly.")
        raise RuntimeError

    assert not Call.objects.due().exists()

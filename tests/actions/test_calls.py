"""Orders of programs: one key is one request at every door, and no lock waits for a service."""

from __future__ import annotations

import pytest
from django.db import connection

from remixes.actions.calls import Asked, earlier_call, place_call
from remixes.actions.rejected import Rejected
from remixes.actions.remixes import Wish
from remixes.models import Call, Person, Remix
from remixes.remote.ace_step import inventory_of
from tests.ace_step_service import FakeAceStep
from tests.ace_step_service.fixtures import studio, studio_service
from tests.makers import make_person, make_upload

__all__ = ["studio", "studio_service"]

pytestmark = pytest.mark.django_db


def wish(service: str = "") -> Wish:
    return Wish(upload=make_upload(), mode="REMIX", prompt="warm house", service=service)


def place(person: Person, asked: Asked) -> Call:
    return place_call(person, wish(), asked, lambda remix: {"task_id": str(remix.pk)}).call


def test_a_service_is_asked_before_the_transaction_that_orders(
    studio_service: FakeAceStep, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_at_asking: list[bool] = []

    def ask(service: object) -> object:
        open_at_asking.append(bool(connection.savepoint_ids))
        return inventory_of(service)  # type: ignore[arg-type]

    monkeypatch.setattr("remixes.remote.asked.inventory_of", ask)

    place_call(make_person(), wish("studio"), Asked("REMIX"), lambda _: {})

    assert open_at_asking
    assert not any(open_at_asking)


def test_a_reply_that_cannot_be_made_leaves_no_remix() -> None:
    def broken(_: Remix) -> dict[str, object]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        place_call(make_person(), wish(), Asked("REMIX"), broken)

    assert not Remix.objects.exists()


def test_a_call_that_lost_the_race_for_its_key_is_the_one_that_won() -> None:
    person, asked = make_person(), Asked("REMIX", key="k", asked_hash="1")
    first = place(person, asked)

    second = place_call(person, wish(), asked, lambda _: {})

    assert (second.call, second.is_new) == (first, False)
    assert Remix.objects.count() == 1


def test_a_key_that_came_with_another_request_is_refused() -> None:
    person = make_person()
    place(person, Asked("REMIX", key="k", asked_hash="1"))

    with pytest.raises(Rejected, match="Idempotency-Key"):
        earlier_call(person, Asked("REMIX", key="k", asked_hash="2"))
    with pytest.raises(Rejected, match="Nothing was ordered"):
        place(person, Asked("REMIX", key="k", asked_hash="2"))

    assert Remix.objects.count() == 1

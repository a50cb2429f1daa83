"""An owner's browser and one row of every noun."""

from typing import Any

import pytest
from django.test import Client

from remixes.actions import choosing, notes, people, timelines, tokens
from remixes.models import (
    Analysis,
    Call,
    Callback,
    Delivery,
    Invitation,
    Lease,
    LineState,
    Person,
    Role,
    Scope,
    ServiceLine,
    Status,
)
from remixes.remote.lyrics import Line
from tests.accounts.browsers import browser_of
from tests.makers import (
    make_conversion,
    make_explorer_call,
    make_finished_remix,
    make_owner,
    make_person,
    make_submission,
)

TOKEN = "0123456789abcdefSECRETTOKEN"


@pytest.fixture
def owner(db: None) -> Person:
    return make_owner(email="olive@example.org", name="Olive Owner")


@pytest.fixture
def desk(owner: Person) -> Client:
    return browser_of(owner)


def make_delivery(remix: Any, number: int = 0) -> Delivery:
    body = f'{{"title": "<script>alert({number})</script>", "webhook_url": '
    body += f'"https://desk.example/webhooks/remix/{TOKEN}/"}}'
    return Delivery.objects.create(
        submission=remix.submissions.first(),
        body=body.encode(),
        body_sha256=f"{number:064}",
        kind="W2",
        reading="applied",
    )


def make_one_of_each(owner: Person, number: int = 0) -> None:
    """A finished remix with all that belongs to it, an invitation, a line, a lease."""
    remix = make_finished_remix(owner, made_from=owner.remixes.first())
    remix.move(Status.PARTIAL, "Archive again.", owner)
    make_delivery(remix, number)
    people.invite(owner, Role.VIEWER)
    Invitation.objects.update(accepted_by=owner)
    ServiceLine.objects.create(
        service=f"line{number}", state=LineState.PAUSED, reason="No funds.", http_status=402
    )
    Lease.take(f"lease{number}", "a process", 60)
    make_conversion(remix, 3, submission=make_submission(remix))
    say_something(remix, owner, number)


def say_something(remix: Any, owner: Person, number: int) -> None:
    """A note that names somebody, a preference, a corrected line, a call, a heard file."""
    version = remix.conversions.get(version=1)
    other = make_person(name=f"Awning{number}")
    notes.add(owner, remix, f"Louder at the awning, @awning{number}?", notes.Place(version, 1000))
    choosing.prefer(other, remix, version, was_blind=True)
    timelines.save(owner, version, 0, [Line("Awning", 0, 900, is_section=False)])
    token, _ = tokens.make_token(owner, f"Awning {number}", Scope.READ)
    call = Call.objects.create(remix=remix, person=owner, token=token, feature="REMIX")
    Callback.objects.create(call=call, version_id=version.pk, kind="version", body='{"a": 1}')
    make_explorer_call(owner, remix)
    Analysis.objects.create(sha256=f"{number:064}", facts={"tempo": 120}, problem="awning")

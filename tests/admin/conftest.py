"""An owner's browser and one row of every noun."""

from typing import Any

import pytest
from django.test import Client

from remixes.actions import people
from remixes.models import (
    Delivery,
    Invitation,
    Lease,
    LineState,
    Person,
    Role,
    ServiceLine,
    Status,
)
from tests.accounts.browsers import browser_of
from tests.makers import make_conversion, make_finished_remix, make_owner, make_submission

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

"""The client and the embedded engine understand each other over real HTTP, in both forms."""

from __future__ import annotations

from dataclasses import replace

import pytest

from remixes.actions.remixes import cancel
from remixes.engine.models import Task
from remixes.models import Status
from remixes.remote import Client, NoAccess, Order, Refused, Service
from tests.makers import make_remix, make_submission

pytestmark = pytest.mark.django_db(transaction=True)


def engine_client(form: str) -> Client:
    return Client(replace(Service.from_settings("main"), form=form))


@pytest.mark.parametrize("mode", ["REMIX", "INPAINT", "OVER_INSTRUMENTAL"])
@pytest.mark.parametrize("form", ["classic", "current"])
def test_order_is_taken_found_and_cancelled(
    desk_url: str, order: Order, form: str, mode: str
) -> None:
    client = engine_client(form)
    hook = f"{desk_url}/webhooks/remix/no-such-token/"
    sent = replace(order, mode=mode, webhook_url=hook, replace_start_at=0.1, replace_end_at=0.6)

    reply, _ = client.submit(sent)
    asked = client.by_id(reply.task_id, mode=mode)
    listed = client.by_user(mode=mode).tasks

    assert reply.capabilities == {"progress", "cancel", "byuser"}
    assert asked.conversion_ids == reply.conversion_ids
    assert [(task.task_id, task.webhook_url) for task in listed] == [(reply.task_id, hook)]
    assert (client.cancel(reply.task_id), client.cancel(reply.task_id)) == (True, False)
    assert client.by_id(reply.task_id, mode=mode).is_failed


def test_cancelling_a_remix_stops_its_task_at_the_engine(desk_url: str, order: Order) -> None:
    client = engine_client("classic")
    reply, _ = client.submit(order)
    remix = make_remix(status=Status.SUBMITTED)
    make_submission(remix, task_id=reply.task_id, capabilities=sorted(reply.capabilities))

    cancel(remix, remix.person)

    assert remix.status == Status.CANCELLED
    assert client.by_id(reply.task_id, mode="REMIX").is_failed


def test_everything_of_the_current_form_is_understood(desk_url: str, order: Order) -> None:
    part = replace(order, mode="INPAINT", replace_start_at=0.1, replace_end_at=0.6)
    wish = replace(part, section="Another line", gender="male", title="Night bus", wants_cover=True)

    reply, _ = engine_client("current").submit(wish)

    task = Task.objects.get(pk=reply.task_id)
    assert (task.feature, task.title, task.gender) == ("INPAINT", "Night bus", "male")
    assert (task.lyrics, task.wants_timestamps) == ("Another line", True)


def test_refusals_are_understood(desk_url: str, order: Order) -> None:
    client = engine_client("classic")
    stranger = Client(replace(client.service, api_key="not-the-key"))

    with pytest.raises(Refused, match="prompt") as refused:
        client.submit(replace(order, prompt=""))
    with pytest.raises(NoAccess):
        stranger.submit(order)

    assert refused.value.status == 422
    assert client.service.url.startswith(desk_url.replace("localhost", "127.0.0.1"))

"""Orders to a server of ACE-Step: what leaves, and what every answer means for whoever waits."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from remixes.remote import NoAccess, NotSent, Order, Refused, RemoteError, Service, TooMany, Unclear
from remixes.remote.ace_step import AceStepClient
from tests.ace_step_service import FakeAceStep
from tests.remote.ace_step.conftest import impatient, service_of
from tests.service import How, Reads, Reply


def test_a_remix_goes_out_as_a_cover_of_the_uploaded_file(
    studio: FakeAceStep, client: AceStepClient, order: Order
) -> None:
    client.submit(order)

    (job,) = studio.jobs
    assert job.fields == {
        "task_type": "cover",
        "prompt": order.prompt,
        "lyrics": order.lyrics,
        "vocal_language": "unknown",
        "batch_size": "2",
        "audio_format": "wav",
        "thinking": "false",
        "use_cot_caption": "false",
        "use_cot_language": "false",
        "audio_cover_strength": "0.60",
    }
    assert job.file is not None
    assert order.file is not None
    assert (job.file.field, job.file.name) == ("src_audio", "My söng.mp3")
    assert job.file.size == order.file.stat().st_size


def test_an_inpaint_goes_out_as_a_repaint_with_its_range(
    studio: FakeAceStep, client: AceStepClient, inpaint: Order
) -> None:
    client.submit(inpaint)

    told = studio.jobs[0].fields
    assert told["task_type"] == "repaint"
    assert (told["repainting_start"], told["repainting_end"]) == ("48.000", "64.250")
    assert "audio_cover_strength" not in told


@pytest.mark.parametrize(
    ("model", "steps"), [("acestep-v15-base", "50"), ("acestep-v15-turbo", None)]
)
def test_a_named_model_is_asked_for_with_the_steps_it_needs(
    studio: FakeAceStep, order: Order, model: str, steps: str | None
) -> None:
    AceStepClient(service_of(studio, model=model)).submit(order)

    told = studio.jobs[0].fields
    assert (told["model"], told.get("inference_steps")) == (model, steps)


def test_the_reply_has_ids_of_ours_an_eta_and_no_price(
    studio: FakeAceStep, client: AceStepClient, order: Order
) -> None:
    client.submit(order)
    studio.average_s = 10.0

    reply, exchange = client.submit(order)

    again, _ = client.submit(order)
    assert reply.task_id == studio.jobs[1].id
    assert (reply.eta_s, reply.expected, reply.credit_estimate) == (20, 2, Decimal(0))
    assert reply.capabilities == {"progress"}
    assert len({*reply.conversion_ids, *again.conversion_ids}) == 4
    assert exchange.request["jobs_before"] == 1


def test_a_server_that_counts_nothing_gives_no_eta(
    studio: FakeAceStep, client: AceStepClient, order: Order
) -> None:
    studio.next("v1/stats", Reply(404, {"detail": "Not Found"}))

    reply, _ = client.submit(order)

    assert (reply.eta_s, len(studio.jobs)) == (None, 1)


def test_neither_the_key_nor_a_webhook_is_kept_or_sent(
    studio: FakeAceStep, client: AceStepClient, order: Order
) -> None:
    _, exchange = client.submit(order)

    assert studio.key not in str(exchange)
    assert "webhook" not in str(studio.jobs[0].fields) + str(exchange)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"mode": "OVER_INSTRUMENTAL"}, "no mode OVER_INSTRUMENTAL"),
        ({"file": None, "url": "https://songs.example.com/a.mp3"}, "reads no links"),
        ({"prompt": "x" * 513}, "512 characters"),
        ({"lyrics": "x" * 4097}, "4096 characters"),
        ({"mode": "INPAINT"}, "the start and the end"),
    ],
)
def test_what_the_server_would_quietly_spoil_is_not_sent(
    studio: FakeAceStep, client: AceStepClient, order: Order, change: dict[str, object], says: str
) -> None:
    with pytest.raises(Refused, match=says):
        client.submit(replace(order, **change))  # type: ignore[arg-type]

    assert studio.calls == []


NO_KEY = {"detail": "API key is not configured"}


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (Reply(400, {"detail": "bad field"}), Refused),
        (Reply(415, {"detail": "Unsupported Content-Type"}), Refused),
        (Reply(403, {"detail": "Forbidden"}), NoAccess),
        (Reply(503, NO_KEY), NoAccess),
        (Reply(200, {"data": None, "code": 401, "error": "bad key"}, accepts=False), NoAccess),
        (Reply(200, {"data": None, "code": 400, "error": "bad field"}, accepts=False), Refused),
        (Reply(200, {"data": None, "code": 500, "error": "boom"}, accepts=False), Unclear),
        (Reply(200, {"data": {}, "code": 200, "error": None}, accepts=True), Unclear),
        (Reply(200, "<html>a proxy</html>", accepts=True), Unclear),
        (Reply(500, {"detail": "boom"}, accepts=True), Unclear),
        (Reply(502, "<html>a proxy</html>", accepts=True), Unclear),
        (Reply(503, "<html>a proxy</html>", accepts=True), Unclear),
        (Reply(how=How.CLOSE), Unclear),
        (Reply(how=How.CUT), Unclear),
        (Reply(how=How.RESET, reads=Reads.SOME), Unclear),
    ],
)
def test_every_answer_means_one_thing(
    studio: FakeAceStep, client: AceStepClient, order: Order, reply: Reply, kind: type[RemoteError]
) -> None:
    studio.next("release_task", reply)

    with pytest.raises(RemoteError) as caught:
        client.submit(order)

    assert type(caught.value) is kind
    assert caught.value.status in (None, reply.status)
    assert "file_bytes" in caught.value.request


@pytest.mark.parametrize("how", [How.SILENT, How.DRIP])
def test_a_reply_that_never_ends_may_have_been_accepted(
    studio: FakeAceStep, order: Order, how: How
) -> None:
    studio.next("release_task", Reply(how=how))

    with pytest.raises(Unclear):
        impatient(studio).submit(order)

    assert studio.accepted == 1


def test_a_full_queue_is_no_order_and_may_be_tried_again(
    studio: FakeAceStep, client: AceStepClient, order: Order
) -> None:
    studio.queue_maxsize = 0

    with pytest.raises(TooMany, match="queue is full"):
        client.submit(order)

    assert studio.accepted == 0


@pytest.mark.parametrize("is_fail_closed", [True, False])
def test_a_wrong_or_missing_key_is_noticed_before_the_song_is_sent(
    studio: FakeAceStep, order: Order, *, is_fail_closed: bool
) -> None:
    service = service_of(studio)
    studio.key, studio.is_fail_closed = ("", True) if is_fail_closed else ("another-key", False)

    with pytest.raises(NoAccess) as caught:
        AceStepClient(service).submit(order)

    assert caught.value.status == (503 if is_fail_closed else 401)
    assert studio.calls == ["v1/stats"]


def test_an_old_server_without_a_key_takes_orders(studio: FakeAceStep, order: Order) -> None:
    studio.key = ""

    AceStepClient(service_of(studio)).submit(order)

    assert studio.accepted == 1


def test_a_server_that_is_not_there_got_nothing(order: Order) -> None:
    nobody = Service("studio", "http://127.0.0.1:1", "a key", form="ace-step")

    with pytest.raises(NotSent):
        AceStepClient(nobody).submit(order)


def test_a_source_that_is_gone_is_not_sent(
    studio: FakeAceStep, client: AceStepClient, order: Order
) -> None:
    with pytest.raises(NotSent, match="cannot be read"):
        client.submit(replace(order, file=Path("/nowhere/song.mp3")))

    assert studio.accepted == 0
